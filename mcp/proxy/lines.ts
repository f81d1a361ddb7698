/** The stdio transport's framing: one message a line, UTF-8, no line breaks inside. https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio */
import { IdFinder } from "./id_finder.ts";
import type { RequestId } from "./message.ts";

/** A line over the limit cannot be judged, and what is not judged does not pass: of it is known only whom it concerns. */
export interface LongLine {
  readonly bytes: null;
  /** How many bytes it had. */
  readonly length: number;
  readonly id: RequestId | undefined;
  readonly kind: "request" | "response";
}

export type Line = { readonly bytes: Uint8Array } | LongLine;

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** The lines of a byte stream, without their ends; empty ones are left out. Memory is bounded by the limit: what is longer is passed over. */
export async function* readLines(
  reader: Pick<ReadableStreamDefaultReader<Uint8Array>, "read">,
  { maxBytes }: { maxBytes: number },
): AsyncGenerator<Line> {
  const line = new LineBuilder(maxBytes);
  for (;;) {
    const { done, value: chunk } = await reader.read();
    if (done) break;
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const whole = line.finish(chunk.subarray(from, end));
      from = end + 1;
      if (whole !== undefined) yield whole;
    }
    if (from < chunk.length) line.add(chunk.subarray(from));
  }
  // Whoever ends without a line end may still have said something.
  const rest = line.finish(new Uint8Array(0));
  if (rest !== undefined) yield rest;
}

/** Puts one line together after the other. */
class LineBuilder {
  readonly #maxBytes: number;
  #pieces: Uint8Array[] = [];
  #size = 0;
  /** Of a line that is too long already. */
  #finder: IdFinder | undefined;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  add(piece: Uint8Array): void {
    if (!this.#isTooLong(piece)) this.#pieces.push(isMostOf(piece) ? piece : piece.slice());
  }

  /** The line that ends with `piece`; undefined for an empty one. */
  finish(piece: Uint8Array): Line | undefined {
    const isTooLong = this.#isTooLong(piece);
    const [pieces, length, finder] = [this.#pieces, this.#size, this.#finder];
    [this.#pieces, this.#size, this.#finder] = [[], 0, undefined];
    if (isTooLong && finder !== undefined) return { bytes: null, length, id: finder.id, kind: finder.kind };
    pieces.push(pieces.length === 0 ? piece.slice() : piece);
    const bytes = joined(pieces, length);
    const end = bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes;
    return end.length === 0 ? undefined : { bytes: end };
  }

  #isTooLong(piece: Uint8Array): boolean {
    this.#size += piece.length;
    if (this.#size <= this.#maxBytes) return false;
    if (this.#finder === undefined) {
      this.#finder = new IdFinder();
      for (const before of this.#pieces) this.#finder.read(before);
      this.#pieces = [];
    }
    this.#finder.read(piece);
    return true;
  }
}

/** A stream's chunk is far larger than most lines: a view of a bit of it would keep all of it. */
function isMostOf({ length, buffer }: Uint8Array): boolean {
  return 2 * length > buffer.byteLength;
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
