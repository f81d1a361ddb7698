/** Splits a stretch of text into words and values, each with its class and a hash. One pass, no strings made. */
import {
  CLASS_ID,
  classOfStem,
  classOfWord,
  foldUnit,
  HASH_START,
  hashStep,
  MAX_STEM,
  MAX_UNSPACED,
  MIN_STEM,
} from "./word_class.ts";

/** Tokens of one stretch, in flat arrays that are used again for the next. */
export class Tokens {
  count = 0;
  readonly classes: Uint8Array;
  readonly hashes: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Words all in capitals, of three letters and more. */
  shouted = 0;
  /** Signs that code is full of and sentences are not. */
  codeSigns = 0;
  /** Characters without width. */
  invisible = 0;

  constructor(readonly capacity: number) {
    this.classes = new Uint8Array(capacity);
    this.hashes = new Int32Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
  }

  clear(): void {
    this.count =
      this.shouted =
      this.codeSigns =
      this.invisible =
        0;
  }

  push(classId: number, hash: number, start: number, end: number): void {
    if (this.count === this.capacity) return;
    const at = this.count++;
    this.classes[at] = classId;
    this.hashes[at] = hash;
    this.starts[at] = start;
    this.ends[at] = end;
  }
}

const LETTER = 1;
const DIGIT = 2;
const CODE_SIGN = 4;
const CURRENCY = 8;
const INVISIBLE = 16;
const UNSPACED = 32;
const UPPER = 64;
const HANGUL = 128;

const KINDS = buildKinds();

function buildKinds(): Uint8Array {
  const kinds = new Uint8Array(0x10000);
  const fill = (from: number, to: number, kind: number) => kinds.fill(kind, from, to + 1);
  fill(0x30, 0x39, DIGIT);
  fill(0x41, 0x5a, LETTER | UPPER);
  fill(0x61, 0x7a, LETTER);
  for (const sign of "{}()[]=<>;\\_+*/|^~&") kinds[sign.charCodeAt(0)] = CODE_SIGN;
  for (const sign of "$€£¥₿₹") kinds[sign.charCodeAt(0)] = CURRENCY;
  fill(0xc0, 0x24f, LETTER);
  kinds[0xd7] = kinds[0xf7] = 0;
  fill(0x300, 0x36f, LETTER); // combining marks
  fill(0x370, 0x5ff, LETTER); // Greek, Cyrillic, Armenian, Hebrew
  fill(0x600, 0x6ff, LETTER); // Arabic
  for (const mark of [0x60c, 0x61b, 0x61f, 0x6d4]) kinds[mark] = 0;
  fill(0x900, 0xdff, LETTER); // the scripts of India
  kinds[0x964] = kinds[0x965] = 0;
  fill(0xe00, 0xe7f, UNSPACED); // Thai
  fill(0x1e00, 0x1fff, LETTER);
  fill(0x3041, 0x30ff, UNSPACED); // kana
  fill(0x3400, 0x9fff, UNSPACED); // Han
  fill(0xac00, 0xd7a3, LETTER | HANGUL);
  fill(0xff10, 0xff19, DIGIT);
  fill(0xff21, 0xff3a, LETTER | UPPER);
  fill(0xff41, 0xff5a, LETTER);
  for (let unit = 0; unit < 0x10000; unit++) if (foldUnit(unit) === 0) kinds[unit] = INVISIBLE;
  kinds[0] = 0;
  return kinds;
}

/** Endings that make `name.ending` an address. */
const HOST_ENDINGS = new Set(
  "com org net io xyz ru cn de co uk info biz app dev site online top club shop example test ai me gg tk ly"
    .split(" "),
);

