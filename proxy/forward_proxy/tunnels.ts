import type { Clock } from "../../engine/ports.ts";
import type { AddressGuard } from "../address_guard.ts";
import { ApprovalWaits } from "../approval_waits.ts";
import { type Caller, callerOf, forwardedHeaders } from "../caller.ts";
import { dial } from "../http1/dial.ts";
import { findHeadEnd } from "../http1/response_head.ts";
import { UpstreamError } from "../http1/upstream_error.ts";
import { ClientTrust } from "../intercept/client_trust.ts";
import { refusal, type RefusalCode, type Stamp } from "../refusals.ts";
import type { Target } from "../target.ts";
import { BlockedAddressError, blockedDetail, vet, type Vetting } from "../vetting.ts";
import { type ConnectHead, MAX_CONNECT_HEAD_BYTES, parseConnectHead } from "./connect_head.ts";
import { judgeConnect, type JudgeOptions } from "./connect_verdict.ts";
import { readFirstBytes } from "./first_bytes.ts";
import type { Inside, InsideConnection, OpenedTunnel } from "./inside.ts";
import { nameMismatch } from "./name_check.ts";
import { closeQuietly, splice, type SpliceEnd, type SpliceOptions, writeAll } from "./splice.ts";
import { MAX_OPENING_BYTES, type Opening, openingOf } from "./tunnel_opening.ts";
import { alertAndClose, answerAndClose, establishedHead } from "./wire_response.ts";

/** All in milliseconds. */
export interface TunnelTimeouts {
  /** For the head of the CONNECT request, and again for the first message inside. Default 10,000. */
  readonly openingMs: number;
  /** To connect to the upstream. Default 10,000. */
  readonly connectMs: number;
  /** Without a byte in either direction. Default 300,000. */
  readonly idleMs: number;
  /** The same once one side is done. Default 60,000. */
  readonly halfOpenIdleMs: number;
}

const DEFAULT_TIMEOUTS: TunnelTimeouts = {
  openingMs: 10_000,
  connectMs: 10_000,
  idleMs: 300_000,
  halfOpenIdleMs: 60_000,
};

export interface TunnelOptions extends Pick<JudgeOptions, "engine" | "mode" | "failOpen" | "consoleUrl"> {
  readonly guard: AddressGuard;
  readonly inside: Inside;
  /** Whether the operator named this host as one not to look into. */
  readonly isVouchedFor: (host: string) => boolean;
  /** Agent of tunnels that name none. Default `default`. */
  readonly defaultAgent?: string;
  /** Environment of tunnels that name none. */
  readonly env?: string;
  /** How long a tunnel that needs a person is held, milliseconds. Default 0: not at all. */
  readonly approvalWaitMs?: number;
  /** Default 1,000. */
  readonly maxTunnels?: number;
  readonly timeouts?: Partial<TunnelTimeouts>;
  /** Default: the runtime's. */
  readonly clock?: Pick<Clock, "monotonic">;
}

/** One tunnel on its way. */
interface Tunnel {
  readonly wire: Deno.TcpConn;
  readonly target: Target;
  readonly caller: Caller;
  readonly startedAt: number;
  /** What the client sent behind its CONNECT request without waiting. */
  readonly early: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
}

/**
 * Answers CONNECT. The address guard holds as for any call. A tunnel that is not opened up is judged by host and port, and then carries
 * TLS for that host alone; what goes through one that is opened up is judged call by call.
 */
export class Tunnels {
  readonly #options: TunnelOptions;
  readonly #timeouts: TunnelTimeouts;
  readonly #clock: Pick<Clock, "monotonic">;
  readonly #waits: ApprovalWaits;
  readonly #open = new Set<Promise<void>>();
  readonly #ending = new AbortController();
  #lastByteAt = 0;

