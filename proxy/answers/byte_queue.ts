/** Bytes in the order in which they came, without copying them at each step. */
export class ByteQueue {
  #pieces: Uint8Array[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#pieces.push(bytes);
    this.#size += bytes.length;
  }

  /** Before all that is there. */
  putBack(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#pieces.unshift(bytes);
    this.#size += bytes.length;
  }

  /** The first `count` bytes, or all when there are fewer; they leave the queue. */
  take(count = this.#size): Uint8Array {
    const wanted = Math.min(count, this.#size);
    const first = this.#pieces[0];
    if (first !== undefined && first.length === wanted) {
      this.#pieces.shift();
      this.#size -= wanted;
      return first;
    }
    const bytes = new Uint8Array(wanted);
    let at = 0;
    while (at < wanted) {
      const piece = this.#pieces[0]!;
      const mine = piece.subarray(0, wanted - at);
      bytes.set(mine, at);
      at += mine.length;
      if (mine.length === piece.length) this.#pieces.shift();
      else this.#pieces[0] = piece.subarray(mine.length);
    }
    this.#size -= wanted;
    return bytes;
  }
}

export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/**
 * The largest index up to `at` that does not cut a UTF-8 character (RFC 3629: continuation bytes are 10xxxxxx, at most three). Bytes
 * that are no UTF-8 are cut at `at`.
 */
export function charBoundary(bytes: Uint8Array, at: number): number {
  if (at >= bytes.length || at <= 0) return Math.max(0, Math.min(at, bytes.length));
  let start = at;
  while (start > 0 && at - start < 3 && (bytes[start]! & 0xc0) === 0x80) start--;
  return (bytes[start]! & 0xc0) === 0x80 || start === 0 ? at : start;
}

/** How many bytes two texts begin with in common, cut at a character. */
export function commonPrefix(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let same = 0;
  while (same < most && a[same] === b[same]) same++;
  return same === most ? same : charBoundary(a, same);
}

/** How many bytes two texts end with in common; may begin inside a character. */
export function commonSuffix(a: Uint8Array, b: Uint8Array): number {
  const most = Math.min(a.length, b.length);
  let same = 0;
  while (same < most && a[a.length - 1 - same] === b[b.length - 1 - same]) same++;
  return same;
}
