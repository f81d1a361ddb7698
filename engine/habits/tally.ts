/** Counts that are forgotten by and by: of things by name, and of magnitudes. */

/** How often each of a bounded number of things was seen, older sightings counting less. */
export class Tally {
  readonly #counts = new Map<string, number>();

  constructor(readonly max: number) {}

  get size(): number {
    return this.#counts.size;
  }

  has(name: string): boolean {
    return this.#counts.has(name);
  }

  /** Counts `weight` sightings. When there are too many things, the one seen least goes; of equals, the one known longest. */
  add(name: string, weight = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + weight);
    if (this.#counts.size <= this.max) return;
    let least: string | undefined;
    let leastCount = Infinity;
    for (const [other, count] of this.#counts) {
      // The newcomer stays: else nothing new could ever be learned once the table is full.
      if (other === name || count >= leastCount) continue;
      least = other;
      leastCount = count;
    }
    if (least !== undefined) this.#counts.delete(least);
  }

  /** Multiplies every count; what falls below `floor` is forgotten. */
  fade(factor: number, floor: number): void {
    for (const [name, count] of this.#counts) {
      const left = count * factor;
      if (left < floor) this.#counts.delete(name);
      else this.#counts.set(name, left);
    }
  }

  entries(): IterableIterator<[string, number]> {
    return this.#counts.entries();
  }
}

/** Four classes for each doubling: neighbours differ by a fifth. */
const CLASSES_PER_DOUBLING = 4;

/** How often magnitudes were seen, on a scale of logarithms: quantiles of it are not moved by a few extreme values. */
export class Magnitudes {
  readonly counts: number[];

  /** @param top The largest magnitude that is told from larger ones. */
  constructor(readonly top: number) {
    this.counts = new Array<number>(classOf(top) + 1).fill(0);
  }

  get total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  add(magnitude: number, weight = 1): void {
    const at = Math.min(classOf(magnitude), this.counts.length - 1);
    this.counts[at] = (this.counts[at] ?? 0) + weight;
  }

  /** The magnitude that the given share of the sightings does not exceed, rounded up to its class; 0 when there are none. */
  quantile(share: number): number {
    const wanted = this.total * share;
    let sum = 0;
    for (let at = 0; at < this.counts.length; at++) {
      sum += this.counts[at] ?? 0;
      if (sum >= wanted && sum > 0) return 2 ** ((at + 1) / CLASSES_PER_DOUBLING) - 1;
    }
    return 0;
  }

  fade(factor: number, floor: number): void {
    for (let at = 0; at < this.counts.length; at++) {
      const left = (this.counts[at] ?? 0) * factor;
      this.counts[at] = left < floor ? 0 : left;
    }
  }
}

function classOf(magnitude: number): number {
  return Math.floor(Math.log2(Math.max(0, magnitude) + 1) * CLASSES_PER_DOUBLING);
}
