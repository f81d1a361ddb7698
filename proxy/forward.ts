import type { Clock, Engine } from "../engine/ports.ts";
import type { Outcome } from "../engine/types.ts";
import type { AddressGuard } from "./address_guard.ts";
import { answerOf, blockedRedirect, isTextual } from "./answer.ts";
import type { Http1Client, UpstreamRequest, UpstreamResponse } from "./http1/client.ts";
import { UpstreamError } from "./http1/upstream_error.ts";
import { refusal, type RefusalCode, type Stamp } from "./refusals.ts";
import { AnswerCopy } from "./stream.ts";
import type { Target } from "./target.ts";
import { BlockedAddressError } from "./vetting.ts";

export interface ForwardDeps {
  readonly client: Http1Client;
  readonly guard: AddressGuard;
  readonly engine: Engine;
  readonly clock: Pick<Clock, "monotonic">;
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
  /** Whether the answer is shown to the engine. */
  readonly isRead: boolean;
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
  readonly #copy: AnswerCopy | null;
  #abandoned = false;
  #upstream: UpstreamResponse | null = null;
  #end: { readonly bytes: number; readonly error?: unknown; readonly aborted?: boolean } | null = null;
  /** What the gateway did instead of handing on the answer. */
  #instead: string | null = null;

  constructor(forwarding: Forwarding, deps: ForwardDeps) {
    this.#forwarding = forwarding;
    this.#deps = deps;
    this.#copy = forwarding.isRead && forwarding.recorded !== null ? new AnswerCopy() : null;
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
      ...(this.#copy === null ? {} : { onData: this.#copy.add }),
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
      this.#copy?.drop();
      this.#headArrived(upstream);
      upstream.discard();
      const detail =
        `The upstream answered with a redirect to "${blocked}", which is not a public address: do not follow it.`;
      return refusal("BLOCKED_ADDRESS", detail, {
        stamp: { ...stamp, decision: "DENY", reasonCodes: ["BLOCKED_ADDRESS"] },
      });
    }
    if (this.#copy !== null && !isTextual(upstream.headers)) this.#copy.drop();
    this.#headArrived(upstream);
    return answerOf(upstream, { request, stamp, isOnOurOrigin: this.#forwarding.isOnOurOrigin });
  }

  #headArrived(upstream: UpstreamResponse): void {
    this.#upstream = upstream;
    this.#report();
  }

  /** Records the outcome once both the head and the end of the answer are known. */
  #report(): void {
    if (this.#end === null || this.#upstream === null) return;
    const { bytes, error, aborted } = this.#end;
    const failure = this.#instead ??
      (error instanceof UpstreamError ? error.code : error !== undefined ? "UPSTREAM_PROTOCOL" : null);
    this.#record({
      upstreamStatus: this.#upstream.status,
      error: failure ?? (aborted ? "CLIENT_GONE" : null),
      responseBytes: bytes,
    });
    if (failure === null && !aborted) void this.#observe(this.#upstream);
  }

  #record(facts: Pick<Outcome, "upstreamStatus" | "error" | "responseBytes">): void {
    const { forwarded, recorded, stamp, startedAt } = this.#forwarding;
    if (recorded === null) return;
    const totalMs = this.#deps.clock.monotonic() - startedAt;
    this.#deps.engine.recordOutcome({ traceId: stamp.traceId, forwarded, totalMs, ...facts });
  }

  /** What the engine cannot take in is not evidence of anything and no fault of the answer, which has been delivered. */
  async #observe(upstream: UpstreamResponse): Promise<void> {
    try {
      const body = this.#copy?.body(upstream.headers);
      if (!body) return;
      await this.#deps.engine.observeResponse({
        traceId: this.#forwarding.stamp.traceId,
        body,
        status: upstream.status,
      });
    } catch {
      // The engine counts its own failures.
    }
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

/** The one place where a failure on the way to the upstream becomes a public code. */
function failureOf(error: unknown): { readonly code: RefusalCode; readonly detail: string } {
  if (error instanceof UpstreamError) {
    return { code: error.code, detail: `${error.message}. The call itself was allowed.` };
  }
  if (error instanceof BlockedAddressError) return { code: "BLOCKED_ADDRESS", detail: error.message };
  if (error instanceof TypeError) return { code: "BAD_REQUEST", detail: `${error.message}.` };
  throw error;
}
