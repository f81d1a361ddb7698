/**
 * A queue of frames in shared memory, from exactly one thread to exactly one other.
 *
 * Cells, then a circle of bytes. Each record is 4 bytes of length and the frame; it may run over the end of the circle. Positions only ever
 * grow (modulo 2^32), so `tail - head` is what is in use. The bell is rung after every push; who waits for it looks at its count first,
 * so no push between look and sleep is missed.
 */

const Cell = { head: 0, tail: 1, bell: 2 } as const;
const CELL_BYTES = 16;
const LENGTH_BYTES = 4;

export class SharedRing {
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #bytes: Uint8Array<SharedArrayBuffer>;

  /** @param capacityBytes a power of two. */
  static allocate(capacityBytes: number): SharedArrayBuffer {
    if (!Number.isInteger(Math.log2(capacityBytes))) {
      throw new RangeError(`Cannot allocate a ring of ${capacityBytes} bytes: a power of two is wanted`);
    }
    return new SharedArrayBuffer(CELL_BYTES + capacityBytes);
  }

  /** @param memory from `allocate`; both threads make a ring of the same memory. */
  constructor(readonly memory: SharedArrayBuffer) {
    this.#cells = new Int32Array(memory, 0, CELL_BYTES / Int32Array.BYTES_PER_ELEMENT);
    this.#bytes = new Uint8Array(memory, CELL_BYTES);
  }

  /** Copies the frame in and rings; false when there is no room for it now. */
  push(frame: Uint8Array): boolean {
    const head = Atomics.load(this.#cells, Cell.head) >>> 0;
    const tail = Atomics.load(this.#cells, Cell.tail) >>> 0;
    const used = (tail - head) >>> 0;
    if (LENGTH_BYTES + frame.length > this.#bytes.length - used) return false;
    const length = new Uint8Array(LENGTH_BYTES);
    new DataView(length.buffer).setUint32(0, frame.length);
    this.#write(length, tail);
    this.#write(frame, tail + LENGTH_BYTES);
    Atomics.store(this.#cells, Cell.tail, (tail + LENGTH_BYTES + frame.length) | 0);
    this.ring();
    return true;
  }

  /** Copies the oldest frame out; undefined when the ring is empty. */
  take(): Uint8Array<ArrayBuffer> | undefined {
    const head = Atomics.load(this.#cells, Cell.head) >>> 0;
    if (head === Atomics.load(this.#cells, Cell.tail) >>> 0) return undefined;
    const length = new DataView(this.#read(head, LENGTH_BYTES).buffer).getUint32(0);
    const frame = this.#read(head + LENGTH_BYTES, length);
    Atomics.store(this.#cells, Cell.head, (head + LENGTH_BYTES + length) | 0);
    return frame;
  }

  /** Wakes whoever waits at the other end, though nothing was pushed. */
  ring(): void {
    Atomics.add(this.#cells, Cell.bell, 1);
    Atomics.notify(this.#cells, Cell.bell);
  }

  /** How often the bell was rung. */
  get bell(): number {
    return Atomics.load(this.#cells, Cell.bell);
  }

  /** Blocks the thread until the bell's count is no longer `bell`. For worker threads. */
  waitBlocking(bell: number): void {
    Atomics.wait(this.#cells, Cell.bell, bell);
  }

  /** The same without blocking. Undefined when the count differs already. Never resolves in Deno before 2.7.14: see `canWaitAsync`. */
  wait(bell: number): Promise<unknown> | undefined {
    const waiting = Atomics.waitAsync(this.#cells, Cell.bell, bell);
    return waiting.async ? waiting.value : undefined;
  }

  #write(source: Uint8Array, position: number): void {
    const at = (position >>> 0) % this.#bytes.length;
    const untilEnd = this.#bytes.length - at;
    this.#bytes.set(source.subarray(0, untilEnd), at);
    if (source.length > untilEnd) this.#bytes.set(source.subarray(untilEnd), 0);
  }

  #read(position: number, length: number): Uint8Array<ArrayBuffer> {
    const at = (position >>> 0) % this.#bytes.length;
    const copy = new Uint8Array(length);
    const untilEnd = this.#bytes.length - at;
    copy.set(this.#bytes.subarray(at, at + length));
    if (length > untilEnd) copy.set(this.#bytes.subarray(0, length - untilEnd), untilEnd);
    return copy;
  }
}

/** The first Deno in which a notified `Atomics.waitAsync` wakes a sleeping event loop. */
const FIRST_TO_WAKE = [2, 7, 14] as const;

/**
 * Whether this runtime can wait for shared memory without blocking: by its version, and by trying.
 *
 * Trying alone does not tell: before Deno 2.7.14 the promise resolves too, but only when something else wakes the event loop (seen in
 * 2.6.10 and 2.7.1).
 */
export async function canWaitAsync(timeoutMs: number, version: string = Deno.version.deno): Promise<boolean> {
  if (typeof Atomics.waitAsync !== "function" || !isAtLeast(version, FIRST_TO_WAKE)) return false;
  const cell = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const waiting = Atomics.waitAsync(cell, 0, 0);
  Atomics.notify(cell, 0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<false>((resolve) => timer = setTimeout(() => resolve(false), timeoutMs));
  const resolved = Promise.resolve(waiting.value).then(() => true);
  return await Promise.race([resolved, tooLate]).finally(() => clearTimeout(timer));
}

function isAtLeast(version: string, wanted: readonly number[]): boolean {
  const numbers = version.split(/[.+-]/).map(Number);
  const differing = wanted.findIndex((number, place) => numbers[place] !== number);
  return differing === -1 || (numbers[differing] ?? 0) > (wanted[differing] ?? 0);
}
