/** Calls that a session made before it read anything: the latest, as many as a first answer could still be about. */
import type { JudgedCall } from "../history.ts";

const MAX_CALLS = 64;
const MAX_BODY_BYTES = 128 * 1024;

export class UnreadCalls {
  #calls: JudgedCall[] = [];
  #bytes = 0;

  add(judged: JudgedCall): void {
    const bytes = bytesOf(judged);
    if (bytes > MAX_BODY_BYTES) return;
    this.#calls.push(judged);
    this.#bytes += bytes;
    while (this.#calls.length > MAX_CALLS || this.#bytes > MAX_BODY_BYTES) {
      this.#bytes -= bytesOf(this.#calls.shift()!);
    }
  }

  /** Oldest first; they are forgotten here. */
  take(): readonly JudgedCall[] {
    const calls = this.#calls;
    [this.#calls, this.#bytes] = [[], 0];
    return calls;
  }
}

function bytesOf({ call }: JudgedCall): number {
  return call.body?.bytes.length ?? 0;
}
