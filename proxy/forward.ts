import { type Clock, type Engine, EngineUnavailableError } from "../engine/ports.ts";
import type { Outcome } from "../engine/types.ts";
import type { AddressGuard } from "./address_guard.ts";
import { answerOf, blockedRedirect, hasBody } from "./answer.ts";
import {
  type AnswerDeps,
  type AnswerPlan,
  hold,
  isHeld,
  observer,
  readBeside,
} from "./answers/answer_guard.ts";
import type { BesideReader } from "./answers/beside.ts";
import { BrokenCodingError } from "./answers/decode_stream.ts";
import { WithheldError } from "./answers/screen.ts";
import type { Http1Client, UpstreamRequest, UpstreamResponse } from "./http1/client.ts";
import { UpstreamError } from "./http1/upstream_error.ts";
import { refusal, type RefusalCode, type Stamp } from "./refusals.ts";
import type { Target } from "./target.ts";
import { BlockedAddressError } from "./vetting.ts";

export interface ForwardDeps {
  readonly client: Http1Client;
  readonly guard: AddressGuard;
  readonly engine: Engine;
  readonly clock: Pick<Clock, "monotonic">;
  readonly answers: AnswerDeps;
  /** Told of an answer that has gone on and is still being read. */
  readonly reading: (sessionId: string, done: Promise<void>) => void;
}

/** One call on its way to the upstream. */
export interface Forwarding {
  readonly request: Request;
  readonly target: Target;
  readonly addresses: () => Promise<readonly string[]>;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: UpstreamRequest["body"];
  readonly forwarded: "original" | "redacted";
  readonly stamp: Stamp;
  /** Settles when the trace is durable. Null for a call without a trace (`--fail-open`). */
  readonly recorded: Promise<void> | null;
  /** Go on when the trace cannot be written. */
  readonly failOpen: boolean;
  readonly sessionId: string;
  /** What is done with the answer. Null: it is not looked at. */
  readonly plan: AnswerPlan | null;
  /** Monotonic milliseconds. */
  readonly startedAt: number;
  /** The call came as `/proxy/…`, so that a browser takes the answer for the gateway's own. */
  readonly isOnOurOrigin: boolean;
}

/**
 * Sends a call on and gives back the upstream's answer. The upstream call starts at once; no answer leaves before the trace is durable.
 */
export async function forward(forwarding: Forwarding, deps: ForwardDeps): Promise<Response> {
  const delivery = new Delivery(forwarding, deps);
  const sending = delivery.send();
  // The trace is waited for first, so a failure here must not look unhandled meanwhile.
  sending.catch(() => {});
  if (forwarding.recorded !== null) {
    try {
      await forwarding.recorded;
    } catch {
      if (!forwarding.failOpen) {
        delivery.abandon(sending);
        return untraced(forwarding.stamp);
      }
    }
  }
  try {
    return await delivery.answer(await sending);
  } catch (error) {
    return delivery.fail(error);
  }
}

function untraced(stamp: Stamp): Response {
  const detail =
    "The gateway could not record this call, so it gives no answer: the call may have reached the upstream; try again later.";
  return refusal("ENGINE_UNAVAILABLE", detail, {
    stamp: { ...stamp, decision: "DENY", reasonCodes: ["ENGINE_UNAVAILABLE"] },
    headers: [["retry-after", "5"]],
  });
}

class Delivery {
  readonly #forwarding: Forwarding;
  readonly #deps: ForwardDeps;
  /** What came together with the head. */
  #whole: Uint8Array | null = null;
  #reader: BesideReader | null = null;
  /** The answer has ended, and it is not decided yet what becomes of it. */
  #isHolding = false;
  #abandoned = false;
  #upstream: UpstreamResponse | null = null;
  #end: { readonly bytes: number; readonly error?: unknown; readonly aborted?: boolean } | null = null;
  /** What the gateway did instead of handing on the answer. */
  #instead: string | null = null;

