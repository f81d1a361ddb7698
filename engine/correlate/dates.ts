/** Dates, which a call writes as `2025-05-01` and a sentence as "May 1st, 2025". */
import type { WordIndex } from "./values.ts";
import { type HashKey, splitWords } from "./words.ts";

export interface Day {
  readonly year: string;
  /** 1…12 */
  readonly month: number;
  readonly day: number;
}

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);
const ISO_DATE = /^\s{0,8}(\d{4})-(\d{2})-(\d{2})(?:[T ]|$)/;

/** The day that a text begins with (ISO 8601); undefined when it begins with none. */
export function dayOf(text: string): Day | undefined {
  const match = ISO_DATE.exec(text);
  if (match === null) return undefined;
  const [, year = "", month, day] = match;
  return Number(month) >= 1 && Number(month) <= 12
    ? { year, month: Number(month), day: Number(day) }
    : undefined;
}

/** Whether an instruction names a day: its year, its month by name, and its number. */
export function namesDay({ year, month, day }: Day, index: WordIndex, key: HashKey): boolean {
  const has = (words: readonly string[]) =>
    words.some((word) => index.has(splitWords(word, key).hashes[0] ?? 0));
  const name = MONTHS[month - 1] ?? "";
  const numbers = ["", "st", "nd", "rd", "th", "."].map((ending) => `${day}${ending}`);
  return has([year]) && has([name, name.slice(0, 3)]) && has([...numbers, String(day).padStart(2, "0")]);
}
