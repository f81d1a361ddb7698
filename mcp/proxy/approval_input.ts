/**
 * Asking a person in the result of a request, as revisions without requests of servers have it (2026-07-28): the client shows the question
 * and makes the same request again, with the answer. https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr
 */
import type { Verdict } from "../../engine/types.ts";
import { fromBase64, toBase64 } from "../../engine/wire/base64.ts";
import { approvalQuestion, type Given, readAnswer } from "./approval.ts";
import { type Frame, frameOf, isObject, type JsonObject, paramsOf } from "./message.ts";

/** What a person said about one approval. */
export interface ApprovalAnswer {
  readonly approvalId: string;
  /** Undefined when the question was closed without an answer. */
  readonly given: Given | undefined;
}

const KEY = "interven-approval-";
const STATE = "interven.";

/** A result that asks. What the server had asked for before, and was answered, is carried along in its state. */
export function approvalInput({ message }: Frame, verdict: Verdict, consoleUrl: string): JsonObject {
  const { requestState, inputResponses } = paramsOf(message);
  const params = approvalQuestion(verdict, consoleUrl);
  const carried = requestState !== undefined || inputResponses !== undefined
    ? { requestState: pack({ requestState, inputResponses }) }
    : {};
  return {
    resultType: "input_required",
    inputRequests: { [`${KEY}${verdict.approvalId}`]: { method: "elicitation/create", params } },
    ...carried,
  };
}

/**
 * A request without the answer to a question of {@linkcode approvalInput}, as the server is to have it. The answer is worth something for
 * the very approval that the request then still needs, and for no other.
 */
export function withoutApprovalAnswer(
  frame: Frame,
): { readonly frame: Frame; readonly answer?: ApprovalAnswer } {
  const params = paramsOf(frame.message);
  const { inputResponses, requestState, ...rest } = params;
  const responses = isObject(inputResponses) ? inputResponses : {};
  const key = Object.keys(responses).find((each) => each.startsWith(KEY));
  if (key === undefined) return { frame };
  const { [key]: said, ...others } = responses;
  const carried = typeof requestState === "string" ? unpack(requestState) : undefined;
  const before = isObject(carried?.["inputResponses"]) ? carried["inputResponses"] : {};
  const own = { ...before, ...others };
  const state = carried === undefined ? requestState : carried["requestState"];
  const clean = {
    ...rest,
    ...(Object.keys(own).length > 0 && { inputResponses: own }),
    ...(state !== undefined && { requestState: state }),
  };
  return {
    frame: frameOf({ ...frame.message, params: clean }),
    answer: { approvalId: key.slice(KEY.length), given: readAnswer(said) },
  };
}

function pack(value: JsonObject): string {
  return `${STATE}${toBase64(new TextEncoder().encode(JSON.stringify(value)))}`;
}

/** Undefined for a state that is not ours. */
function unpack(state: string): JsonObject | undefined {
  if (!state.startsWith(STATE)) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(fromBase64(state.slice(STATE.length))));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