/** Appends the tokens of `[from, to)` to `out`. */
export function tokenize(text: string, from: number, to: number, out: Tokens): void {
  let at = from;
  while (at < to && out.count < out.capacity) {
    const unit = text.charCodeAt(at);
    const kind = KINDS[unit]!;
    if ((kind & (LETTER | DIGIT)) !== 0) at = readWord(text, at, to, out);
    else if (kind === UNSPACED) at = readUnspaced(text, at, to, out);
    else if (kind === CURRENCY) {
      if (at + 1 < to && (KINDS[text.charCodeAt(at + 1)]! & DIGIT) !== 0) at = readAmount(text, at, to, out);
      else at++;
    } else if (
      (unit === 0x23 || unit === 0x40) && at + 1 < to && (KINDS[text.charCodeAt(at + 1)]! & LETTER) !== 0
    ) {
      at = readHandle(text, at, to, out);
    } else if (unit === 0x2f && at + 1 < to && isPathStart(text, at, from)) at = readPath(text, at, to, out);
    else {
      if (kind === CODE_SIGN) out.codeSigns++;
      else if (kind === INVISIBLE) out.invisible++;
      at++;
    }
  }
}

function isPathStart(text: string, at: number, from: number): boolean {
  const before = at > from ? text.charCodeAt(at - 1) : 0x20;
  return (before === 0x20 || before === 0x22 || before === 0x27 || before === 0x7e) &&
    (KINDS[text.charCodeAt(at + 1)]! & LETTER) !== 0;
}

function readRun(text: string, at: number, to: number, stop: (unit: number) => boolean): number {
  let end = at;
  while (end < to && !stop(text.charCodeAt(end))) end++;
  return end;
}

const isSpaceOrQuote = (unit: number) =>
  unit <= 0x20 || unit === 0x22 || unit === 0x27 || unit === 0x3e || unit === 0x3c || unit === 0x29 ||
  unit === 0x5d ||
  unit === 0x2c || unit === 0x60 || unit > 0x2000;

function readPath(text: string, at: number, to: number, out: Tokens): number {
  const end = readRun(text, at, to, isSpaceOrQuote);
  out.push(CLASS_ID.PATH, 0, at, end);
  return end;
}

function readHandle(text: string, at: number, to: number, out: Tokens): number {
  const end = readRun(
    text,
    at + 1,
    to,
    (unit) => (KINDS[unit]! & (LETTER | DIGIT)) === 0 && unit !== 0x5f && unit !== 0x2d,
  );
  out.push(CLASS_ID.HANDLE, 0, at, end);
  return end;
}

function readAmount(text: string, at: number, to: number, out: Tokens): number {
  const end = readRun(
    text,
    at + 1,
    to,
    (unit) => (KINDS[unit]! & DIGIT) === 0 && unit !== 0x2c && unit !== 0x2e,
  );
  out.push(CLASS_ID.AMOUNT, 0, at, end);
  return end;
}

/** What was seen of a word while it was read; one object, used again for the next. */
const word = { hash: 0, stem: 0, letters: 0, digits: 0, uppers: 0, humps: 0, underscores: 0, length: 0 };

/** A word of letters, digits, `'`, `_` and inner hyphens; or the address, number or name that begins with it. */
function readWord(text: string, from: number, to: number, out: Tokens): number {
  const at = readLetters(text, from, to, out);
  const address = readAddress(text, { from, at, to }, out);
  if (address > 0) return address;
  const { hash, letters, digits, length } = word;
  if (letters === 0) out.push(digits >= 9 ? CLASS_ID.ACCOUNT : CLASS_ID.NUMBER, 0, from, at);
  else if (digits >= 8 && letters <= 6 && length >= 14) out.push(CLASS_ID.ACCOUNT, 0, from, at);
  else if (word.underscores > 0) out.push(CLASS_ID.IDENTIFIER, hash, from, at);
  else if (word.humps >= 2 && length >= 10) out.push(CLASS_ID.TOOL_NAME, hash, from, at);
  else {
    if (word.uppers === letters && letters >= 3) out.shouted++;
    out.push(classOfWord(hash) || word.stem, hash, from, at);
  }
  return at;
}