  constructor(forwarding: Forwarding, deps: ForwardDeps) {
    this.#forwarding = forwarding;
    this.#deps = deps;
  }

  send(): Promise<UpstreamResponse> {
    const { target, request, headers, body, addresses } = this.#forwarding;
    return this.#deps.client.send({
      scheme: target.scheme,
      host: target.host,
      port: target.port,
      hostHeader: target.hostHeader,
      method: request.method,
      requestTarget: target.requestTarget,
      headers,
      body,
      addresses,
      abandoned: () => this.#abandoned || request.signal.aborted,
      onData: (bytes) => {
        // Only a body that came with the head comes before there is a reader.
        if (this.#upstream === null) this.#whole = bytes;
        else this.#reader?.add(bytes);
      },
      onEnd: (end) => {
        this.#end = end;
        this.#report();
      },
    });
  }

  /** Nobody wants the answer any more. */
  abandon(sending: Promise<UpstreamResponse>): void {
    this.#abandoned = true;
    sending.then((upstream) => upstream.discard(), () => {});
  }

  async answer(upstream: UpstreamResponse): Promise<Response> {
    const { request, stamp, target } = this.#forwarding;
    const blocked = await blockedRedirect(upstream, target, this.#deps.guard);
    if (blocked !== null) {
      this.#instead = "BLOCKED_ADDRESS";
      this.#headArrived(upstream);
      upstream.discard();
      const detail =
        `The upstream answered with a redirect to "${blocked}", which is not a public address: do not follow it.`;
      return refusal("BLOCKED_ADDRESS", detail, {
        stamp: { ...stamp, decision: "DENY", reasonCodes: ["BLOCKED_ADDRESS"] },
      });
    }
    const plan = hasBody(upstream, request) ? this.#plan() : null;
    if (plan !== null && isHeld(plan)) return await this.#hold(upstream, plan);
    if (plan !== null) this.#readBeside(upstream, plan);
    this.#headArrived(upstream);
    return answerOf(upstream, { request, stamp, isOnOurOrigin: this.#forwarding.isOnOurOrigin });
  }

  /** An answer to a call without a trace is not looked at: there is nothing to tell it to. */
  #plan(): AnswerPlan | null {
    return this.#forwarding.recorded === null ? null : this.#forwarding.plan;
  }

  #readBeside(upstream: UpstreamResponse, plan: AnswerPlan): void {
    const { answers } = this.#deps;
    const observe = observer(this.#forwarding.stamp.traceId, {
      status: upstream.status,
      plan,
      engine: answers.engine,
    });
    const reading = readBeside(upstream, this.#whole, { observe, room: answers.room });
    if (reading instanceof Promise) return this.#deps.reading(this.#forwarding.sessionId, reading);
    this.#reader = reading;
    // It was all there already.
    if (reading !== null && this.#whole !== null) {
      this.#deps.reading(this.#forwarding.sessionId, reading.done);
    }
  }

  /** Nothing goes on that was not looked at. */
  async #hold(upstream: UpstreamResponse, plan: AnswerPlan): Promise<Response> {
    const { request, stamp, isOnOurOrigin } = this.#forwarding;
    const { answers } = this.#deps;
    this.#isHolding = true;
    this.#headArrived(upstream);
    const observe = observer(stamp.traceId, { status: upstream.status, plan, engine: answers.engine });
    const onEnd = (error?: unknown) => this.#released(error);
    try {
      const { signal } = request;
      const passed = await hold(upstream, { observe, plan, deps: answers, hooks: { onEnd }, signal });
      return answerOf(upstream, { request, stamp, passed, isOnOurOrigin });
    } catch (error) {
      const refused = withheld(error, stamp);
      if (refused === null) throw error;
      this.#released(error);
      return refused;
    }
  }

  /** What becomes of a held answer is decided. */
  #released(error: unknown): void {
    if (!this.#isHolding) return;
    this.#isHolding = false;
    if (error !== undefined) this.#instead = codeOf(error);
    this.#report();
  }

  #headArrived(upstream: UpstreamResponse): void {
    this.#upstream = upstream;
    this.#report();
  }

  /** Records the outcome once both the head and the end of the answer are known. */
  #report(): void {
    if (this.#end === null || this.#upstream === null || this.#isHolding) return;
    const { bytes, error, aborted } = this.#end;
    const failure = this.#instead ??
      (error instanceof UpstreamError ? error.code : error !== undefined ? "UPSTREAM_PROTOCOL" : null);
    this.#record({
      upstreamStatus: this.#upstream.status,
      error: failure ?? (aborted ? "CLIENT_GONE" : null),
      responseBytes: bytes,
    });
    this.#endReading();
  }

  /** What has come was read by the caller, be it all of the answer or not. */
  #endReading(): void {
    if (this.#reader === null || this.#whole !== null) return;
    this.#reader.end();
    this.#deps.reading(this.#forwarding.sessionId, this.#reader.done);
  }

  #record(facts: Pick<Outcome, "upstreamStatus" | "error" | "responseBytes">): void {
    const { forwarded, recorded, stamp, startedAt } = this.#forwarding;
    if (recorded === null) return;
    const totalMs = this.#deps.clock.monotonic() - startedAt;
    this.#deps.engine.recordOutcome({ traceId: stamp.traceId, forwarded, totalMs, ...facts });
  }

  fail(error: unknown): Response {
    const { stamp } = this.#forwarding;
    const failure = failureOf(error);
    // A connection that was given up because the caller left is no fault of the upstream.
    const cause = this.#forwarding.request.signal.aborted ? "CLIENT_GONE" : failure.code;
    this.#record({ upstreamStatus: null, error: cause, responseBytes: 0 });
    const isRefusal = failure.code === "BLOCKED_ADDRESS";
    return refusal(failure.code, failure.detail, {
      stamp: isRefusal ? { ...stamp, decision: "DENY", reasonCodes: ["BLOCKED_ADDRESS"] } : stamp,
    });
  }
}

