/** Cuts a stream into events or lines, by its bytes alone. */
import { ByteQueue, joinBytes } from "./byte_queue.ts";

export type RecordKind = "events" | "lines";

const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts behind each line (`lines`), or behind each empty line (`events`; lines end with LF, CR or both: WHATWG HTML, section 9.2.5). A
 * record longer than `maxBytes` is cut there.
 */
export class RecordCutter {
  readonly #kind: RecordKind;
  readonly #maxBytes: number;
  readonly #open = new ByteQueue();
  /** Whether the line that is open holds anything. */
  #lineIsEmpty = true;
  #afterCr = false;
  /** The blank line ended with CR: an LF behind it belongs to it. */
  #endsWithCr = false;

  constructor(kind: RecordKind, maxBytes: number) {
    this.#kind = kind;
    this.#maxBytes = maxBytes;
  }

  get openBytes(): number {
    return this.#open.size;
  }

  /** The records that are complete now. */
  push(bytes: Uint8Array): readonly Uint8Array[] {
    const records: Uint8Array[] = [];
    let start = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (this.#endsWithCr) {
        this.#endsWithCr = false;
        const end = byte === LF ? at + 1 : at;
        records.push(this.#close(bytes.subarray(start, end)));
        start = end;
        if (byte === LF) continue;
      }
      if (this.#ends(byte)) {
        records.push(this.#close(bytes.subarray(start, at + 1)));
        start = at + 1;
      } else if (this.#open.size + at + 1 - start >= this.#maxBytes) {
        records.push(this.#close(bytes.subarray(start, at + 1)));
        start = at + 1;
      }
    }
    this.#open.push(bytes.slice(start));
    return records;
  }

  /** What is left when nothing more comes; null when nothing is. */
  rest(): Uint8Array | null {
    this.#endsWithCr = false;
    return this.#open.size === 0 ? null : this.#close(new Uint8Array());
  }

  #close(last: Uint8Array): Uint8Array {
    this.#lineIsEmpty = true;
    this.#afterCr = false;
    return joinBytes([this.#open.take(), last]);
  }

  /** Whether a record ends with this byte. */
  #ends(byte: number): boolean {
    if (this.#kind === "lines") return byte === LF;
    const afterCr = this.#afterCr;
    this.#afterCr = byte === CR;
    if (byte === LF && afterCr) return false; // The CR has ended the line.
    if (byte !== LF && byte !== CR) {
      this.#lineIsEmpty = false;
      return false;
    }
    const isBlank = this.#lineIsEmpty;
    this.#lineIsEmpty = true;
    if (!isBlank) return false;
    if (byte === LF) return true;
    this.#endsWithCr = true;
    return false;
  }
}
