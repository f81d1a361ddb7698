/** Values that stand for a secret in documents and templates, and are none. */

/** Words that only made-up values hold. */
const WORDS =
  /example|placeholder|change[_-]?me|changeit|your[_-]|[_-]your|yourapi|yourtoken|my[_-]?(?:secret|token|password|api[_-]?key)|insert[_-]|replace[_-]|redacted|dummy|_here\b|-here\b|not[_-]?a[_-]?real|not[_-]?set|lorem|todo|<[a-z]|xxxx|\*\*\*|\.\.\.|#{4}/i;

/** References that are filled in later: `${VAR}`, `$VAR`, `{{ var }}`, `%(var)s`, `#{var}`, `<var>`, `@@var@@`. */
const REFERENCE = /^(?:\$[{(A-Za-z_]|\{\{|%[({]?[A-Za-z_]|#\{|<|@@|\{[A-Za-z_])|\$\{|\{\{/;

/** Runs that nobody's generator makes: eight of one character, or a count up. */
const MONOTONE = /([A-Za-z0-9*.~_-])\1{7}|1234567890|0123456789|abcdefghij|qwertyuiop/i;

/** Whether a value only stands in for a secret. */
export function isPlaceholderValue(value: string): boolean {
  return WORDS.test(value) || REFERENCE.test(value) || MONOTONE.test(value);
}

/** The test for values with an issuer's format, which hold no words by chance: only runs and the word EXAMPLE count. */
export function isPlaceholderToken(value: string): boolean {
  return MONOTONE.test(value) || /EXAMPLE|xxxxxx/i.test(value) || fewCharacters(value);
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
