/** A map of bounded size: what was used longest ago goes first. */
export class RecentlyUsed<Key, Value> {
  readonly #values = new Map<Key, Value>();
  /** The key that is at the end already: asked for again and again by whoever makes many calls. */
  #newest: Key | undefined;

  constructor(readonly max: number) {}

  get size(): number {
    return this.#values.size;
  }

  get(key: Key): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined || key === this.#newest) return value;
    this.#values.delete(key);
    this.#values.set(key, value);
    this.#newest = key;
    return value;
  }

  set(key: Key, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    this.#newest = key;
    if (this.#values.size <= this.max) return;
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest);
      return;
    }
  }

  /** What is kept for a key, made when there is nothing. */
  getOrMake(key: Key, make: () => Value): Value {
    const found = this.get(key);
    if (found !== undefined) return found;
    const made = make();
    this.set(key, made);
    return made;
  }
}
