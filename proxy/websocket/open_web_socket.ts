/** A WebSocket through the proxy: the handshake is a call that was allowed, each message is judged on its way. */
import { type Clock, type Engine, EngineUnavailableError } from "../../engine/ports.ts";
import type { Outcome, ToolCall } from "../../engine/types.ts";
import { type AnswerDeps, type AnswerPlan, isHeld, observer } from "../answers/answer_guard.ts";
import { kindByBytes } from "../answers/answer_kind.ts";
import { listMembers } from "../http1/header_syntax.ts";
import { UpstreamError } from "../http1/upstream_error.ts";
import { refusal, type Stamp, stampHeaders } from "../refusals.ts";
import type { Target } from "../target.ts";
import { BlockedAddressError } from "../vetting.ts";
import { Bridge, type ClientRuling } from "./bridge.ts";
import { shortReason } from "./frames.ts";
import { type Message, messagesBeside, messagesHeld } from "./server_messages.ts";
import { type Handshake, openUpstreamSocket, type UpstreamSocket } from "./upstream_socket.ts";

export interface WebSocketOpening {
  readonly request: Request;
  readonly target: Target;
  readonly addresses: () => Promise<readonly string[]>;
  readonly headers: readonly (readonly [string, string])[];
  readonly call: ToolCall;
  readonly stamp: Stamp;
  /** Settles when the trace of the handshake is durable. Null: there is none. */
  readonly recorded: Promise<void> | null;
  readonly failOpen: boolean;
  readonly plan: AnswerPlan | null;
  /** Monotonic milliseconds. */
  readonly startedAt: number;
}

export interface WebSocketDeps {
  readonly engine: Engine;
  readonly answers: AnswerDeps;
  readonly clock: Pick<Clock, "monotonic">;
  readonly maxMessageBytes: number;
  /** Milliseconds. */
  readonly connectMs: number;
  readonly answerMs: number;
  readonly caCerts: readonly string[];
  /** Connections that are open; each takes itself out. */
  readonly open: Set<Bridge>;
}

/** Whether a request asks for a WebSocket. */
export function asksForWebSocket(headers: Headers): boolean {
  return listMembers((headers.get("upgrade") ?? "").toLowerCase()).includes("websocket");
}

/** `ws:` and `wss:` are `http:` and `https:` to whoever judges the handshake (RFC 6455, section 3). */
export function asHttp(raw: string): string {
  return raw.replace(/^ws(s?):/i, "http$1:");
}

/** Headers of a handshake that hold for one hop, and are made anew for the next; the key is random, and no secret. */
const OF_ONE_HOP: ReadonlySet<string> = new Set([
  "sec-websocket-key",
  "sec-websocket-version",
  "sec-websocket-extensions",
]);

export function withoutHandshake(
  headers: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  return headers.filter(([name]) => !OF_ONE_HOP.has(name));
}

/** Answers the handshake. Never rejects for what a caller or an upstream does. */
export async function openWebSocket(opening: WebSocketOpening, deps: WebSocketDeps): Promise<Response> {
  const { request, stamp, recorded, failOpen } = opening;
  if (request.method !== "GET" || request.headers.get("sec-websocket-key") === null) {
    return refusal(
      "BAD_REQUEST",
      "The request is no WebSocket handshake: it wants GET and a Sec-WebSocket-Key.",
      {
        stamp,
      },
    );
  }
  try {
    await recorded;
  } catch {
    if (!failOpen) return unavailable(stamp);
  }
  try {
    const handshake = await shakeHands(opening, deps);
    if (handshake.ok) return connect(opening, { deps, handshake });
    const { status } = handshake.head;
    record(opening, deps, { upstreamStatus: status, error: null, bytes: 0 });
    return new Response(null, { status: status >= 200 ? status : 502, headers: stampHeaders(stamp) });
  } catch (error) {
    return failed(error, opening, deps);
  }
}

async function shakeHands(
  { request, target, addresses, headers }: WebSocketOpening,
  { connectMs, answerMs, caCerts, maxMessageBytes }: WebSocketDeps,
): Promise<Handshake> {
  const offered = request.headers.get("sec-websocket-protocol") ?? "";
  const protocols = offered.split(",").map((name) => name.trim()).filter((name) => name !== "");
  return await openUpstreamSocket({
    target,
    addresses: await addresses(),
    headers,
    protocols,
    connectMs,
    answerMs,
    caCerts,
    maxMessageBytes,
  });
}

function connect(
  opening: WebSocketOpening,
  { deps, handshake }: { deps: WebSocketDeps; handshake: { socket: UpstreamSocket; protocol: string } },
): Response {
  const { request, stamp } = opening;
  let upgraded: Deno.WebSocketUpgrade;
  try {
    const { protocol } = handshake;
    upgraded = Deno.upgradeWebSocket(request, protocol === "" ? {} : { protocol });
  } catch {
    handshake.socket.destroy();
    record(opening, deps, { upstreamStatus: 101, error: "BAD_REQUEST", bytes: 0 });
    return refusal("BAD_REQUEST", "The request is no WebSocket handshake that can be answered.", { stamp });
  }
  const bridge = new Bridge({
    client: upgraded.socket,
    upstream: handshake.socket,
    judge: (message) => judge(message, opening, deps),
    messages: serverMessages(opening, deps),
    maxMessageBytes: deps.maxMessageBytes,
  });
  deps.open.add(bridge);
  void bridge.done.then(({ bytes, error }) => {
    deps.open.delete(bridge);
    record(opening, deps, { upstreamStatus: 101, error, bytes });
  });
  for (const [name, value] of stampHeaders(stamp)) upgraded.response.headers.set(name, value);
  return upgraded.response;
}

