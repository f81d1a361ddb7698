import { type Clock, type Engine, EngineUnavailableError } from "../engine/ports.ts";
import { OpenReadings } from "../engine/open_readings.ts";
import type { Evaluation, Mode, ToolCall } from "../engine/types.ts";
import type { AddressGuard, GuardOptions } from "./address_guard.ts";
import type { AnswerDeps } from "./answers/answer_guard.ts";
import { ReadingRoom } from "./answers/beside.ts";
import { DEFAULT_HOLD_TIMES, type HoldTimes } from "./answers/held_answer.ts";
import { ApprovalWaits } from "./approval_waits.ts";
import { type BodyLimits, type ReadBody, readBody, type UnreadBody } from "./body.ts";
import { type Caller, callerOf, forwardedHeaders } from "./caller.ts";
import { createGuard } from "./create_guard.ts";
import { forward, type Forwarding } from "./forward.ts";
import { DEFAULT_TIMEOUTS, Http1Client, type Timeouts, type UpstreamRequest } from "./http1/client.ts";
import {
  approvalRequired,
  denied,
  notSanitizable,
  refusal,
  type RefusalCode,
  type Stamp,
} from "./refusals.ts";
import { parseTarget, proxiedPart, type Target } from "./target.ts";
import { NO_VERDICT, recordUnjudged, unavailable } from "./unjudged.ts";
import type { Bridge } from "./websocket/bridge.ts";
import { asHttp, asksForWebSocket, openWebSocket, withoutHandshake } from "./websocket/open_web_socket.ts";
import { blockedDetail, vet } from "./vetting.ts";

export interface ProxyOptions {
  readonly engine: Engine;
  /** Asked for each call: it can change while the gateway runs. */
  readonly mode: () => Mode;
  /** Forward when no verdict can be had, instead of 503. */
  readonly failOpen: boolean;
  readonly maxBodyBytes: number;
  /** `host`, `host:port` or CIDR; exempt from the private-address guard. */
  readonly allowUpstream: readonly string[];
  /** The gateway's own names and port: never reachable through itself. */
  readonly self: GuardOptions["self"];
  /** Base of links for people, such as `http://localhost:4100`. */
  readonly consoleUrl: () => string;
  /** Agent of calls that name none. Default `default`. */
  readonly defaultAgent?: string;
  /** Environment of calls that name none. */
  readonly env?: string;
  /** All addresses of a name; rejects when it has none. Default: the system's resolver. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Default: the runtime's. */
  readonly clock?: Pick<Clock, "monotonic">;
  readonly timeouts?: Partial<Timeouts>;
  /** How slow a caller may send its body, milliseconds. Default 30,000 between pieces, 300,000 in all. */
  readonly bodyTimeouts?: { readonly idleMs: number; readonly totalMs: number };
  /** PEM certificates trusted besides the built-in ones. */
  readonly caCerts?: readonly string[];
  /** How long a call that needs a person is held open before its caller is told to come back, milliseconds. Default 0: not at all. */
  readonly approvalWaitMs?: number;
  /** How long answers may be held back. Default {@linkcode DEFAULT_HOLD_TIMES}. */
  readonly holdTimes?: Partial<HoldTimes>;
}

/** What all answers that are read beside their way may keep in memory together, bytes. */
const MAX_READING_BYTES = 64 * 1024 * 1024;

/** What is known of a request that did not come as `/proxy/<absolute URL>`. */
export interface Via {
  /** The absolute URL as the caller wrote it. */
  readonly target: string;
  /** Who calls, unless the request itself says so. */
  readonly agentId?: string;
  readonly sessionId?: string;
}

export interface Proxy {
  /** Answers `ALL /proxy/<absolute URL>`, or what came another way. Never rejects for what a caller or an upstream does. */
  handle(request: Request, via?: Via): Promise<Response>;
  /** Answers every call that is held open for a person, and closes WebSockets: what is in flight can then be finished. */
  endWaits(): void;
  /** Breaks off what is under way and closes every upstream connection. */
  close(): Promise<void>;
}

/**
 * The data plane: target and address guard, body, verdict, upstream call, answer.
 *
 * @throws {TypeError} for an `allowUpstream` entry that is none
 */
export function createProxy(options: ProxyOptions): Proxy {
  return new ProxyHandler(options);
}