  constructor(options: TunnelOptions) {
    this.#options = options;
    this.#timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
    this.#clock = options.clock ?? { monotonic: () => performance.now() };
    this.#waits = new ApprovalWaits({
      engine: options.engine,
      forMs: options.approvalWaitMs ?? 0,
      monotonic: () => this.#clock.monotonic(),
    });
  }

  /** Takes over a connection whose first bytes are those of a CONNECT request. Never rejects; the connection is closed in the end. */
  async accept(wire: Deno.TcpConn, start: Uint8Array<ArrayBuffer>): Promise<void> {
    const life = this.#serve(wire, start).catch(() => {}).finally(() => closeQuietly(wire));
    this.#open.add(life);
    await life;
    this.#open.delete(life);
  }

  async #serve(wire: Deno.TcpConn, start: Uint8Array<ArrayBuffer>): Promise<void> {
    const startedAt = this.#clock.monotonic();
    const read = await readFirstBytes(wire, headEnd, {
      start,
      maxBytes: MAX_CONNECT_HEAD_BYTES,
      timeoutMs: this.#timeouts.openingMs,
      signal: this.#ending.signal,
    });
    if (read.kind === "ended") return;
    if (read.kind !== "found") {
      const [code, detail] = read.kind === "too-slow"
        ? ["REQUEST_TIMEOUT", "The head of the CONNECT request did not arrive in time."] as const
        : [
          "BAD_REQUEST",
          `The head of the CONNECT request is larger than ${MAX_CONNECT_HEAD_BYTES} bytes.`,
        ] as const;
      return await this.#refuse({ wire, url: "", caller: this.#callerOf(new Headers()) }, code, detail);
    }
    const text = new TextDecoder("latin1").decode(read.bytes.subarray(0, read.found));
    const parsed = parseConnectHead(text);
    if (!parsed.ok) {
      const caller = this.#callerOf(new Headers());
      return await this.#refuse({ wire, url: "", caller }, "BAD_TARGET", `${parsed.message}.`);
    }
    const { target, headers } = parsed.head;
    const tunnel: Tunnel = {
      wire,
      target,
      caller: this.#callerOf(headers),
      startedAt,
      early: read.bytes.subarray(read.found),
      signal: this.#ending.signal,
    };
    await this.#establish(tunnel, parsed.head);
  }

  async #establish(tunnel: Tunnel, { target, headers }: ConnectHead): Promise<void> {
    if (this.#open.size > (this.#options.maxTunnels ?? 1_000)) {
      return await this.#refuse(tunnel, "TOO_MANY_TUNNELS", "Too many tunnels are open: try again later.");
    }
    const vetting = vet(target, { guard: this.#options.guard, isConnected: false });
    const why = await vetting.refusal;
    if (why !== null) return await this.#refuse(tunnel, "BLOCKED_ADDRESS", blockedDetail(target, why));
    if (this.#options.inside.opensTls(target.host)) return await this.#openUp(tunnel, null);
    await this.#passThrough(tunnel, vetting, forwardedHeaders(headers));
  }

  /** Into this tunnel nobody looks: it is judged as it stands, before the upstream hears of it. */
  async #passThrough(tunnel: Tunnel, vetting: Vetting, headers: [string, string][]): Promise<void> {
    const { target, caller, wire, signal, startedAt } = tunnel;
    const verdict = await judgeConnect(
      { door: "proxy", method: "CONNECT", url: target.url, headers, body: null, ...caller },
      { ...this.#options, waits: this.#waits, clock: this.#clock, signal },
    );
    if (verdict.kind === "refused") return await answerAndClose(wire, verdict.response);
    const { stamp, isKept } = verdict;
    const report = (error: string | null, { sent = false, bytes = 0 } = {}) => {
      if (!isKept) return;
      this.#options.engine.recordOutcome({
        traceId: stamp.traceId,
        forwarded: sent ? "original" : "none",
        upstreamStatus: null,
        error,
        totalMs: this.#clock.monotonic() - startedAt,
        responseBytes: bytes,
      });
    };
    let upstream: Deno.TcpConn;
    try {
      upstream = await this.#dial(target, await vetting.addresses());
    } catch (error) {
      const { code, detail } = failureOf(error);
      report(code);
      return await answerAndClose(wire, refusal(code, detail, { stamp: stampOf(stamp, code) }));
    }
    try {
      await this.#carry(tunnel, upstream, { stamp, report });
    } finally {
      closeQuietly(upstream);
    }
  }

  async #carry(
    tunnel: Tunnel,
    upstream: Deno.TcpConn,
    { stamp, report }: {
      stamp: Stamp;
      report: (error: string | null, facts?: { sent?: boolean; bytes?: number }) => void;
    },
  ): Promise<void> {
    await writeAll(tunnel.wire, establishedHead(stamp));
    const opening = await this.#openingOf(tunnel);
    if (opening.kind === "http") {
      report(null);
      closeQuietly(upstream);
      return await this.#carryInside(tunnel, opening.bytes, "plain");
    }
    const problem = this.#problemOf(opening, tunnel.target, { isInspected: false });
    if (problem !== null) {
      report(problem.code);
      return await this.#breakOff(tunnel, problem);
    }
    await writeAll(upstream, opening.bytes);
    const end = await this.#splice(tunnel, upstream);
    report(ENDINGS[end.how], { sent: true, bytes: end.downloadBytes });
  }

  /** Speaks to the client in the upstream's place. */
  async #openUp(tunnel: Tunnel, stamp: Stamp | null): Promise<void> {
    await writeAll(tunnel.wire, establishedHead(stamp));
    const opening = await this.#openingOf(tunnel);
    if (opening.kind === "http") return await this.#carryInside(tunnel, opening.bytes, "plain");
    const problem = this.#problemOf(opening, tunnel.target, { isInspected: true });
    if (problem !== null) return await this.#breakOff(tunnel, problem);
    await this.#carryInside(tunnel, opening.bytes, "tls");
  }

  async #carryInside(tunnel: Tunnel, first: Uint8Array, kind: "tls" | "plain"): Promise<void> {
    const { agentId, sessionId } = tunnel.caller;
    const opened: OpenedTunnel = { target: tunnel.target, agentId, sessionId, requests: 0 };
    const openedAt = this.#clock.monotonic();
    let inner: InsideConnection;
    try {
      inner = await this.#options.inside.connect(opened, kind);
    } catch (error) {
      const detail = `The gateway could not open up the tunnel: ${
        error instanceof Error ? error.message : error
      }`;
      return await this.#breakOff(tunnel, { code: "INTERCEPT_FAILED", alert: "accessDenied", detail });
    }
    const trust = new ClientTrust();
    try {
      await writeAll(inner.wire, first);
      const { how, firstDone } = await this.#splice(tunnel, inner.wire, {
        idleMs: INSIDE_IDLE_MS,
        onUpload: (bytes) => trust.add(bytes),
      });
      const isOver = how === "broken" || how === "ended";
      const isSudden = firstDone === "client" && this.#clock.monotonic() - openedAt < SUDDEN_MS;
      if (kind === "tls" && opened.requests === 0 && isOver && (!trust.hasAccepted || isSudden)) {
        await this.#record(tunnel, "CLIENT_TLS", untrusted(tunnel.target.host));
      }
    } finally {
      inner.release();
      closeQuietly(inner.wire);
    }
  }

  async #openingOf({ wire, early }: Tunnel): Promise<Opening & { readonly bytes: Uint8Array }> {
    const read = await readFirstBytes(wire, openingOf, {
      start: early,
      maxBytes: MAX_OPENING_BYTES,
      timeoutMs: this.#timeouts.openingMs,
      signal: this.#ending.signal,
    });
    if (read.kind === "found") return { ...read.found, bytes: read.bytes };
    const why = read.kind === "too-large" ? "are too many for a TLS ClientHello" : "did not come";
    return { kind: "bad", why, bytes: read.bytes };
  }

  #problemOf(
    opening: Exclude<Opening, { kind: "http" }>,
    { host }: Target,
    { isInspected }: { isInspected: boolean },
  ): Problem | null {
    if (opening.kind === "bad") {
      const detail = `The first bytes inside the tunnel ${opening.why}: only TLS and HTTP go through.`;
      return { code: "TUNNEL_NOT_TLS", alert: "accessDenied", detail };
    }
    const isVouchedFor = this.#options.isVouchedFor(host);
    const why = nameMismatch(host, opening.hello, { isInspected, isVouchedFor });
    return why === null ? null : { code: "TLS_NAME_MISMATCH", alert: "unrecognizedName", detail: `${why}.` };
  }

  async #splice(
    { wire, signal }: Tunnel,
    upstream: Deno.TcpConn,
    more: Partial<SpliceOptions> = {},
  ): Promise<SpliceEnd> {
    const { idleMs, halfOpenIdleMs } = this.#timeouts;
    return await splice(wire, upstream, {
      idleMs,
      halfOpenIdleMs,
      signal,
      now: () => this.#clock.monotonic(),
      onProgress: () => this.#lastByteAt = this.#clock.monotonic(),
      ...more,
    });
  }

  #dial({ host, port }: Target, addresses: readonly string[]): Promise<Deno.TcpConn> {
    const { connectMs: timeoutMs } = this.#timeouts;
    // Without TLS of our own, what comes is the socket itself.
    return dial({ scheme: "http", host, port, addresses, timeoutMs, caCerts: [] }) as Promise<Deno.TcpConn>;
  }

  #callerOf(headers: Headers): Caller {
    const { defaultAgent = "default", env } = this.#options;
    return callerOf(headers, { agentId: defaultAgent, ...(env === undefined ? {} : { env }) });
  }

  /** A refusal of the tunnel itself, before it is open. */
  async #refuse(
    tunnel: Pick<Tunnel, "wire" | "caller"> & { readonly url?: string; readonly target?: Target },
    code: RefusalCode,
    detail: string,
  ): Promise<void> {
    const traceId = await this.#record(tunnel, code, detail);
    const stamp: Stamp = { decision: "DENY", traceId, riskScore: 0, reasonCodes: [code] };
    await answerAndClose(tunnel.wire, refusal(code, detail, { stamp }));
  }

  /** A refusal of what came through an open tunnel: there is no way to say more than a TLS alert does. */
  async #breakOff(tunnel: Tunnel, { code, detail, alert }: Problem): Promise<void> {
    await this.#record(tunnel, code, detail);
    await alertAndClose(tunnel.wire, alert);
  }

  async #record(
    { target, url = target?.url ?? "", caller }: { url?: string; target?: Target; caller: Caller },
    code: string,
    message: string,
  ): Promise<string> {
    const { agentId, sessionId } = caller;
    try {
      const refused = { method: "CONNECT", url, agentId, sessionId, code, message };
      return (await this.#options.engine.recordRefusal(refused)).traceId;
    } catch {
      return crypto.randomUUID();
    }
  }

  /** Answers tunnels that are held for a person. */
  endWaits(): void {
    this.#waits.end();
  }

  /** Waits until every tunnel is over or still, then closes those that are left. */
  async shutdown(): Promise<void> {
    this.endWaits();
    await this.#options.inside.shutdown();
    const all = Promise.allSettled(this.#open).then(() => true);
    const pause = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), STILL_MS));
    while (this.#open.size > 0 && this.#clock.monotonic() - this.#lastByteAt < STILL_MS) {
      if (await Promise.race([all, pause()])) break;
    }
    this.close();
    await all;
  }

  close(): void {
    this.#ending.abort();
  }
}

