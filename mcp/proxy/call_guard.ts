/** Decides each guarded request before the server sees it, and reads each answer before the model does. */
import { canonicalJson } from "../../engine/canonical_json.ts";
import type { Engine } from "../../engine/ports.ts";
import type { Evaluation, ResponseReport, ToolCall, Verdict } from "../../engine/types.ts";
import { within } from "../deadline.ts";
import { failureOf } from "../tool_result.ts";
import { askPerson } from "./approval.ts";
import type { Conversation } from "./conversation.ts";
import type { ListGuard } from "./list_guard.ts";
import { GUARDED_REQUESTS, type GuardedRequest } from "./guarded_requests.ts";
import { readableBody } from "./readable_result.ts";
import { ERROR, errorFrame, type Frame, frameOf, isObject, type JsonObject, paramsOf } from "./message.ts";
import type { ProxyParts } from "./ports.ts";
import type { Onward, OpenRequest, Relay } from "./relay.ts";
import { flagged } from "./result_flags.ts";
import { deniedResult, refusedResult, unjudgedResult, waitingResult } from "./tool_results.ts";

/** A scan of so much takes its time; what comes behind need not wait for it. */
const LARGE_CHARS = 64 * 1024;

/** What is remembered of a call that the server is carrying out. */
interface UnderWay {
  readonly traceId: string;
  readonly recorded: Promise<void>;
  readonly forwarded: "original" | "redacted";
  readonly startedAt: number;
}

export class CallGuard {
  readonly #parts: ProxyParts;
  readonly #conversation: Conversation;
  readonly #relay: () => Relay;
  readonly #lists: Pick<ListGuard, "signals">;
  /** Calls that wait for a person, by request id. */
  readonly #held = new Map<unknown, AbortController>();

  constructor(
    parts: ProxyParts,
    { conversation, lists, relay }: {
      conversation: Conversation;
      lists: Pick<ListGuard, "signals">;
      relay: () => Relay;
    },
  ) {
    this.#lists = lists;
    this.#parts = parts;
    this.#conversation = conversation;
    this.#relay = relay;
  }

  /** A guarded request of the client. */
  readonly called = async (frame: Frame, open: OpenRequest | null): Promise<Onward> => {
    if (open === null) return { answer: errorFrame(null, ERROR.invalidRequest, "This method needs an id") };
    this.#conversation.requested(frame.message);
    const judging = this.#judge(frame, open, { hasAsked: false });
    return frame.text.length > LARGE_CHARS ? { later: judging } : await judging;
  };

  /** The client gives a request up. What waits for a person here was never sent to the server. */
  readonly cancelled = (frame: Frame): Promise<Onward> => {
    this.#held.get(paramsOf(frame.message)["requestId"])?.abort();
    return Promise.resolve({ pass: frame });
  };

  /** The server's answer to a call that was passed on. */
  readonly answered = async (frame: Frame, request: OpenRequest): Promise<Onward> => {
    const reading = this.#read(frame, request);
    return frame.text.length > LARGE_CHARS ? { later: reading } : await reading;
  };

