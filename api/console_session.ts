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
  | { readonly ok: true; readonly sessionId: string }
  | { readonly ok: false; readonly retryAfterSeconds: number };

export class ConsoleSessions {
  readonly #tokenDigest: Uint8Array;
  readonly #clock: Pick<Clock, "now">;
  /** By digest, so that neither a memory dump nor the time of a lookup gives a secret away; values are expiry times. */
  readonly #sessions = new Map<string, number>();
  readonly #links = new Map<string, number>();
  readonly #failures = new TokenBuckets(FAILURES_PER_MINUTE);

  constructor(options: ConsoleSessionsOptions) {
    this.#tokenDigest = digest(options.token);
    this.#clock = options.clock;
  }

  /** A new secret for a link that signs in once, within 24 hours. */
  issueLoginToken(): string {
    return this.#add(this.#links, LINK_TTL_MS, MAX_LINKS);
  }

  /** Uses up a link's secret. Not counted as a failure: it cannot be guessed, and people do click twice. */
  signInByLink(secret: string): SignIn {
    const key = keyOf(secret);
    const expiresAt = this.#links.get(key);
    this.#links.delete(key);
    if (expiresAt === undefined || expiresAt <= this.#clock.now()) return { ok: false, retryAfterSeconds: 0 };
    return { ok: true, sessionId: this.#add(this.#sessions, SESSION_TTL_MS, MAX_SESSIONS) };
  }

  /** Exchanges the console token, or a link's secret, for a session. `client` is who asks, such as an address. */
  signIn(secret: string, client: string): SignIn {
    const byLink = this.signInByLink(secret);
    if (byLink.ok) return byLink;
    const check = this.checkToken(secret, client);
    if (!check.ok) return check;
    return { ok: true, sessionId: this.#add(this.#sessions, SESSION_TTL_MS, MAX_SESSIONS) };
  }

  /** Compares in constant time. After 20 failures a minute the client is refused unheard: a token that a user chose may be weak. */
  checkToken(
    token: string,
    client: string,
  ): { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number } {
    const now = this.#clock.now();
    const retryAfterSeconds = this.#failures.waitSeconds(client, now);
    if (retryAfterSeconds > 0) return { ok: false, retryAfterSeconds };
    if (timingSafeEqual(digest(token), this.#tokenDigest)) return { ok: true };
    this.#failures.take(client, now);
    return { ok: false, retryAfterSeconds: 0 };
  }

  isSession(sessionId: string): boolean {
    return (this.#sessions.get(keyOf(sessionId)) ?? 0) > this.#clock.now();
  }

  signOut(sessionId: string): void {
    this.#sessions.delete(keyOf(sessionId));
  }

  #add(secrets: Map<string, number>, ttlMs: number, limit: number): string {
    const secret = randomBytes(SECRET_BYTES).toString("base64url");
    const now = this.#clock.now();
    for (const [key, expiresAt] of secrets) {
      if (expiresAt <= now || secrets.size >= limit) secrets.delete(key);
    }
    secrets.set(keyOf(secret), now + ttlMs);
    return secret;
  }
}

function digest(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest();
}

function keyOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64");
}