/** Reads to the end of the word and fills in `word`. */
function readLetters(text: string, from: number, to: number, out: Tokens): number {
  let hash = HASH_START;
  let wasLower = false;
  let isHangul = false;
  let at = from;
  word.stem =
    word.letters =
    word.digits =
    word.uppers =
    word.humps =
    word.underscores =
    word.length =
      0;
  for (; at < to; at++) {
    const unit = text.charCodeAt(at);
    const kind = KINDS[unit]!;
    if ((kind & LETTER) !== 0) {
      word.letters++;
      if ((kind & UPPER) !== 0) {
        word.uppers++;
        if (wasLower) word.humps++;
        wasLower = false;
      } else wasLower = true;
      if ((kind & HANGUL) !== 0) isHangul = true;
    } else if ((kind & DIGIT) !== 0) word.digits++;
    else if (unit === 0x5f) word.underscores++;
    else if (kind === INVISIBLE) {
      out.invisible++;
      continue;
    } else if (!isInner(text, at, to)) break;
    hash = hashStep(hash, foldUnit(unit));
    const length = ++word.length;
    if (length >= (isHangul ? 1 : MIN_STEM) && length <= MAX_STEM) {
      const id = isHangul ? classOfWord(hash) || classOfStem(hash) : classOfStem(hash);
      if (id !== 0) word.stem = id;
    }
  }
  word.hash = hash;
  return at;
}

/** The end of the mail or web address that begins with the word `[from, at)`; 0 when none does. */
function readAddress(text: string, span: { from: number; at: number; to: number }, out: Tokens): number {
  const { from, at, to } = span;
  const next = at < to ? text.charCodeAt(at) : 0;
  let end = at;
  let isMail = false;
  if (next === 0x40) isMail = at + 1 < to && (KINDS[text.charCodeAt(at + 1)]! & (LETTER | DIGIT)) !== 0;
  else if (next === 0x2e && word.letters > 1 && at + 2 < to) {
    end = hostEnd(text, at, to);
    if (end === at) return 0;
    // The dots belonged to the part before the at sign: `a.b@host.tld`.
    isMail = text.charCodeAt(end) === 0x40;
  } else if (!(next === 0x3a && text.startsWith("://", at))) return 0;
  if (next === 0x40 && !isMail) return 0;
  end = readRun(text, isMail ? end + 1 : end, to, isSpaceOrQuote);
  out.push(isMail ? CLASS_ID.ADDRESS : CLASS_ID.URL, 0, from, end);
  return end;
}

/** An apostrophe or hyphen between two letters. */
function isInner(text: string, at: number, to: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit !== 0x27 && unit !== 0x2d && unit !== 0x2019) return false;
  return at + 1 < to && (KINDS[text.charCodeAt(at + 1)]! & LETTER) !== 0;
}

/** The end of `.name.tld` or of the local part `.b` before an at sign; `at` itself when there is neither. */
function hostEnd(text: string, at: number, to: number): number {
  let end = at;
  let last = at + 1;
  const limit = Math.min(to, at + 80);
  while (end < limit) {
    const unit = text.charCodeAt(end);
    if (unit === 0x2e) last = end + 1;
    else if ((KINDS[unit]! & (LETTER | DIGIT)) === 0 && unit !== 0x2d && unit !== 0x5f && unit !== 0x2b) {
      break;
    }
    end++;
  }
  if (text.charCodeAt(end) === 0x40) return end;
  // A full stop at the end belongs to the sentence.
  if (last === end) {
    end--;
    last = text.lastIndexOf(".", end - 1) + 1;
    if (last <= at) return at;
  }
  const ending = end - last;
  if (ending < 2 || ending > 7) return at;
  return HOST_ENDINGS.has(text.slice(last, end).toLowerCase()) ? end : at;
}

/** Words of scripts without spaces: the longest that is known, else one character. */
function readUnspaced(text: string, from: number, to: number, out: Tokens): number {
  let hash = HASH_START;
  let best = 0;
  let bestEnd = from + 1;
  let first = 0;
  let bestHash = 0;
  const limit = Math.min(to, from + MAX_UNSPACED);
  for (let at = from; at < limit; at++) {
    const unit = text.charCodeAt(at);
    if (KINDS[unit] !== UNSPACED) break;
    hash = hashStep(hash, foldUnit(unit));
    if (at === from) first = hash;
    const id = classOfWord(hash);
    if (id !== 0) {
      best = id;
      bestEnd = at + 1;
      bestHash = hash;
    }
  }
  out.push(best, best === 0 ? first : bestHash, from, bestEnd);
  return bestEnd;
}
