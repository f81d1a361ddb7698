/** Decides each guarded request before the server sees it, and reads each answer before the model does. */
import { canonicalJson } from "../../engine/canonical_json.ts";
import type { Engine } from "../../engine/ports.ts";
import type {
  AnswerAction,
  Evaluation,
  ObservedResponse,
  Outcome,
  ToolCall,
  Verdict,
} from "../../engine/types.ts";
import { within } from "../deadline.ts";
import { failureOf } from "../tool_result.ts";
import { answerFor } from "./answer_outcome.ts";
import { LARGE_ANSWER_BYTES, observeInPieces } from "./answer_pieces.ts";
import { askPerson } from "./approval.ts";
import { type ApprovalAnswer, approvalInput, withoutApprovalAnswer } from "./approval_input.ts";
import type { Conversation } from "./conversation.ts";
import type { ListGuard } from "./list_guard.ts";
import { GUARDED_REQUESTS, type GuardedRequest } from "./guarded_requests.ts";
import { readableBody } from "./readable_result.ts";
import {
  ERROR,
  errorFrame,
  type Frame,
  frameOf,
  isObject,
  type JsonObject,
  paramsOf,
  resultFrame,
  sizeOf,
} from "./message.ts";
import type { ProxyParts } from "./ports.ts";
import type { Onward, OpenRequest, Relay } from "./relay.ts";
import { deniedResult, refusedResult, unjudgedResult, waitingResult } from "./tool_results.ts";

/** A scan of so much takes its time; what comes behind need not wait for it. */
const LARGE_BYTES = 64 * 1024;

/** What is remembered of a call that the server is carrying out. */
interface UnderWay {
  readonly traceId: string;
  readonly recorded: Promise<void>;
  readonly forwarded: "original" | "redacted";
  /** What policy may do to the answer at most. */
  readonly answersUpTo: AnswerAction | undefined;
  readonly startedAt: number;
}

/** What is known of a person's part in a call that is judged. */
interface Asked {
  /** Somebody was asked already, and is not asked again. */
  readonly hasAsked: boolean;
  readonly answer?: ApprovalAnswer | undefined;
}

export class CallGuard {
  readonly #parts: ProxyParts;
  readonly #conversation: Conversation;
  readonly #relay: () => Relay;
  readonly #lists: Pick<ListGuard, "signals">;
  /** Calls that wait for a person, by request id. */
  readonly #held = new Map<unknown, AbortController>();
  /** One side has gone: nobody can be waited for any more. */
  #isOver = false;

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
    if (sizeOf(frame) > this.#parts.maxBodyBytes) return await this.#refuseSize(frame, open);
    const { frame: own, answer } = withoutApprovalAnswer(frame);
    const judging = this.#judge(own, open, { hasAsked: false, answer });
    return sizeOf(frame) > LARGE_BYTES ? { later: judging } : await judging;
  };

  /** The client gives a request up. What waits for a person here was never sent to the server. */
  readonly cancelled = (frame: Frame): Promise<Onward> => {
    this.#held.get(paramsOf(frame.message)["requestId"])?.abort();
    return Promise.resolve({ pass: frame });
  };

  /** The server's answer to a call that was passed on. */
  readonly answered = async (frame: Frame, request: OpenRequest): Promise<Onward> => {
    const reading = this.#read(frame, request);
    return sizeOf(frame) > LARGE_BYTES ? { later: reading } : await reading;
  };

