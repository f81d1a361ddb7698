/** Dates, which a call writes as `2025-05-01` and a sentence as "May 1st, 2025". */
import { type HashKey, splitWords } from "./words.ts";
import type { WordIndex } from "./values.ts";

const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]|$)/;

/** Whether an instruction names the day that an argument is: its month, its day, and its year unless it names none. */
export function namesDate(argument: string, index: WordIndex, key: HashKey): boolean {
  const match = ISO_DATE.exec(argument.trim());
  if (match === null) return false;
  const [, year = "", month = "", day = ""] = match;
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return false;
  const number = Number(day);
  const has = (...words: string[]) => words.some((word) => index.has(splitWords(word, key).hashes[0] ?? 0));
  const days = [`${number}`, day, `${number}st`, `${number}nd`, `${number}rd`, `${number}th`, `${number}.`];
  return has(name, name.slice(0, 3)) && has(...days) && has(year);
}
