/**
 * How much work a part may cause, so that no text takes much longer than an ordinary one of its size.
 *
 * A unit is about a tenth of a microsecond. What is not looked at for want of effort makes the part `BODY_NOT_INSPECTABLE`.
 */

/** What each step takes, in units; measured by `tests/corpus/speed.ts` on texts that repeat one step. */
export const EFFORT = {
  /** A pattern that was tried and did not match. */
  attempt: 4,
  /** A match that was judged. */
  judgement: 12,
  /** A finding: its place, preview, number and redaction. */
  hit: 25,
  /** A check of digits or of a word. */
  check: 3,
  /** A hash that decides whether words are a phrase. */
  checksum: 80,
  /** A telephone number with its country code, looked up in the plans. */
  plan: 60,
} as const;

const BASE_UNITS = 40_000;
const UNITS_PER_CHAR = 0.6;
/** Share that only issuers' formats and structures may use: names and numbers alone shall not keep a token from being seen. */
const RESERVED_SHARE = 0.25;

export class Effort {
  #left: number;
  readonly #reserve: number;
  /** Something was not looked at. */
  exhausted = false;

  constructor(length: number) {
    this.#left = BASE_UNITS + UNITS_PER_CHAR * length;
    this.#reserve = this.#left * RESERVED_SHARE;
  }

  /** Whether there is effort for another step; `isUrgent` ones may use the reserve. */
  allows(isUrgent: boolean): boolean {
    if (this.#left > (isUrgent ? 0 : this.#reserve)) return true;
    this.exhausted = true;
    return false;
  }

  spend(units: number): void {
    this.#left -= units;
  }
}
