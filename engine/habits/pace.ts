/** How fast an agent works now: its calls in the last minute. Kept in memory alone; after a restart a minute begins anew. */

const SLOT_MS = 5_000;
const SLOTS = 12;

/** Counts in a ring of twelve slots of five seconds. */
export class Pace {
  readonly #calls = new Array<number>(SLOTS).fill(0);
  readonly #writes = new Array<number>(SLOTS).fill(0);
  #slot = 0;
  /** Number of the minute that is counted for the habits, and what it has had so far. */
  #minute = -1;
  #minuteCalls = 0;
  #minuteWrites = 0;

  /**
   * Counts a call; one that is no habit (because it was refused) counts for the pace of now alone. Answers the minute that has just
   * ended with its counts, once for each minute that had habitual calls; null otherwise.
   */
  add(
    now: number,
    { changes, isHabit }: { changes: boolean; isHabit: boolean },
  ): { readonly calls: number; readonly writes: number } | null {
    const at = this.#turnTo(now);
    this.#calls[at] = (this.#calls[at] ?? 0) + 1;
    if (changes) this.#writes[at] = (this.#writes[at] ?? 0) + 1;
    if (!isHabit) return null;
    const minute = Math.floor(now / 60_000);
    const ended = this.#minute >= 0 && minute !== this.#minute
      ? { calls: this.#minuteCalls, writes: this.#minuteWrites }
      : null;
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#minuteCalls = this.#minuteWrites = 0;
    }
    this.#minuteCalls += 1;
    if (changes) this.#minuteWrites += 1;
    return ended;
  }

  /** Calls, and calls that change something, in the last minute. */
  lastMinute(now: number): { readonly calls: number; readonly writes: number } {
    this.#turnTo(now);
    const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
    return { calls: sum(this.#calls), writes: sum(this.#writes) };
  }

  /** Empties the slots that have passed since the last call. A clock that goes back changes nothing. */
  #turnTo(now: number): number {
    const slot = Math.floor(now / SLOT_MS);
    const passed = Math.min(SLOTS, Math.max(0, slot - this.#slot));
    for (let i = 1; i <= passed; i++) {
      const at = (this.#slot + i) % SLOTS;
      this.#calls[at] = this.#writes[at] = 0;
    }
    if (passed === SLOTS) {
      this.#calls.fill(0);
      this.#writes.fill(0);
    }
    this.#slot = Math.max(this.#slot, slot);
    return this.#slot % SLOTS;
  }
}
