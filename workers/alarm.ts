/** One timer for many deadlines: rings at the earliest it was armed for. */
export class Alarm {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ringsAt = Infinity;

  /** @param onRing told how late the alarm is, milliseconds; returns when to ring next, in monotonic milliseconds; `Infinity`: not of itself. */
  constructor(readonly onRing: (lateMs: number) => number) {}

  /** @param at monotonic milliseconds */
  arm(at: number): void {
    if (at >= this.#ringsAt) return;
    clearTimeout(this.#timer);
    this.#ringsAt = at;
    this.#timer = setTimeout(() => this.#ring(), Math.max(0, at - performance.now()));
  }

  disarm(): void {
    clearTimeout(this.#timer);
    this.#ringsAt = Infinity;
  }

  #ring(): void {
    const lateMs = performance.now() - this.#ringsAt;
    this.#ringsAt = Infinity;
    this.arm(this.onRing(Math.max(0, lateMs)));
  }
}
