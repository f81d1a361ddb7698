/** Splits text into words as they are compared: folded, without the signs around them, as keyed hashes and not as text. */
import {
  classOfStem,
  classOfWord,
  foldUnit,
  HASH_START,
  hashStep,
  MIN_STEM,
} from "../injection/word_class.ts";
import { MAX_STEM } from "../injection/word_class.ts";

/** Words of one stretch of text, in order. Plain arrays: most texts have a handful of words, and five typed arrays cost more than those. */
export interface Words {
  readonly count: number;
  /** Keyed hash of each word: 52 bits, so that two words of one session hardly ever share one. */
  readonly hashes: readonly number[];
  /** Hash of its first letters, which inflections share: `reserve`, `reservation`. 32 bits. */
  readonly stems: readonly number[];
  /** What kind of word it is, as the lexicon of the instruction model says; 0 for none. 8 bits. */
  readonly classes: readonly number[];
  /** How much the word alone tells, see {@linkcode Telling}. */
  readonly telling: readonly number[];
  /** UTF-16 offsets in the text. */
  readonly starts: readonly number[];
}

export const NO_WORDS: Words = { count: 0, hashes: [], stems: [], classes: [], telling: [], starts: [] };

/** How seldom two texts share a word by chance, by its shape. */
export const Telling = {
  /** A word of a language, or a number that may be a day, a count, a page. */
  plain: 0,
  /** A short number or code, a word with a capital in the middle of a sentence: telling only beside another. */
  some: 1,
  /** An address, host, account number, identifier: two texts share it because one has it from the other. */
  own: 2,
} as const;

/** A key of its own for each installation, so that stored hashes of short values cannot be looked up in a table. */
export interface HashKey {
  readonly high: number;
  readonly low: number;
}

/** Longest text that is split; what comes after is not compared word by word. */
export const MAX_WORDS = 40_000;
/** Letters of a word that its inflections share. */
const STEM_CHARS = 6;

const PART = 1; // part of a word wherever it stands
const INNER = 2; // part of a word between two others: `a.b`, `a-b`, `a@b`

const INVISIBLE = 3; // stands nowhere: soft hyphens, zero-width spaces

const KINDS = buildKinds();

function buildKinds(): Uint8Array {
  const kinds = new Uint8Array(0x10000).fill(PART, 0x80);
  for (let unit = 0x30; unit <= 0x39; unit++) kinds[unit] = PART;
  for (let unit = 0x41; unit <= 0x5a; unit++) kinds[unit] = kinds[unit + 0x20] = PART;
  for (const sign of ".-_@+%,") kinds[sign.charCodeAt(0)] = INNER;
  kinds.fill(0, 0x80, 0xc0);
  kinds.fill(0, 0x2000, 0x2070); // spaces, dashes, quotes
  kinds.fill(0, 0x3000, 0x3004); // ideographic space and stops
  kinds[0xff0c] =
    kinds[0xff1a] =
    kinds[0xff1b] =
    kinds[0xff01] =
    kinds[0xff1f] =
      0;
  for (let unit = 0x80; unit < 0x10000; unit++) if (foldUnit(unit) === 0) kinds[unit] = INVISIBLE;
  return kinds;
}

/** Room that is used again for each text; copied into the result. */
const room = {
  hashes: new Float64Array(MAX_WORDS),
  stems: new Int32Array(MAX_WORDS),
  classes: new Uint8Array(MAX_WORDS),
  telling: new Uint8Array(MAX_WORDS),
  starts: new Int32Array(MAX_WORDS),
};

export interface SplitOptions {
  /** Default: the beginning and the end of the text. */
  readonly from?: number;
  readonly to?: number;
  /** Words after these are left out. Default {@linkcode MAX_WORDS}. */
  readonly max?: number;
}

/** Splits a stretch of text. Case, accents, full-width forms and invisible characters make no difference. */
export function splitWords(text: string, key: HashKey, options: SplitOptions = {}): Words {
  const count = fillRoom(text, key, options);
  return {
    count,
    hashes: firstOf(room.hashes, count),
    stems: firstOf(room.stems, count),
    classes: firstOf(room.classes, count),
    telling: firstOf(room.telling, count),
    starts: firstOf(room.starts, count),
  };
}

function firstOf(numbers: ArrayLike<number>, count: number): number[] {
  const first = new Array<number>(count);
  for (let i = 0; i < count; i++) first[i] = numbers[i]!;
  return first;
}

/** Calls `visit` for each word that tells something, without keeping any: most texts have none. */
export function visitTelling(
  text: string,
  key: HashKey,
  visit: (hash: number, telling: number, start: number) => void,
): void {
  let count = 0;
  for (let at = 0; at < text.length && count < MAX_WORDS;) {
    if (KINDS[text.charCodeAt(at)] !== PART) {
      at++;
      continue;
    }
    const end = wordEnd(text, at, text.length);
    count++;
    if (!isOrdinary(text, at, end)) {
      readWord(text, at, end, key, 0);
      if (room.telling[0] !== Telling.plain) visit(room.hashes[0]!, room.telling[0]!, at);
    }
    at = end;
  }
}

/** ASCII letters, one of them a capital at most: such a word is plain, and most words are such. */
function isOrdinary(text: string, from: number, to: number): boolean {
  let capitals = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (isUpper(unit)) capitals++;
    else if (!isLower(unit)) return false;
  }
  return capitals <= 1;
}

