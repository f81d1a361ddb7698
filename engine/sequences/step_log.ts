/** The steps of one agent, bounded in number, in what they hold, and in time: the oldest go first. */
import type { TakenStep } from "./step.ts";

export const MAX_STEPS = 256;
/** Targets in all steps together. */
export const MAX_TARGETS = 512;
export const MAX_STEP_AGE_MS = 60 * 60_000;

export class StepLog {
  #steps: TakenStep[] = [];
  #targets = 0;

  add(step: TakenStep): void {
    this.#steps.push(step);
    this.#targets += step.targets.length;
    let gone = 0;
    let left = this.#targets;
    while (
      gone < this.#steps.length - 1 &&
      (this.#steps.length - gone > MAX_STEPS || left > MAX_TARGETS ||
        step.at - (this.#steps[gone]?.at ?? 0) > MAX_STEP_AGE_MS)
    ) left -= this.#steps[gone++]?.targets.length ?? 0;
    if (gone > 0) this.#steps = this.#steps.slice(gone);
    this.#targets = left;
  }

  /** Replaces the step of a call, if it is still there. */
  amend(traceId: string, change: (step: TakenStep) => TakenStep): boolean {
    const at = this.#steps.findLastIndex((step) => step.traceId === traceId);
    const step = this.#steps[at];
    if (step === undefined) return false;
    this.#steps[at] = change(step);
    return true;
  }

  /** Oldest first; those of the last hour. */
  recent(now: number): readonly TakenStep[] {
    const first = this.#steps.findIndex(({ at }) => now - at <= MAX_STEP_AGE_MS);
    return first <= 0 ? (first === 0 ? this.#steps : []) : this.#steps.slice(first);
  }
}