function serverMessages(
  { stamp, plan, recorded }: WebSocketOpening,
  { answers, maxMessageBytes }: WebSocketDeps,
) {
  // Without a trace there is nothing to tell it to.
  if (plan === null || recorded === null) {
    return {
      read: (message: Message) => message,
      end: () => Promise.resolve(),
    };
  }
  const observe = observer(stamp.traceId, { status: 101, plan, engine: answers.engine });
  return isHeld(plan) ? messagesHeld(observe, maxMessageBytes) : messagesBeside(observe, answers.room);
}

/** One message of the client, judged as a POST to the same address would be. */
async function judge(
  message: Message,
  { call, plan, failOpen, stamp }: WebSocketOpening,
  { engine }: WebSocketDeps,
): Promise<ClientRuling> {
  const isText = typeof message === "string" || kindByBytes(message) !== "opaque";
  const bytes = typeof message === "string" ? new TextEncoder().encode(message) : message;
  const pass: ClientRuling = { kind: "send", message };
  try {
    const { verdict, recorded } = await engine.evaluate({
      ...call,
      method: "POST",
      headers: [],
      body: { bytes, contentType: isText ? "text/plain" : "application/octet-stream", inspectable: true },
      messageOf: stamp.traceId,
    });
    // Nothing goes on without its trace.
    await recorded;
    const told = (forwarded: Outcome["forwarded"], ruling: ClientRuling): ClientRuling => {
      if (verdict.traceId !== stamp.traceId) recordMessage(engine, verdict.traceId, forwarded);
      return ruling;
    };
    if (plan?.isMonitor || verdict.decision === "ALLOW") return told("original", pass);
    if (verdict.decision === "SANITIZE" && verdict.sanitizedBody !== null) {
      const { sanitizedBody } = verdict;
      const redacted = typeof message === "string"
        ? new TextDecoder().decode(sanitizedBody)
        : sanitizedBody.slice();
      return told("redacted", { kind: "send", message: redacted });
    }
    const why = verdict.decision === "REQUIRE_APPROVAL"
      ? "A person must approve this message"
      : "Message refused";
    const reason = `${why}: ${verdict.reasonCodes.join(",")} (trace ${verdict.traceId})`;
    return told("none", { kind: "refuse", reason: shortReason(reason), code: "DENIED" });
  } catch (error) {
    if (failOpen || plan?.isMonitor) return pass;
    const code = error instanceof EngineUnavailableError ? error.code : "ENGINE_UNAVAILABLE";
    return { kind: "refuse", reason: `${code}: the message could not be judged`, code };
  }
}

/** A message has no answer of its own. */
function recordMessage(engine: Engine, traceId: string, forwarded: Outcome["forwarded"]): void {
  engine.recordOutcome({
    traceId,
    forwarded,
    upstreamStatus: null,
    error: null,
    totalMs: 0,
    responseBytes: 0,
  });
}

function record(
  { stamp, recorded, startedAt }: WebSocketOpening,
  { engine, clock }: WebSocketDeps,
  { upstreamStatus, error, bytes }: { upstreamStatus: number | null; error: string | null; bytes: number },
): void {
  if (recorded === null) return;
  engine.recordOutcome({
    traceId: stamp.traceId,
    forwarded: "original",
    upstreamStatus,
    error,
    totalMs: clock.monotonic() - startedAt,
    responseBytes: bytes,
  });
}

function failed(error: unknown, opening: WebSocketOpening, deps: WebSocketDeps): Response {
  const { stamp } = opening;
  const [code, detail] = error instanceof UpstreamError
    ? [error.code, `${error.message}. The call itself was allowed.`] as const
    : error instanceof BlockedAddressError
    ? ["BLOCKED_ADDRESS", error.message] as const
    : ["BAD_REQUEST", `${error instanceof Error ? error.message : String(error)}.`] as const;
  record(opening, deps, { upstreamStatus: null, error: code, bytes: 0 });
  const isBlocked = code === "BLOCKED_ADDRESS";
  return refusal(code, detail, {
    stamp: isBlocked ? { ...stamp, decision: "DENY", reasonCodes: [code] } : stamp,
  });
}

function unavailable(stamp: Stamp): Response {
  const detail = "The gateway could not record this call, so it opens no connection: try again later.";
  return refusal("ENGINE_UNAVAILABLE", detail, {
    stamp: { ...stamp, decision: "DENY", reasonCodes: ["ENGINE_UNAVAILABLE"] },
    headers: [["retry-after", "5"]],
  });
}
