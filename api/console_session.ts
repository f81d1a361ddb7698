/**
 * Who may use the console: the holder of the console token, and browsers that exchanged it or a one-time link for a session.
 * An agent on the same machine has neither, so it cannot approve its own call by HTTP.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Clock } from "../engine/ports.ts";
import { TokenBuckets } from "./token_bucket.ts";

export const SESSION_TTL_MS = 12 * 60 * 60_000;
const LINK_TTL_MS = 24 * 60 * 60_000;
const SECRET_BYTES = 32;
/** The oldest go first. */
const MAX_SESSIONS = 1_000;
const MAX_LINKS = 100;
const FAILURES_PER_MINUTE = 20;

export interface ConsoleSessionsOptions {
  /** The console token. */
  readonly token: string;
  readonly clock: Pick<Clock, "now">;
}

export type SignIn =
  | {
    readonly ok: true;
    /** Goes into the cookie, which every server on this host is sent, whatever its port. */
    readonly sessionId: string;
    /** Stays with the console's own pages, whose storage is theirs alone, port included. */
    readonly proof: string;
  }
  | { readonly ok: false; readonly retryAfterSeconds: number };

/** `open`: cookie and proof belong together; `unproven`: there is such a session, but the proof is missing or another one. */
export type SessionState = "open" | "unproven" | "unknown";

interface Session {
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly proofDigest: Uint8Array;
}

export class ConsoleSessions {
  #tokenDigest: Uint8Array;
  readonly #clock: Pick<Clock, "now">;
  /** By digest, so that neither a memory dump nor the time of a lookup gives a secret away. */
  readonly #sessions = new Map<string, Session>();
  readonly #links = new Map<string, { readonly expiresAt: number }>();
  readonly #failures = new TokenBuckets(FAILURES_PER_MINUTE);

  constructor(options: ConsoleSessionsOptions) {
    this.#tokenDigest = digest(options.token);
    this.#clock = options.clock;
  }

  /** A new secret for a link that signs in once, within 24 hours. */
  issueLoginToken(): string {
    const secret = newSecret();
    this.#add(this.#links, secret, {
      entry: { expiresAt: this.#clock.now() + LINK_TTL_MS },
      limit: MAX_LINKS,
    });
    return secret;
  }

  /** Uses up a link's secret. Not counted as a failure: it cannot be guessed, and people do click twice. */
  signInByLink(secret: string): SignIn {
    const key = keyOf(secret);
    const link = this.#links.get(key);
    this.#links.delete(key);
    if (link === undefined || link.expiresAt <= this.#clock.now()) return { ok: false, retryAfterSeconds: 0 };
    return this.#newSession();
  }

  /** Exchanges the console token, or a link's secret, for a session. `client` is who asks, such as an address. */
  signIn(secret: string, client: string): SignIn {
    const byLink = this.signInByLink(secret);
    if (byLink.ok) return byLink;
    const check = this.checkToken(secret, client);
    return check.ok ? this.#newSession() : check;
  }

  /** Compares in constant time. After 20 failures a minute the client is refused unheard: a token that a user chose may be weak. */
  checkToken(
    token: string,
    client: string,
  ): { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number } {
    const now = this.#clock.now();
    const retryAfterSeconds = this.#failures.waitSeconds(client, now);
    if (retryAfterSeconds > 0) return { ok: false, retryAfterSeconds };
    if (this.isToken(token)) return { ok: true };
    this.#failures.take(client, now);
    return { ok: false, retryAfterSeconds: 0 };
  }

  /** Compares the proof in constant time. */
  examine(sessionId: string, proof: string): SessionState {
    const session = this.#sessions.get(keyOf(sessionId));
    if (session === undefined || session.expiresAt <= this.#clock.now()) return "unknown";
    return timingSafeEqual(digest(proof), session.proofDigest) ? "open" : "unproven";
  }

  signOut(sessionId: string): void {
    this.#sessions.delete(keyOf(sessionId));
  }

  /** When a session ends by itself, epoch milliseconds; undefined when there is none of that id. */
  expiresAt(sessionId: string): number | undefined {
    return this.#sessions.get(keyOf(sessionId))?.expiresAt;
  }

  /** Whether this is the console token now. Not counted as an attempt: for whoever has shown it before. */
  isToken(token: string): boolean {
    return timingSafeEqual(digest(token), this.#tokenDigest);
  }

  /** Another token holds from now on. Every session has ended, and every link that was not used opens nothing any more. */
  replaceToken(token: string): void {
    this.#tokenDigest = digest(token);
    this.#sessions.clear();
    this.#links.clear();
  }

  /** Sessions that are open now. */
  get size(): number {
    const now = this.#clock.now();
    return [...this.#sessions.values()].filter(({ expiresAt }) => expiresAt > now).length;
  }

  #newSession(): SignIn {
    const [sessionId, proof] = [newSecret(), newSecret()];
    const entry = { expiresAt: this.#clock.now() + SESSION_TTL_MS, proofDigest: digest(proof) };
    this.#add(this.#sessions, sessionId, { entry, limit: MAX_SESSIONS });
    return { ok: true, sessionId, proof };
  }

  #add<Entry extends { readonly expiresAt: number }>(
    secrets: Map<string, Entry>,
    secret: string,
    { entry, limit }: { entry: Entry; limit: number },
  ): void {
    const now = this.#clock.now();
    for (const [key, { expiresAt }] of secrets) {
      if (expiresAt <= now || secrets.size >= limit) secrets.delete(key);
    }
    secrets.set(keyOf(secret), entry);
  }
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

function digest(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest();
}

function keyOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64");
}