/** What is known of a call before its verdict. */
interface Incoming {
  readonly request: Request;
  readonly caller: Caller;
  readonly target: Target;
  readonly addresses: () => Promise<readonly string[]>;
  readonly headers: readonly (readonly [string, string])[];
  readonly startedAt: number;
  readonly isOnOurOrigin: boolean;
}

class ProxyHandler implements Proxy {
  readonly #options: ProxyOptions;
  readonly #client: Http1Client;
  readonly #guard: AddressGuard;
  readonly #clock: Pick<Clock, "monotonic">;
  readonly #limits: BodyLimits;
  readonly #waits: ApprovalWaits;
  readonly #answers: AnswerDeps;
  /** Answers that have gone on and are still being read. */
  readonly #readings = new OpenReadings();
  readonly #sockets = new Set<Bridge>();

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#clock = options.clock ?? { monotonic: () => performance.now() };
    this.#limits = {
      maxBodyBytes: options.maxBodyBytes,
      ...(options.bodyTimeouts ?? { idleMs: 30_000, totalMs: 300_000 }),
    };
    this.#waits = new ApprovalWaits({
      engine: options.engine,
      forMs: options.approvalWaitMs ?? 0,
      monotonic: () => this.#clock.monotonic(),
    });
    this.#client = new Http1Client({ timeouts: options.timeouts ?? {}, caCerts: options.caCerts ?? [] });
    this.#guard = createGuard(options);
    this.#answers = {
      engine: options.engine,
      room: new ReadingRoom(MAX_READING_BYTES),
      maxHeldBytes: options.maxBodyBytes,
      times: { ...DEFAULT_HOLD_TIMES, ...options.holdTimes },
    };
  }

  async handle(request: Request, via?: Via): Promise<Response> {
    const startedAt = this.#clock.monotonic();
    const { defaultAgent = "default", env } = this.#options;
    const caller = callerOf(request.headers, {
      agentId: via?.agentId ?? defaultAgent,
      ...(via?.sessionId === undefined ? {} : { sessionId: via.sessionId }),
      ...(env === undefined ? {} : { env }),
    });
    const wantsSocket = asksForWebSocket(request.headers);
    const named = via?.target ?? proxiedPart(request.url) ?? "";
    const raw = wantsSocket ? asHttp(named) : named;
    const refuse = (code: RefusalCode, detail: string) =>
      this.#refuse(code, detail, { request, caller, raw });

    if (request.body === null && saysItHasABody(request.headers)) {
      return await refuse(
        "BAD_REQUEST",
        `The gateway cannot forward a ${request.method} request with a body: send it as POST.`,
      );
    }
    const parsed = parseTarget(raw);
    if (!parsed.ok) return await refuse("BAD_TARGET", `${parsed.message}.`);
    const { target } = parsed;
    const vetted = vet(target, { guard: this.#guard, isConnected: this.#client.isConnected(target) });
    const why = await vetted.refusal;
    if (why !== null) return await refuse("BLOCKED_ADDRESS", blockedDetail(target, why));

    const body = await readBody(request, this.#limits);
    const forwarded = forwardedHeaders(request.headers);
    const headers = wantsSocket ? withoutHandshake(forwarded) : forwarded;
    const { addresses } = vetted;
    const isOnOurOrigin = via === undefined;
    const incoming: Incoming = { request, caller, target, addresses, headers, startedAt, isOnOurOrigin };
    if (body === null || body.ok) return await this.#decide(incoming, body);
    return await this.#unread(incoming, body, refuse);
  }

  async #unread(
    incoming: Incoming,
    body: UnreadBody,
    refuse: (code: RefusalCode, detail: string) => Promise<Response>,
  ): Promise<Response> {
    if (body.kind === "gone") return new Response(null, { status: 499 });
    if (body.kind === "too-slow") {
      return await refuse(
        "REQUEST_TIMEOUT",
        "The request body did not arrive in time: send it again without pauses.",
      );
    }
    if (this.#options.mode() === "enforce") {
      void body.stream.cancel().catch(() => {});
      const detail =
        `The request body is larger than ${this.#options.maxBodyBytes} bytes: send less at a time.`;
      return await refuse("PAYLOAD_TOO_LARGE", detail);
    }
    const call = this.#toolCall(incoming, {
      bytes: new Uint8Array(),
      contentType: contentTypeOf(incoming),
      inspectable: false,
    });
    return await this.#decideWith(incoming, call, { stream: body.stream, length: body.length });
  }

  async #decide(incoming: Incoming, body: ReadBody | null): Promise<Response> {
    return await this.#decideWith(
      incoming,
      this.#toolCall(incoming, body?.call ?? null),
      body?.original ?? null,
    );
  }

  #toolCall({ request, target, caller, headers }: Incoming, body: ToolCall["body"]): ToolCall {
    return { door: "proxy", method: request.method, url: target.url, headers, body, ...caller };
  }

  async #decideWith(
    incoming: Incoming,
    call: ToolCall,
    original: UpstreamRequest["body"],
    { hasWaited = false }: { hasWaited?: boolean } = {},
  ): Promise<Response> {
    let evaluation: Evaluation;
    // What the session was given before is taken in first: the call may carry what it said.
    await this.#readings.ended(call.sessionId);
    try {
      evaluation = await this.#options.engine.evaluate(call);
    } catch (error) {
      // Whatever kept the engine from a verdict, there is none.
      const unavailable = error instanceof EngineUnavailableError
        ? error
        : new EngineUnavailableError("ENGINE_UNAVAILABLE", "The engine failed", { cause: error });
      return await this.#withoutVerdict(incoming, original, unavailable);
    }
    const { verdict, recorded } = evaluation;
    const isMonitor = this.#options.mode() === "monitor";
    const stamp: Stamp = isMonitor ? { ...verdict, decision: "ALLOW", wouldBe: verdict.decision } : verdict;
    const forwarding: Forwarding = {
      ...incoming,
      body: original,
      forwarded: "original",
      stamp,
      recorded,
      failOpen: this.#options.failOpen || isMonitor,
      sessionId: call.sessionId,
      plan: {
        upTo: verdict.answersUpTo ?? null,
        ofWrite: verdict.action.verb !== "READ",
        isMonitor,
        failOpen: this.#options.failOpen,
      },
    };
    if (isMonitor || verdict.decision === "ALLOW") return await this.#goOn(forwarding, call);
    if (verdict.decision === "SANITIZE" && verdict.sanitizedBody !== null) {
      return await this.#forward({ ...forwarding, ...redacted(incoming, verdict.sanitizedBody) });
    }
    if (verdict.decision !== "REQUIRE_APPROVAL" || hasWaited || verdict.approvalId === null) {
      return await this.#withhold(incoming, evaluation);
    }
    return await this.#hold(incoming, { call, original, evaluation, approvalId: verdict.approvalId });
  }

  /** Waits for a person, then asks the engine again: only it knows what the decision is worth by now. */
  async #hold(incoming: Incoming, { call, original, evaluation, approvalId }: {
    call: ToolCall;
    original: UpstreamRequest["body"];
    evaluation: Evaluation;
    approvalId: string;
  }): Promise<Response> {
    const { signal } = incoming.request;
    const withheld = await this.#withhold(incoming, evaluation);
    const state = await this.#waits.wait(approvalId, { bytes: call.body?.bytes.length ?? 0, signal });
    if (state === "pending") return withheld;
    if (signal.aborted) return new Response(null, { status: 499 });
    return await this.#decideWith(incoming, call, original, { hasWaited: true });
  }

  #goOn(forwarding: Forwarding, call: ToolCall): Promise<Response> {
    return asksForWebSocket(forwarding.request.headers)
      ? this.#openWebSocket(forwarding, call)
      : this.#forward(forwarding);
  }

  #forward(forwarding: Forwarding): Promise<Response> {
    return forward(forwarding, {
      client: this.#client,
      guard: this.#guard,
      engine: this.#options.engine,
      clock: this.#clock,
      answers: this.#answers,
      reading: (sessionId, done) => void this.#readings.during(sessionId, () => done),
    });
  }

  #openWebSocket(forwarding: Forwarding, call: ToolCall): Promise<Response> {
    const { timeouts, caCerts = [], engine, maxBodyBytes } = this.#options;
    const { connectMs, firstByteMs } = { ...DEFAULT_TIMEOUTS, ...timeouts };
    return openWebSocket({ ...forwarding, call }, {
      engine,
      answers: this.#answers,
      clock: this.#clock,
      maxMessageBytes: maxBodyBytes,
      connectMs,
      answerMs: firstByteMs,
      caCerts,
      open: this.#sockets,
    });
  }

  /** DENY, REQUIRE_APPROVAL, and what cannot be sanitized: nothing reaches the upstream. */
  async #withhold({ startedAt }: Incoming, { verdict, recorded }: Evaluation): Promise<Response> {
    try {
      await recorded;
    } catch (error) {
      // A refusal that could not be recorded stays a refusal; an approval that nobody can see is none.
      if (verdict.decision !== "DENY") {
        return unavailable(verdict.traceId, new EngineUnavailableError("ENGINE_UNAVAILABLE", String(error)));
      }
    }
    const answer = verdict.decision === "DENY"
      ? denied(verdict)
      : verdict.decision === "REQUIRE_APPROVAL"
      ? approvalRequired(verdict, this.#options.consoleUrl())
      : notSanitizable(verdict);
    this.#options.engine.recordOutcome({
      traceId: verdict.traceId,
      forwarded: "none",
      upstreamStatus: null,
      error: null,
      totalMs: this.#clock.monotonic() - startedAt,
      responseBytes: 0,
    });
    return answer;
  }

  /** Fail closed, unless the user chose otherwise. Monitor mode never blocks: there, the verdict would have been a refusal. */
  async #withoutVerdict(
    incoming: Incoming,
    original: UpstreamRequest["body"],
    error: EngineUnavailableError,
  ): Promise<Response> {
    const isMonitor = this.#options.mode() === "monitor";
    const passes = this.#options.failOpen || isMonitor;
    const { request, caller, target } = incoming;
    const of = { method: request.method, url: target.url, caller };
    const { traceId, isKept } = await recordUnjudged(this.#options.engine, of, {
      decision: passes ? "ALLOW" : "DENY",
      code: error.code,
      message: passes ? "No verdict could be had; the call was let pass unjudged." : NO_VERDICT,
    });
    if (!passes) return unavailable(traceId, error);
    const stamp: Stamp = {
      decision: "ALLOW",
      traceId,
      riskScore: 0,
      reasonCodes: [error.code],
      ...(isMonitor ? { wouldBe: this.#options.failOpen ? "ALLOW" : "DENY" } : {}),
    };
    const forwarding: Forwarding = {
      ...incoming,
      body: original,
      forwarded: "original",
      stamp,
      recorded: isKept ? Promise.resolve() : null,
      failOpen: true,
      sessionId: incoming.caller.sessionId,
      plan: null,
    };
    return await this.#goOn(forwarding, this.#toolCall(incoming, null));
  }

  /** A refusal before there is a verdict; it is recorded too. */
  async #refuse(
    code: RefusalCode,
    detail: string,
    { request, caller, raw }: { request: Request; caller: Caller; raw: string },
  ): Promise<Response> {
    const of = { method: request.method, url: raw, caller };
    const { traceId } = await recordUnjudged(this.#options.engine, of, { code, message: detail });
    return refusal(code, detail, { stamp: { decision: "DENY", traceId, riskScore: 0, reasonCodes: [code] } });
  }

  endWaits(): void {
    this.#waits.end();
    // Nobody knows when they would end by themselves.
    for (const socket of this.#sockets) socket.end(1001, "The gateway is closing", null);
  }

  close(): Promise<void> {
    this.endWaits();
    this.#client.close();
    return Promise.resolve();
  }
}

/** The redacted body goes out decoded: what was compressed is sent as it is, without `Content-Encoding`. */
function redacted(
  { headers }: Incoming,
  body: Uint8Array,
): Pick<Forwarding, "headers" | "body" | "forwarded"> {
  // Digests of the original body do not hold for the redacted one (RFC 9530, RFC 1864).
  const stale = new Set(["content-encoding", "content-digest", "repr-digest", "digest", "content-md5"]);
  return { headers: headers.filter(([name]) => !stale.has(name)), body, forwarded: "redacted" };
}

function contentTypeOf({ headers }: Incoming): string {
  return headers.find(([name]) => name === "content-type")?.[1] ?? "";
}

function saysItHasABody(headers: Headers): boolean {
  return headers.has("transfer-encoding") || !/^0*$/.test(headers.get("content-length") ?? "");
}
