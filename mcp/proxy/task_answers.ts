/**
 * Results that come later, as tasks: read as the answer to the call that began them. In revision 2025-11-25 `tasks/result` gives them,
 * from 2026-07-28 on `tasks/get` does, and asks there what a task still wants to know.
 */
import type { ObservedResponse } from "../../engine/types.ts";
import { within } from "../deadline.ts";
import { failureOf } from "../tool_result.ts";
import { answerFor } from "./answer_outcome.ts";
import { isLargeAnswer, observeInPieces } from "./answer_pieces.ts";
import type { Conversation } from "./conversation.ts";
import {
  ERROR,
  errorFrame,
  type Frame,
  isObject,
  type JsonObject,
  paramsOf,
  resultFrame,
} from "./message.ts";
import type { ProxyParts } from "./ports.ts";
import { readAsCall } from "./pseudo_call.ts";
import { readableBody } from "./readable_result.ts";
import type { Onward, OpenRequest } from "./relay.ts";
import type { ServerRequests } from "./server_requests.ts";

/** As in `guarded_requests.ts`. */
const REFUSED = -32001;
/** Tasks whose calls are remembered; the results of others are read as answers to no call. */
const MAX_TASKS = 10_000;

export class TaskAnswers {
  readonly #parts: ProxyParts;
  readonly #conversation: Conversation;
  readonly #asked: Pick<ServerRequests, "inputs">;
  /** Trace of the call that began it, by task. */
  readonly #calls = new Map<string, string>();

  constructor(
    parts: ProxyParts,
    { conversation, asked }: { conversation: Conversation; asked: Pick<ServerRequests, "inputs"> },
  ) {
    this.#parts = parts;
    this.#conversation = conversation;
    this.#asked = asked;
  }

  /** Remembers the call when its answer is a task. */
  begun({ message: { result } }: Frame, { note }: OpenRequest): void {
    if (!isObject(result)) return;
    const task = isObject(result["task"]) ? result["task"]["taskId"] : result["taskId"];
    const traceId = isObject(note) ? note["traceId"] : undefined;
    if (typeof task !== "string" || typeof traceId !== "string") return;
    this.#calls.set(task, traceId);
    if (this.#calls.size > MAX_TASKS) this.#calls.delete([...this.#calls.keys()][0] ?? "");
  }

  /** The answer to `tasks/result` or `tasks/get`. */
  readonly answered = (frame: Frame, request: OpenRequest): Promise<Onward> => {
    const { result } = frame.message;
    if (!isObject(result)) return Promise.resolve({ pass: frame });
    // Most answers to `tasks/get` say only that the task goes on.
    const isRead = request.method === "tasks/result" || "result" in result || "error" in result;
    if (!isRead && !("inputRequests" in result)) return Promise.resolve({ pass: frame });
    return Promise.resolve({ later: this.#answer(frame, { request, isRead }) });
  };

  async #answer(
    frame: Frame,
    { request, isRead }: { request: OpenRequest; isRead: boolean },
  ): Promise<Onward> {
    const inputs = await this.#asked.inputs(frame);
    if ("refused" in inputs) return { pass: errorFrame(request.id, REFUSED, inputs.refused) };
    if (!isRead) return { pass: inputs.value };
    try {
      const observed = await this.#read(inputs.value.message["result"], request);
      return { pass: answerFor(inputs.value, observed, (result) => refusal(request, result)) };
    } catch (error) {
      const { message } = failureOf(error);
      this.#parts.say(`The result of a task could not be read: ${message}`);
      if (this.#parts.failOpen) return { pass: inputs.value };
      const why = `Interven could not judge this result: ${message}`;
      return { pass: errorFrame(request.id, ERROR.internal, why) };
    }
  }

  /** @throws {EngineUnavailableError} when it could not be judged or recorded in time. */
  async #read(said: unknown, request: OpenRequest): Promise<ObservedResponse | undefined> {
    const traceId = this.#calls.get(String(paramsOf(request.frame.message)["taskId"]));
    const engine = await this.#parts.engine;
    if (traceId !== undefined) {
      const { timeoutMs } = this.#parts;
      const observed = isLargeAnswer(said)
        ? await observeInPieces(engine, said, { traceId, timeoutMs })
        : await within(timeoutMs, engine.observeResponse({ traceId, body: readableBody(said), status: 200 }));
      if (observed !== undefined) return observed;
    }
    const pseudo = { conversation: this.#conversation, method: request.method, said };
    return (await readAsCall(this.#parts, pseudo)).report;
  }
}

/** `tasks/result` gives what the call would have given, so that the model sees the refusal; a task's state has no place for it. */
function refusal({ id, method }: OpenRequest, result: JsonObject): Frame {
  if (method === "tasks/result") return resultFrame(id, result);
  const [first] = Array.isArray(result["content"]) ? result["content"] as { text: string }[] : [];
  return errorFrame(id, REFUSED, first?.text ?? "Interven withheld this answer");
}
