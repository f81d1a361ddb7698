/** Dates inside numbers of the state. */

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a month has such a day; of an unknown century, 29 February may be. */
export function isDay(month: number, day: number): boolean {
  return day >= 1 && day <= (DAYS[month - 1] ?? 0);
}

/** Whether a year that is known in full has such a day. */
export function isDate(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isDay(month, day) && (leap || month !== 2 || day < 29);
}

/** Whether digits at `at` are month and day, or, with `dayFirst`, day and month. */
export function hasDay(digits: string, at: number, dayFirst = false): boolean {
  const first = Number(digits.slice(at, at + 2));
  const second = Number(digits.slice(at + 2, at + 4));
  return dayFirst ? isDay(second, first) : isDay(first, second);
}
