/** Calls that a session made before it read anything: the latest, as many as a first answer could still be about. */
import type { JudgedCall } from "../history.ts";
import type { ToolCall } from "../types.ts";

/** A call as it is learnt from later. Without its view, which holds all that was worked out of it. */
export type UnreadCall = Pick<JudgedCall, "call" | "action" | "decision" | "now">;

const MAX_CALLS = 64;
const MAX_BODY_BYTES = 128 * 1024;

export class UnreadCalls {
  #calls: UnreadCall[] = [];
  #bytes = 0;

  add({ call, action, decision, now }: UnreadCall): void {
    const bytes = bytesOf(call);
    if (bytes > MAX_BODY_BYTES) return;
    this.#calls.push({ call, action, decision, now });
    this.#bytes += bytes;
    while (this.#calls.length > MAX_CALLS || this.#bytes > MAX_BODY_BYTES) {
      this.#bytes -= bytesOf(this.#calls.shift()!.call);
    }
  }

  /** Oldest first; they are forgotten here. */
  take(): readonly UnreadCall[] {
    const calls = this.#calls;
    [this.#calls, this.#bytes] = [[], 0];
    return calls;
  }
}

function bytesOf({ body }: ToolCall): number {
  return body?.bytes.length ?? 0;
}
