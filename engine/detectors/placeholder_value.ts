/** Values that stand for a secret in documents and templates, and are none. */

import { entropy } from "./entropy.ts";

/** Words that only made-up values hold. */
const WORDS =
  /example|placeholder|change[_-]?me|changeit|your[_-]|[_-]your|yourapi|yourtoken|my[_-]?(?:secret|token|password|api[_-]?key)|insert[_-]|replace[_-]|redacted|dummy|_here\b|-here\b|not[_-]?a[_-]?real|not[_-]?set|lorem|todo|<[a-z]|xxxx|\*\*\*|\.\.\.|#{4}/i;

/** References that are filled in later: `${VAR}`, `$VAR`, `{{ var }}`, `%(var)s`, `#{var}`, `<var>`, `@@var@@`. */
const REFERENCE = /^(?:\$[{(A-Za-z_]|\{\{|%[({]?[A-Za-z_]|#\{|<|@@|\{[A-Za-z_])|\$\{|\{\{/;

/** Characters in a row that make a run nobody's generator makes: of one character, and of a count up. */
const MIN_SAME = 8;
const MIN_COUNT = 10;

/** Whether a value holds such a run, `qwertyuiop`, or six times `x`. */
function isMonotone(value: string): boolean {
  let same = 1;
  let count = 1;
  let before = -1;
  for (let i = 0; i < value.length; i++) {
    // Letters in either case alike; other characters keep their distances.
    const unit = value.charCodeAt(i) | 0x20;
    same = unit === before ? same + 1 : 1;
    count = unit === before + 1 || (unit === 0x30 && before === 0x39) ? count + 1 : 1;
    if (same >= MIN_SAME || count >= MIN_COUNT || (same >= 6 && unit === 0x78)) return true;
    before = unit;
  }
  return value.length >= 10 && /qwertyuiop/i.test(value);
}

/** Whether a value only stands in for a secret. */
export function isPlaceholderValue(value: string): boolean {
  return WORDS.test(value) || REFERENCE.test(value) || isMonotone(value);
}

/** What is left of a value without its runs is long and varied enough to be a secret by itself. */
const MIN_REST_CHARS = 16;
const MIN_REST_ENTROPY = 3;
/** Characters in a row that count up, count down or repeat, from which on they are a run. */
const MIN_RUN_CHARS = 6;
/** Real values are judged by their beginning: no placeholder needs more to show itself. */
const MAX_JUDGED_CHARS = 512;

/**
 * The test for values with an issuer's format, which hold no words by chance: only runs and the word EXAMPLE count. A run does not
 * outvote a random rest, since ids inside of tokens may be anything.
 */
export function isPlaceholderToken(value: string): boolean {
  if (/EXAMPLE/i.test(value) || fewCharacters(value)) return true;
  if (!isMonotone(value)) return false;
  const rest = withoutRuns(value.slice(0, MAX_JUDGED_CHARS));
  return rest.length < MIN_REST_CHARS || entropy(rest) < MIN_REST_ENTROPY;
}

/** Letters and digits of a value that stand in no run such as `12345678`, `aaaaaa` or `fedcba`. */
function withoutRuns(value: string): string {
  let rest = "";
  for (let start = 0; start < value.length;) {
    let end = start + 1;
    const step = stepAt(value, end);
    if (step !== undefined) { while (end < value.length && stepAt(value, end) === step) end++; }
    if (end - start >= MIN_RUN_CHARS) {
      start = end;
      continue;
    }
    if (/[A-Za-z0-9]/.test(value[start]!)) rest += value[start];
    start++;
  }
  return rest;
}

/** How far the character at `at` is from the one before it: -1, 0 or 1 (9 and 0 are neighbours); undefined when further. */
function stepAt(value: string, at: number): number | undefined {
  const before = value.charCodeAt(at - 1);
  const unit = value.charCodeAt(at);
  const step = unit - before;
  if (before === 0x39 && unit === 0x30) return 1;
  if (before === 0x30 && unit === 0x39) return -1;
  return step >= -1 && step <= 1 ? step : undefined;
}

/** Four different characters or fewer in a long value, upper and lower case alike. */
function fewCharacters(value: string): boolean {
  if (value.length < 12) return false;
  let letters = 0;
  let others = 0;
  let distinct = 0;
  for (let i = 0; i < value.length && distinct <= 4; i++) {
    const unit = value.charCodeAt(i);
    const bit = 1 << (unit & 31);
    const known = unit >= 0x40 ? letters : others;
    if ((known & bit) !== 0) continue;
    distinct++;
    if (unit >= 0x40) letters |= bit;
    else others |= bit;
  }
  return distinct <= 4;
}
