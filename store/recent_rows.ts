/** At least so many are kept, at most twice as many. */
const MIN_RECENT = 4_096;

/** What is known of the rows that were written last. Two maps that take turns: to delete the oldest of one map each time costs more. */
export class RecentRows<Key, Value> {
  #latest = new Map<Key, Value>();
  #older: ReadonlyMap<Key, Value> = new Map();

  /** @param min How many are kept at the least. */
  constructor(readonly min = MIN_RECENT) {}

  add(key: Key, value: Value): void {
    if (this.#latest.size >= this.min) {
      this.#older = this.#latest;
      this.#latest = new Map();
    }
    this.#latest.set(key, value);
  }

  get(key: Key): Value | undefined {
    return this.#latest.get(key) ?? this.#older.get(key);
  }

  clear(): void {
    this.#latest = new Map();
    this.#older = new Map();
  }
}
