/**
 * Made-up values for examples. They are generated rather than written out, so that no scanner of this repository takes one for a
 * leaked secret. The same arguments always give the same value.
 */

const DIGITS = "0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();

/** Rules ask for the same few values again and again, all of them while the program starts. */
const made = new Map<string, string>();

function make(alphabet: string, length: number, seed: number): string {
  const key = `${length} ${seed} ${alphabet}`;
  let text = made.get(key);
  if (text === undefined) made.set(key, text = generate(alphabet, length, seed));
  return text;
}

function generate(alphabet: string, length: number, seed: number): string {
  let state = (seed * 2654435761 + length * 97 + alphabet.length) >>> 0;
  let text = "";
  for (let i = 0; i < length; i++) {
    // Numerical Recipes' linear congruential generator: quick, and good enough for looks.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += alphabet[Math.floor((state / 0x100000000) * alphabet.length)];
  }
  return text;
}

export const fake = {
  alnum: (length: number, seed = 1): string => make(DIGITS + LOWER + UPPER, length, seed),
  lower: (length: number, seed = 1): string => make(DIGITS + LOWER, length, seed),
  upper: (length: number, seed = 1): string => make("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length, seed),
  letters: (length: number, seed = 1): string => make(LOWER + UPPER, length, seed),
  hex: (length: number, seed = 1): string => make("0123456789abcdef", length, seed),
  digits: (length: number, seed = 1): string => make(DIGITS, length, seed),
  base64: (length: number, seed = 1): string => make(UPPER + LOWER + DIGITS + "+/", length, seed),
  base64url: (length: number, seed = 1): string => make(UPPER + LOWER + DIGITS + "-_", length, seed),
  uuid: (seed = 1): string =>
    [8, 4, 4, 4, 12].map((length, i) => make("0123456789abcdef", length, seed + i)).join("-"),
} as const;