  /** One side has gone: whoever waits for a person is told where to decide, and waits no longer. */
  readonly parted = (): void => {
    this.#isOver = true;
    for (const waiting of this.#held.values()) waiting.abort();
  };

  /** An answer that the client does not get, and why in a sentence. */
  refused(request: OpenRequest, { refused: why, code }: { refused: string; code: string }): Onward {
    const underWay = request.note as UnderWay | undefined;
    if (underWay !== undefined) void this.#recordOutcome(underWay, { error: code, bytes: 0 });
    const result = refusedResult([`Interven withheld the answer to this call: ${why}`], {
      reason_codes: [code],
    });
    return { pass: this.#refusal(request, result) };
  }

  /** A call that will get no answer any more. */
  readonly givenUp = (request: OpenRequest): void => {
    const underWay = request.note as UnderWay | undefined;
    if (underWay === undefined) return;
    void this.#recordOutcome(
      request.isPassed ? underWay : { ...underWay, forwarded: "none" },
      { error: request.isPassed ? "UPSTREAM_UNREACHABLE" : "CLIENT_GONE", bytes: 0 },
    );
  };

  /** A call that is too large for any door of the engine. */
  async #refuseSize(frame: Frame, open: OpenRequest): Promise<Onward> {
    const { serverName, sessionId, maxBodyBytes, say } = this.#parts;
    const agentId = this.#parts.agentId ?? this.#conversation.clientName;
    const code = "PAYLOAD_TOO_LARGE";
    const message = `The call has ${sizeOf(frame)} bytes, the limit is ${maxBodyBytes}`;
    try {
      const engine = await this.#parts.engine;
      const url = `mcp://${serverName}/${open.method}`;
      const refusal = { method: "POST", url, agentId, sessionId: sessionId ?? agentId, code, message };
      await engine.recordRefusal(refusal);
    } catch (error) {
      // It is refused all the same.
      say(`The refusal could not be recorded: ${failureOf(error).message}`);
    }
    const result = refusedResult([
      `Interven did not let this call through (${code}): ${message}.`,
      "Send less at a time.",
    ], { decision: "DENY", reason_codes: [code] });
    return { answer: this.#refusal(open, result) };
  }

  async #judge(frame: Frame, open: OpenRequest, { hasAsked, answer }: Asked): Promise<Onward> {
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
    return await this.#follow(frame, open, { engine, evaluation, hasAsked, answer });
  }

  async #follow(frame: Frame, open: OpenRequest, { engine, evaluation, hasAsked, answer }: Asked & {
    engine: Engine;
    evaluation: Evaluation;
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
        if (hasAsked || verdict.approvalId === null || this.#isOver) {
          return await this.#refuse(open, evaluation, waiting);
        }
        if (this.#parts.decide !== undefined && this.#conversation.canAskInResult(frame.message)) {
          return await this.#ask(frame, open, { evaluation, answer });
        }
        return { later: this.#hold(frame, open, { engine, evaluation }), isIdle: true };
      }
    }
  }

  /** Asks a person in the result; the client comes again with the answer, which counts for this very call alone. */
  async #ask(
    frame: Frame,
    open: OpenRequest,
    { evaluation, answer }: { evaluation: Evaluation; answer: ApprovalAnswer | undefined },
  ): Promise<Onward> {
    const { verdict } = evaluation;
    const { consoleUrl, decide } = this.#parts;
    const refused = await this.#refuse(open, evaluation, waitingResult(verdict, consoleUrl));
    if (!await evaluation.recorded.then(() => true, () => false)) return refused;
    if (answer === undefined || answer.approvalId !== verdict.approvalId) {
      return { answer: resultFrame(open.id, approvalInput(frame, verdict, consoleUrl)) };
    }
    if (answer.given === undefined) return refused;
    await decide?.(answer.approvalId, answer.given);
    return await this.#judge(frame, open, { hasAsked: true });
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
    const agentId = this.#parts.agentId ?? this.#conversation.clientNameOf(frame.message);
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
    const { traceId, answersUpTo } = verdict;
    open.note = { traceId, recorded, forwarded, answersUpTo, startedAt } satisfies UnderWay;
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
      const report = await this.#observe(underWay, result ?? failure, sizeOf(frame));
      await this.#recordOutcome(underWay, { error: null, bytes: sizeOf(frame) });
      return { pass: answerFor(frame, report, (result) => this.#refusal(request, result)) };
    } catch (error) {
      const { code, message } = failureOf(error);
      this.#parts.say(`The answer to a call could not be read: ${message}`);
      await this.#recordOutcome(underWay, { error: code, bytes: sizeOf(frame) });
      if (this.#parts.failOpen) return { pass: frame };
      const why = `its answer could not be checked: ${message}`;
      return { pass: this.#refusal(request, unjudgedResult(code, why)) };
    }
  }

  async #observe(
    { traceId, answersUpTo }: UnderWay,
    said: unknown,
    bytes: number,
  ): Promise<ObservedResponse | undefined> {
    if (said === undefined) return undefined;
    const engine = await this.#parts.engine;
    const { timeoutMs, maxBodyBytes } = this.#parts;
    // Only a whole body can be written over.
    const isWhole = bytes <= LARGE_ANSWER_BYTES || (answersUpTo === "REDACT" && bytes <= maxBodyBytes);
    if (!isWhole) return await observeInPieces(engine, said, { traceId, timeoutMs });
    return await within(
      timeoutMs,
      engine.observeResponse({ traceId, body: readableBody(said), status: 200 }),
    );
  }

  async #recordOutcome(
    { traceId, forwarded, startedAt }: Omit<UnderWay, "forwarded"> & {
      readonly forwarded: Outcome["forwarded"];
    },
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
