import type { Confidence } from "../types.ts";
import { isDate, isDay } from "./calendar.ts";

/** Nobody alive was born before. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2099;

/** Judges what stands where a date of birth is expected: HIGH for a date that a living person can be born on. */
export function judgeBirthDate(value: string): Confidence | null {
  const numbers = value.match(/\d+/g) ?? [];
  const year = Number(numbers.find((number) => number.length === 4));
  if (/[A-Za-z]{3}/.test(value)) return isYear(year) && Number(numbers[0]) >= 1 ? "HIGH" : null;
  if (numbers.length === 1) return isCompactDate(value) ? "HIGH" : null;
  const [first, second, third] = numbers.map(Number) as [number, number, number];
  if (numbers[0]!.length === 4) return isYear(first) && isDate(first, second, third) ? "HIGH" : null;
  if (!isDay(first, second) && !isDay(second, first)) return null;
  return numbers[2]!.length === 2 || isYear(third) ? "HIGH" : null;
}

/** `19850417` or `17041985`. */
function isCompactDate(digits: string): boolean {
  const at = (from: number, to: number) => Number(digits.slice(from, to));
  return (isYear(at(0, 4)) && isDate(at(0, 4), at(4, 6), at(6, 8))) ||
    (isYear(at(4, 8)) && (isDay(at(2, 4), at(0, 2)) || isDay(at(0, 2), at(2, 4))));
}

function isYear(year: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}