/** The refusal in a held answer's place; null for what has nothing to do with holding it. */
function withheld(error: unknown, stamp: Stamp): Response | null {
  if (error instanceof WithheldError) {
    const { judgement } = error.outcome;
    const { action, ruleId, reasonCodes, message } = judgement;
    return refusal("ANSWER_WITHHELD", `The call was made, and its answer is withheld. ${message}`, {
      stamp,
      more: { answer_action: action, answer_rule_id: ruleId, answer_reason_codes: reasonCodes },
      headers: [["x-interven-answer", action]],
    });
  }
  if (error instanceof EngineUnavailableError) {
    const detail =
      "The call was made, and its answer could not be judged, so it is withheld: try again later.";
    return refusal("ENGINE_UNAVAILABLE", detail, {
      stamp: { ...stamp, reasonCodes: [error.code] },
      headers: [["retry-after", "5"]],
    });
  }
  if (!(error instanceof BrokenCodingError)) return null;
  return refusal("UPSTREAM_PROTOCOL", `${error.message}. The call itself was allowed.`, { stamp });
}

function codeOf(error: unknown): string {
  if (error instanceof WithheldError) return "ANSWER_WITHHELD";
  if (error instanceof EngineUnavailableError) return error.code;
  return error instanceof UpstreamError ? error.code : "UPSTREAM_PROTOCOL";
}

/** The one place where a failure on the way to the upstream becomes a public code. */
function failureOf(error: unknown): { readonly code: RefusalCode; readonly detail: string } {
  if (error instanceof UpstreamError) {
    return { code: error.code, detail: `${error.message}. The call itself was allowed.` };
  }
  if (error instanceof BlockedAddressError) return { code: "BLOCKED_ADDRESS", detail: error.message };
  if (error instanceof TypeError) return { code: "BAD_REQUEST", detail: `${error.message}.` };
  throw error;
}
