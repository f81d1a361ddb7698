/** Bounded memories whose upkeep costs next to nothing: what was not asked for lately is forgotten many at a time. */

/** What was added or asked for last. Two maps take turns: to delete the oldest of one map for each new entry costs more than all else here. */
export class Recent<Key, Value extends NonNullable<unknown>> {
  #latest = new Map<Key, Value>();
  #older: ReadonlyMap<Key, Value> = new Map();

  /** @param min At least so many entries are kept, at most twice as many. */
  constructor(readonly min: number) {}

  get(key: Key): Value | undefined {
    const value = this.#latest.get(key);
    if (value !== undefined) return value;
    const kept = this.#older.get(key);
    if (kept !== undefined) this.add(key, kept);
    return kept;
  }

  add(key: Key, value: Value): void {
    if (this.#latest.size >= this.min) {
      this.#older = this.#latest;
      this.#latest = new Map();
    }
    this.#latest.set(key, value);
  }

  clear(): void {
    this.#latest = new Map();
    this.#older = new Map();
  }
}

export interface RememberedOptions {
  /** At least so many texts are kept, at most twice as many. Default 1,000. */
  readonly minTexts?: number;
  /** Of longer texts nothing is kept, in UTF-16 units: they hardly ever repeat. Default 128. */
  readonly maxChars?: number;
}

/**
 * The same function with a memory. What it gives is shared by all who ask, so it must depend on the text alone and never be changed.
 */
export function remembered<Value extends NonNullable<unknown>>(
  work: (text: string) => Value,
  { minTexts = 1_000, maxChars = 128 }: RememberedOptions = {},
): (text: string) => Value {
  const known = new Recent<string, Value>(minTexts);
  return (text) => {
    if (text.length > maxChars) return work(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = work(text);
    known.add(text, value);
    return value;
  };
}