/** Calls inside a tunnel have limits of their own, and one that is held for a person is quiet for up to 10 minutes, milliseconds. */
const INSIDE_IDLE_MS = 15 * 60_000;
/** A tunnel without a byte for so long is taken to be between two uses, milliseconds. */
const STILL_MS = 250;
/**
 * Some clients look at the certificate only once the handshake is done, and hang up at once; those that connect ahead of need stay
 * longer, milliseconds.
 */
const SUDDEN_MS = 2_000;

interface Problem {
  readonly code: "TUNNEL_NOT_TLS" | "TLS_NAME_MISMATCH" | "INTERCEPT_FAILED";
  readonly detail: string;
  readonly alert: Parameters<typeof alertAndClose>[1];
}

const ENDINGS: Readonly<Record<SpliceEnd["how"], string | null>> = {
  ended: null,
  broken: "TUNNEL_BROKEN",
  idle: "TUNNEL_IDLE",
  aborted: "GATEWAY_STOPPED",
};

function headEnd(bytes: Uint8Array): number | null {
  const end = findHeadEnd(bytes, bytes.length);
  return end === -1 ? null : end;
}

function failureOf(error: unknown): { readonly code: RefusalCode; readonly detail: string } {
  if (error instanceof UpstreamError) {
    return { code: error.code, detail: `${error.message}. The tunnel itself was allowed.` };
  }
  if (error instanceof BlockedAddressError) return { code: "BLOCKED_ADDRESS", detail: error.message };
  throw error;
}

function stampOf(stamp: Stamp, code: RefusalCode): Stamp {
  return code === "BLOCKED_ADDRESS" ? { ...stamp, decision: "DENY", reasonCodes: [code] } : stamp;
}

function untrusted(host: string): string {
  return `The client ended the TLS connection to "${host}" without a request: it may not trust the gateway's certificate authority ` +
    `(interven ca install tells how to), or it only takes its own; then exempt the host with --intercept-except ${host}.`;
}
