/**
 * Sets of characters for reasoning about patterns: one bit for each ASCII character, and one for all others together. A set may
 * hold more than is meant, never less, so that "these two have nothing in common" is always true when it is said.
 */
export type CharSet = bigint;

const OTHERS = 1n << 128n;
export const NO_CHAR: CharSet = 0n;
export const ANY_CHAR: CharSet = (OTHERS << 1n) - 1n;

export function charSet(unit: number): CharSet {
  return unit < 128 ? 1n << BigInt(unit) : OTHERS;
}

export function charRange(first: number, last: number): CharSet {
  let set = last >= 128 ? OTHERS : NO_CHAR;
  for (let unit = first; unit <= Math.min(last, 127); unit++) set |= charSet(unit);
  return set;
}

export function charsOf(text: string): CharSet {
  let set = NO_CHAR;
  for (let i = 0; i < text.length; i++) set |= charSet(text.charCodeAt(i));
  return set;
}

/** All other characters, and those beyond ASCII in any case: the one bit cannot tell them apart. */
export function complement(set: CharSet): CharSet {
  return (ANY_CHAR & ~set) | OTHERS;
}

const UPPER = charRange(0x41, 0x5a);
const LOWER = charRange(0x61, 0x7a);

/** The set with the other case of each ASCII letter. */
export function inAnyCase(set: CharSet): CharSet {
  return set | ((set & UPPER) << 32n) | ((set & LOWER) >> 32n);
}

export const DIGIT_CHARS = charRange(0x30, 0x39);
export const WORD_CHARS = DIGIT_CHARS | UPPER | LOWER | charsOf("_");
export const SPACE_CHARS = charsOf(" \t\n\v\f\r") | OTHERS;
