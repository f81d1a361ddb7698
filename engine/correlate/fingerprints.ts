/**
 * Fingerprints of a text by winnowing (Schleimer, Wilkerson, Aiken: Winnowing: Local Algorithms for Document Fingerprinting, SIGMOD 2003).
 * Letters and digits alone count, folded: spaces, signs, case and line breaks make no difference. Any shared stretch of
 * {@linkcode GUARANTEED_CHARS} such characters shares a fingerprint; shorter than {@linkcode GRAM_CHARS} never does.
 */
import { foldUnit } from "../injection/word_class.ts";
import type { HashKey } from "./words.ts";

/** Characters of one gram: below this a match is noise. */
export const GRAM_CHARS = 20;
/** Grams of one window, of which the least is kept. */
const WINDOW = 12;
export const GUARANTEED_CHARS = GRAM_CHARS + WINDOW - 1;

/** Base of the rolling hash, odd; its power of the gram's length takes the oldest character out. */
const BASE = 0x01000193;
const DROP = power(BASE, GRAM_CHARS);

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result = Math.imul(result, base);
  return result;
}

/** Rings of powers of two, so that a place in them is a mask away. */
const GRAM_RING = 16;
const UNIT_RING = 32;
const grams = new Int32Array(GRAM_RING);
const recent = new Uint16Array(UNIT_RING);

export interface FingerprintOptions {
  /** Read from the end, as text is that somebody wrote backwards. Default false. */
  readonly backwards?: boolean;
}

/** Calls `visit` with each fingerprint, an integer of 52 bits; the same one may come more than once. */
export function fingerprint(
  text: string,
  key: HashKey,
  visit: (print: number) => void,
  { backwards = false }: FingerprintOptions = {},
): void {
  if (text.length < GRAM_CHARS) return;
  let hash = 0;
  let count = 0;
  let least = -1;
  let said = -1;
  for (let i = 0; i < text.length; i++) {
    const unit = foldUnit(backwards ? unitFromEnd(text, i) : text.charCodeAt(i));
    if (!isCounted(unit)) continue;
    hash = Math.imul(hash, BASE) + unit | 0;
    if (count >= GRAM_CHARS) {
      hash = hash - Math.imul(DROP, recent[(count - GRAM_CHARS) & (UNIT_RING - 1)]!) | 0;
    }
    recent[count & (UNIT_RING - 1)] = unit;
    count++;
    if (count < GRAM_CHARS) continue;
    const gram = count - GRAM_CHARS;
    grams[gram & (GRAM_RING - 1)] = scramble(hash);
    least = leastOf(gram, least);
    // A text too short for a window has the one fingerprint of all its grams.
    if (gram >= WINDOW - 1 && least !== said) {
      said = least;
      visit(keyed(grams[least & (GRAM_RING - 1)]!, key));
    }
  }
  if (said < 0 && least >= 0) visit(keyed(grams[least & (GRAM_RING - 1)]!, key));
}

/** The unit at `index` of the text as it reads backwards, where the two halves of a character keep their order. */
function unitFromEnd(text: string, index: number): number {
  const at = text.length - 1 - index;
  const unit = text.charCodeAt(at);
  if (isLowSurrogate(unit) && isHighSurrogate(text.charCodeAt(at - 1))) return text.charCodeAt(at - 1);
  if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(at + 1))) return text.charCodeAt(at + 1);
  return unit;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** Index of the least gram of the window that ends with `gram`; of equal ones the last. */
function leastOf(gram: number, before: number): number {
  if (before > gram - WINDOW && before >= 0) {
    return grams[gram & (GRAM_RING - 1)]! <= grams[before & (GRAM_RING - 1)]! ? gram : before;
  }
  const from = Math.max(0, gram - WINDOW + 1);
  let least = from;
  for (let i = from + 1; i <= gram; i++) {
    if (grams[i & (GRAM_RING - 1)]! <= grams[least & (GRAM_RING - 1)]!) least = i;
  }
  return least;
}

/** Letters, digits, and all that is not ASCII. */
function isCounted(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit >= 0xaa;
}

/** So that the least gram is a random one, and no common word's. */
function scramble(hash: number): number {
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  return hash ^ (hash >>> 16);
}

function keyed(gram: number, key: HashKey): number {
  return (scramble(gram ^ key.high) & 0xfffff) * 0x100000000 +
    (scramble(Math.imul(gram, BASE) ^ key.low) >>> 0);
}
