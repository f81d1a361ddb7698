/** What the client gets of an answer that was read: as it is, with a warning, written over in part, or a refusal in its place. */
import { type AnswerOutcome, outcomeOf } from "../../engine/answers/judge_answer.ts";
import type { AnswerJudgement, ObservedResponse } from "../../engine/types.ts";
import { type Frame, frameOf, isObject, type JsonObject } from "./message.ts";
import { repacked } from "./readable_result.ts";
import { flagged } from "./result_flags.ts";
import { META_KEY, withheldResult } from "./tool_results.ts";

/** What policy says is done with something that was read, and what is left of it then. */
export type Left =
  | { readonly kind: "pass" }
  | { readonly kind: "replace"; readonly value: JsonObject }
  | { readonly kind: "withhold"; readonly judgement: AnswerJudgement };

/**
 * @param said What was read by way of `readableBody()`.
 * @returns `withhold` also when what is left is no object any more: half an answer is never passed on.
 */
export function leftOf(said: unknown, observed: ObservedResponse): Left {
  const outcome = outcomeOf(observed);
  if (outcome.kind !== "replace") return outcome;
  const value = repacked(parsed(outcome), said);
  if (isObject(value)) return { kind: "replace", value };
  const { judgement } = observed;
  return judgement === undefined ? { kind: "pass" } : { kind: "withhold", judgement };
}

function parsed({ body }: AnswerOutcome & { kind: "replace" }): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/**
 * The answer that goes on to the client.
 *
 * @param refuse Makes an answer of the request's kind out of a tool result that says no.
 */
export function answerFor(
  frame: Frame,
  observed: ObservedResponse | undefined,
  refuse: (result: JsonObject) => Frame,
): Frame {
  if (observed === undefined) return frame;
  const { result, error } = frame.message;
  const left = leftOf(result ?? error, observed);
  if (left.kind === "withhold") return refuse(withheldResult(left.judgement, observed));
  if (left.kind === "pass") return flagged(frame, observed);
  const changed = result === undefined
    ? { error: left.value }
    : { result: withMark({ ...left.value, ...ownWords(result) }, observed) };
  return flagged(frameOf({ ...frame.message, ...changed }), observed);
}

/** Members that steer the protocol and reach no model: a state that was written over could not be taken up again. */
function ownWords(result: unknown): JsonObject {
  if (!isObject(result)) return {};
  const names = ["resultType", "requestState", "taskId", "status", "nextCursor"];
  return Object.fromEntries(names.filter((name) => name in result).map((name) => [name, result[name]]));
}

/** For programs; models do not see it. */
function withMark(result: JsonObject, { traceId, judgement, reasonCodes }: ObservedResponse): JsonObject {
  const meta = isObject(result["_meta"]) ? result["_meta"] : {};
  const told = {
    trace_id: traceId,
    reason_codes: reasonCodes,
    answer_action: judgement?.action,
    rule_id: judgement?.ruleId,
  };
  return { ...result, _meta: { ...meta, [META_KEY]: told } };
}
