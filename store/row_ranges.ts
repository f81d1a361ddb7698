/** Sets of row numbers as ranges: what is forgotten is mostly in a row. */

/** First and last, both included. */
export type RowRange = readonly [first: number, last: number];

/** @param rows ascending, each once. */
export function toRanges(rows: readonly number[]): RowRange[] {
  const ranges: [number, number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === row - 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return ranges;
}

/** Ranges that can be asked for a row; those that touch are one. */
export class RowSet {
  readonly #ranges: [number, number][] = [];

  constructor(ranges: readonly RowRange[]) {
    for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
      const before = this.#ranges.at(-1);
      if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
      else this.#ranges.push([first, last]);
    }
  }

  has(row: number): boolean {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ranges[middle]?.[1] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    const range = this.#ranges[low];
    return range !== undefined && range[0] <= row;
  }
}
