/** A frame: 4 bytes with the length of the head (big endian), the head as JSON, then blobs one after another. */

const LENGTH_BYTES = 4;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Packs a head and its blobs. Copies the blobs.
 *
 * The head travels as JSON, which writes lone surrogates as escapes: any string survives the trip unchanged.
 */
export function packFrame(head: unknown, blobs: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const headBytes = encoder.encode(JSON.stringify(head));
  let total = LENGTH_BYTES + headBytes.length;
  for (const blob of blobs) total += blob.length;
  const frame = new Uint8Array(total);
  new DataView(frame.buffer).setUint32(0, headBytes.length);
  frame.set(headBytes, LENGTH_BYTES);
  let at = LENGTH_BYTES + headBytes.length;
  for (const blob of blobs) {
    frame.set(blob, at);
    at += blob.length;
  }
  return frame;
}

export interface OpenedFrame {
  readonly head: unknown;
  /** Everything behind the head; a view into the frame. */
  readonly blobs: Uint8Array;
}

/**
 * Takes a frame apart without copying its blobs.
 *
 * @throws {RangeError} when the frame is shorter than it says.
 * @throws {TypeError} when the head is not UTF-8.
 * @throws {SyntaxError} when the head is not JSON.
 */
export function openFrame(frame: Uint8Array): OpenedFrame {
  const length = new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(0);
  const headEnd = LENGTH_BYTES + length;
  if (headEnd > frame.length) {
    throw new RangeError(
      `Cannot open frame: it has ${frame.length} bytes, and its head alone wants ${headEnd}`,
    );
  }
  return {
    head: JSON.parse(decoder.decode(frame.subarray(LENGTH_BYTES, headEnd))),
    blobs: frame.subarray(headEnd),
  };
}

/** Hands out a frame's blobs in order. */
export class BlobReader {
  #at = 0;
  constructor(readonly blobs: Uint8Array) {}

  /** Whether that many bytes, a whole number, are left. */
  has(length: number): boolean {
    return Number.isInteger(length) && length >= 0 && this.#at + length <= this.blobs.length;
  }

  /** @throws {RangeError} when `has(length)` is false. */
  take(length: number): Uint8Array {
    if (!this.has(length)) {
      throw new RangeError(`Cannot take ${length} bytes: ${this.blobs.length - this.#at} are left`);
    }
    this.#at += length;
    return this.blobs.subarray(this.#at - length, this.#at);
  }

  get isAtEnd(): boolean {
    return this.#at === this.blobs.length;
  }
}