function fillRoom(
  text: string,
  key: HashKey,
  { from = 0, to = text.length, max = MAX_WORDS }: SplitOptions,
): number {
  let count = 0;
  let at = from;
  const limit = Math.min(max, MAX_WORDS);
  while (at < to && count < limit) {
    if (KINDS[text.charCodeAt(at)] !== PART) {
      at++;
      continue;
    }
    const end = wordEnd(text, at, to);
    readWord(text, at, end, key, count++);
    at = end;
  }
  return count;
}

function wordEnd(text: string, from: number, to: number): number {
  let at = from + 1;
  let end = at;
  for (; at < to; at++) {
    const kind = KINDS[text.charCodeAt(at)]!;
    if (kind === INVISIBLE) {
      // As if it were not there, however many there are.
      if (end === at) end++;
    } else if (kind === PART) end = at + 1;
    else if (kind === 0 || at > end + 1) break;
    // A comma joins digits only: `10,000`.
    else if (
      text.charCodeAt(at) === 0x2c && !(isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1)))
    ) {
      break;
    } else if (text.charCodeAt(at) === 0x2e && isGlued(text, from, at)) break;
  }
  return end;
}

/** After a full stop, a capital and small letters, and a space: a sentence that was glued to the next, as in `done.Send it`. */
const NEXT_SENTENCE = /^[A-Z][a-z]{0,14}[\s,:]/;
/** Not one of these, which end the name of a host however they are written. */
const HOST_ENDING =
  /^(?:com|org|net|io|ai|app|dev|info|biz|xyz|site|online|top|club|shop|example|test|[a-z]{2})[\s,:]/i;

function isGlued(text: string, from: number, dot: number): boolean {
  if (!isUpper(text.charCodeAt(dot + 1)) || !isLower(text.charCodeAt(dot - 1))) return false;
  const next = text.slice(dot + 1, dot + 18);
  if (!NEXT_SENTENCE.test(next)) return false;
  const before = text.slice(from, dot);
  const sign = before.indexOf("@");
  // The first dot after an at sign belongs to the address, the next may end the sentence.
  return sign < 0 ? !HOST_ENDING.test(next) : before.includes(".", sign);
}

function readWord(text: string, from: number, to: number, key: HashKey, index: number): void {
  let high = key.high;
  let low = key.low;
  let plain = HASH_START;
  let stem = HASH_START;
  let stemClass = 0;
  let length = 0;
  let digits = 0;
  let letters = 0;
  let inner = 0;
  let upper = 0;
  let isMail = false;
  // `10000.0` and `10000` are one number.
  const end = numberEnd(text, from, to);
  for (let at = from; at < end; at++) {
    const raw = text.charCodeAt(at);
    if (raw === 0x2c) continue;
    const unit = foldUnit(raw);
    if (unit === 0) continue;
    if (isDigit(unit)) digits++;
    else if (KINDS[raw] === INNER) {
      inner++;
      if (raw === 0x40) isMail = true;
    } else {
      letters++;
      if (isUpper(raw)) upper++;
    }
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 13;
    low = Math.imul(low ^ unit, 0x01000193);
    plain = hashStep(plain, unit);
    if (++length <= STEM_CHARS) stem = plain;
    if (length >= MIN_STEM && length <= MAX_STEM) stemClass = classOfStem(plain) || stemClass;
  }
  room.hashes[index] = (finish(high) & 0xfffff) * 0x100000000 + (finish(low ^ high) >>> 0);
  // `files` and `file` are one stem; a word of more letters is cut anyway.
  const isPlural = length > 3 && length <= STEM_CHARS && (text.charCodeAt(end - 1) | 0x20) === 0x73;
  room.stems[index] = isPlural ? stemOf(text, from, end - 1) : stem;
  room.classes[index] = classOfWord(plain) || stemClass;
  room.starts[index] = from;
  room.telling[index] = tellingOf({ length, digits, letters, inner, upper, isMail });
}

function stemOf(text: string, from: number, to: number): number {
  let stem = HASH_START;
  for (let at = from; at < to; at++) {
    const unit = foldUnit(text.charCodeAt(at));
    if (unit !== 0) stem = hashStep(stem, unit);
  }
  return stem;
}

function tellingOf(
  shape: { length: number; digits: number; letters: number; inner: number; upper: number; isMail: boolean },
): number {
  const { length, digits, letters, inner, upper, isMail } = shape;
  if (isMail) return Telling.own;
  // Eight digits and two hyphens are a date.
  if (letters === 0) return digits >= 9 || (digits >= 7 && inner <= 1) ? Telling.own : Telling.some;
  if (digits > 0) return length >= 6 ? Telling.own : Telling.some;
  if (inner > 0) return length >= 8 ? Telling.own : Telling.some;
  return upper > 1 && letters > upper && length >= 6 ? Telling.some : Telling.plain;
}

/** Without the zeros of a fraction that says nothing. */
function numberEnd(text: string, from: number, to: number): number {
  const dot = text.charCodeAt(to - 2) === 0x2e ? to - 2 : text.charCodeAt(to - 3) === 0x2e ? to - 3 : -1;
  if (dot <= from) return to;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (at !== dot && unit !== 0x2c && !isDigit(unit)) return to;
    if (at > dot && unit !== 0x30) return to;
  }
  return dot;
}

function finish(hash: number): number {
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  return hash ^ (hash >>> 16);
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isUpper(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a;
}

function isLower(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}