  /** An answer that the client does not get, and why in a sentence. */
  refused(request: OpenRequest, why: string): Onward {
    const underWay = request.note as UnderWay | undefined;
    const code = "MCP_CREDENTIAL_REQUEST";
    if (underWay !== undefined) void this.#recordOutcome(underWay, { error: code, bytes: 0 });
    const result = refusedResult([`Interven withheld the answer to this call: ${why}`], {
      reason_codes: [code],
    });
    return { pass: this.#refusal(request, result) };
  }

  /** A call that will get no answer any more. */
  readonly givenUp = (request: OpenRequest): void => {
    const underWay = request.note as UnderWay | undefined;
    if (underWay !== undefined) {
      void this.#recordOutcome(underWay, { error: "UPSTREAM_UNREACHABLE", bytes: 0 });
    }
  };

  async #judge(frame: Frame, open: OpenRequest, { hasAsked }: { hasAsked: boolean }): Promise<Onward> {
    // Of two members with one name the server may read the other: what is judged must be what is done.
    if (canonicalJson(frame.text) === undefined) {
      const why = "Cannot judge the call: the message names a member twice, or is nested too deeply";
      return { answer: errorFrame(open.id, ERROR.invalidRequest, why) };
    }
    let engine: Engine;
    let evaluation: Evaluation;
    try {
      const call = await this.#toolCall(frame, open);
      // Without a name there is nothing to carry out: the server says so in its own words.
      if (call === undefined) return { pass: frame };
      engine = await this.#parts.engine;
      evaluation = await within(this.#parts.timeoutMs, engine.evaluate(call));
    } catch (error) {
      return this.#unjudged(frame, open, error);
    }
    return await this.#follow(frame, open, { engine, evaluation, hasAsked });
  }

  async #follow(frame: Frame, open: OpenRequest, { engine, evaluation, hasAsked }: {
    engine: Engine;
    evaluation: Evaluation;
    hasAsked: boolean;
  }): Promise<Onward> {
    const { verdict } = evaluation;
    switch (verdict.decision) {
      case "ALLOW":
        return this.#pass(frame, open, evaluation, "original");
      case "SANITIZE":
        return this.#sanitize(frame, open, evaluation);
      case "DENY":
        return await this.#refuse(open, evaluation, deniedResult(verdict));
      case "REQUIRE_APPROVAL": {
        const waiting = waitingResult(verdict, this.#parts.consoleUrl);
        if (hasAsked || verdict.approvalId === null) return await this.#refuse(open, evaluation, waiting);
        return { later: this.#hold(frame, open, { engine, evaluation }) };
      }
    }
  }

  /** Waits for a person, then asks the engine again: only it knows what the answer is worth by now. */
  async #hold(frame: Frame, open: OpenRequest, { engine, evaluation }: {
    engine: Engine;
    evaluation: Evaluation;
  }): Promise<Onward> {
    const { verdict } = evaluation;
    const refused = await this.#refuse(open, evaluation, waitingResult(verdict, this.#parts.consoleUrl));
    const controller = new AbortController();
    this.#held.set(open.id, controller);
    const meta = paramsOf(frame.message)["_meta"];
    try {
      const state = await askPerson(verdict, {
        parts: this.#parts,
        engine,
        relay: this.#relay(),
        canElicit: this.#conversation.canElicit,
        progressToken: isObject(meta) ? meta["progressToken"] : undefined,
        signal: controller.signal,
      });
      if (state === "pending" || controller.signal.aborted) return refused;
    } catch {
      return refused;
    } finally {
      this.#held.delete(open.id);
    }
    return await this.#judge(frame, open, { hasAsked: true });
  }

  async #toolCall(frame: Frame, open: OpenRequest): Promise<ToolCall | undefined> {
    const params = paramsOf(frame.message);
    const agentId = this.#parts.agentId ?? this.#conversation.clientName;
    const { serverName, sessionId = agentId } = this.#parts;
    const guarded = guardedOf(open);
    const call = guarded.callOf(params, { serverName, agentId, sessionId });
    const tool = guarded.toolOf(params);
    const mcpSignals = tool === undefined ? [] : await this.#lists.signals(tool);
    return call && (mcpSignals.length > 0 ? { ...call, mcpSignals } : call);
  }

  #pass(
    frame: Frame,
    open: OpenRequest,
    { verdict, recorded }: Evaluation,
    forwarded: UnderWay["forwarded"],
  ): Onward {
    // Awaited before the answer goes out; until then nobody must stumble over its failure.
    recorded.catch(() => {});
    const startedAt = this.#parts.monotonic();
    open.note = { traceId: verdict.traceId, recorded, forwarded, startedAt } satisfies UnderWay;
    return { pass: frame };
  }

  #sanitize(frame: Frame, open: OpenRequest, evaluation: Evaluation): Onward | Promise<Onward> {
    const body = evaluation.verdict.sanitizedBody;
    const rewritten = body === null ? undefined : guardedOf(open).rewrite(frame.message, body);
    if (rewritten === undefined) return this.#refuse(open, evaluation, deniedResult(evaluation.verdict));
    return this.#pass(frameOf(rewritten), open, evaluation, "redacted");
  }

  /** No answer without a trace. */
  async #refuse(
    open: OpenRequest,
    { verdict, recorded }: Evaluation,
    result: JsonObject,
  ): Promise<Onward> {
    try {
      await recorded;
    } catch (error) {
      return {
        answer: this.#refusal(open, unjudgedResult("ENGINE_UNAVAILABLE", failureOf(error).message)),
      };
    }
    await this.#recordNotForwarded(verdict);
    return { answer: this.#refusal(open, result) };
  }

  #refusal(open: OpenRequest, result: JsonObject): Frame {
    return guardedOf(open).refuse(open.id, this.#conversation.completed(result));
  }

  #unjudged(frame: Frame, open: OpenRequest, error: unknown): Onward {
    const { code, message } = failureOf(error);
    this.#parts.say(`No verdict for a call: ${message}`);
    if (this.#parts.failOpen) return { pass: frame };
    return { answer: this.#refusal(open, unjudgedResult(code, message)) };
  }

  async #read(frame: Frame, request: OpenRequest): Promise<Onward> {
    const underWay = request.note as UnderWay | undefined;
    if (underWay === undefined) return { pass: frame };
    // What went wrong is told in the server's own words, and a model reads those as well.
    const { result, error: failure } = frame.message;
    try {
      await underWay.recorded;
      const report = await this.#observe(underWay, result ?? failure);
      await this.#recordOutcome(underWay, { error: null, bytes: frame.text.length });
      return { pass: report === undefined ? frame : flagged(frame, report) };
    } catch (error) {
      const { code, message } = failureOf(error);
      this.#parts.say(`The answer to a call could not be read: ${message}`);
      await this.#recordOutcome(underWay, { error: code, bytes: frame.text.length });
      if (this.#parts.failOpen) return { pass: frame };
      const why = `its answer could not be checked: ${message}`;
      return { pass: this.#refusal(request, unjudgedResult(code, why)) };
    }
  }

  async #observe({ traceId }: UnderWay, said: unknown): Promise<ResponseReport | undefined> {
    if (said === undefined) return undefined;
    const engine = await this.#parts.engine;
    const observing = engine.observeResponse({ traceId, body: readableBody(said), status: 200 });
    return await within(this.#parts.timeoutMs, observing);
  }

  async #recordOutcome(
    { traceId, forwarded, startedAt }: UnderWay,
    { error, bytes }: { error: string | null; bytes: number },
  ): Promise<void> {
    const engine = await this.#parts.engine.catch(() => undefined);
    const totalMs = this.#parts.monotonic() - startedAt;
    engine?.recordOutcome({ traceId, forwarded, upstreamStatus: null, error, totalMs, responseBytes: bytes });
  }

  async #recordNotForwarded({ traceId }: Verdict): Promise<void> {
    const engine = await this.#parts.engine;
    engine.recordOutcome({
      traceId,
      forwarded: "none",
      upstreamStatus: null,
      error: null,
      totalMs: 0,
      responseBytes: 0,
    });
  }
}

/** Only guarded methods are registered with this class. */
function guardedOf({ method }: OpenRequest): GuardedRequest {
  return GUARDED_REQUESTS[method] as GuardedRequest;
}
