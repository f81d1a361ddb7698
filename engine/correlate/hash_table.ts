/** A bounded table from hashes to small numbers that forgets the oldest half when it is full. Flat arrays: it costs what it says. */

const MIN_SLOTS = 256;

/** One half: open addressing, at most three quarters full. 0 is no key. */
class Half {
  keys: Float64Array;
  values: Uint16Array;
  size = 0;

  constructor(slots: number) {
    this.keys = new Float64Array(slots);
    this.values = new Uint16Array(slots);
  }

  /** Index of the key, or of the free slot where it would stand. */
  slot(key: number): number {
    const mask = this.keys.length - 1;
    // Both halves of the key: bit operations take the lower 32 bits of a number.
    let at = (key ^ key / 0x100000000) & mask;
    while (this.keys[at] !== 0 && this.keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  put(key: number, value: number): void {
    const at = this.slot(key);
    if (this.keys[at] === 0) {
      this.keys[at] = key;
      this.size++;
    }
    this.values[at] = value;
  }

  grown(): Half {
    const larger = new Half(this.keys.length * 2);
    for (let i = 0; i < this.keys.length; i++) {
      if (this.keys[i] !== 0) larger.put(this.keys[i]!, this.values[i]!);
    }
    return larger;
  }
}

export class HashTable {
  #young = new Half(MIN_SLOTS);
  #old: Half | null = null;

  /** @param capacity How many keys are kept at least before the oldest are forgotten; up to twice as many are there at times. */
  constructor(readonly capacity: number) {}

  get size(): number {
    return this.#young.size + (this.#old?.size ?? 0);
  }

  /** Memory of the arrays, in bytes. */
  get bytes(): number {
    return 10 * (this.#young.keys.length + (this.#old?.keys.length ?? 0));
  }

  get(key: number): number | undefined {
    const at = this.#young.slot(key);
    if (this.#young.keys[at] === key) return this.#young.values[at];
    if (this.#old === null) return undefined;
    const older = this.#old.slot(key);
    return this.#old.keys[older] === key ? this.#old.values[older] : undefined;
  }

  has(key: number): boolean {
    return this.get(key) !== undefined;
  }

  /** @param value 0…65535 */
  set(key: number, value: number): void {
    if (this.#young.size >= this.capacity) {
      this.#old = this.#young;
      this.#young = new Half(MIN_SLOTS);
    }
    if (4 * (this.#young.size + 1) > 3 * this.#young.keys.length) this.#young = this.#young.grown();
    this.#young.put(key, value);
  }

  /** Keys and values, oldest half first. */
  *entries(): Generator<readonly [key: number, value: number]> {
    for (const half of [this.#old, this.#young]) {
      if (half === null) continue;
      for (let i = 0; i < half.keys.length; i++) {
        if (half.keys[i] !== 0) yield [half.keys[i]!, half.values[i]!];
      }
    }
  }
}
