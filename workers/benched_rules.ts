/** Rules that overran, and until when no scan may enter them. The marks lie in shared memory, where every thread sees them at once. */
export class BenchedRules {
  /** One byte a rule; 1: benched. */
  readonly memory: SharedArrayBuffer;
  readonly marks: Uint8Array<SharedArrayBuffer>;
  readonly #firstBenchMs: number;
  readonly #sentences = new Map<number, { times: number; untilMs: number }>();

  /** @param firstBenchMs how long the first time; each further time of the same rule lasts twice as long as the one before. */
  constructor(ruleCount: number, firstBenchMs: number) {
    this.memory = new SharedArrayBuffer(ruleCount);
    this.marks = new Uint8Array(this.memory);
    this.#firstBenchMs = firstBenchMs;
  }

  /** @param nowMs monotonic */
  add(ruleIndex: number, nowMs: number): void {
    if (ruleIndex < 0 || ruleIndex >= this.marks.length) return;
    const times = (this.#sentences.get(ruleIndex)?.times ?? 0) + 1;
    this.#sentences.set(ruleIndex, { times, untilMs: nowMs + this.#firstBenchMs * 2 ** (times - 1) });
    this.marks[ruleIndex] = 1;
  }

  /** Gives another chance to those whose time is over. */
  release(nowMs: number): void {
    for (const [ruleIndex, { untilMs }] of this.#sentences) {
      if (nowMs >= untilMs) this.marks[ruleIndex] = 0;
    }
  }

  /** Forgets all that is known of rules from this index on: others stand there now. */
  forgetFrom(ruleIndex: number): void {
    this.marks.fill(0, ruleIndex);
    for (const index of this.#sentences.keys()) if (index >= ruleIndex) this.#sentences.delete(index);
  }

  /** Indexes of the rules benched now. */
  benched(nowMs: number): readonly number[] {
    this.release(nowMs);
    return [...this.#sentences.keys()].filter((ruleIndex) => this.marks[ruleIndex] !== 0);
  }
}
