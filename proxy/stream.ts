import { decodeContent } from "./content_coding.ts";
import type { CallBody } from "../engine/types.ts";

/** Answers up to this size are shown to the engine after they were delivered, bytes. */
const MAX_OBSERVED_BYTES = 256 * 1024;

/** Keeps a copy of an answer while it passes, up to a limit; a larger answer is not kept at all. Never delays or changes the answer. */
export class AnswerCopy {
  #pieces: Uint8Array[] | null = [];
  #size = 0;

  readonly add = (bytes: Uint8Array): void => {
    if (this.#pieces === null) return;
    this.#size += bytes.length;
    if (this.#size > MAX_OBSERVED_BYTES) this.#pieces = null;
    else this.#pieces.push(bytes.slice());
  };

  /** Stops copying and forgets. */
  drop(): void {
    this.#pieces = null;
  }

  /** What was copied, with content codings undone; null when there is nothing the engine could learn from. */
  body(headers: readonly (readonly [string, string])[]): CallBody | null {
    if (this.#pieces === null || this.#size === 0) return null;
    const bytes = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    const value = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? "";
    const decoded = decodeContent(bytes, value("content-encoding"), 4 * MAX_OBSERVED_BYTES);
    return decoded.ok
      ? { bytes: decoded.bytes, contentType: value("content-type"), inspectable: true }
      : null;
  }
}
