/** One look at each character of a leaf: what could be a number, what could be encoded, what needs unescaping. */

/** Digits with the separators that people write between them. */
export interface NumberSpan {
  readonly start: number;
  readonly end: number;
  readonly digits: number;
  /** What checks have read it as; undefined until the first one asks, null when it is part of something longer. */
  written: Written | null | undefined;
}

/** A span as a word of its own. */
export interface Written {
  readonly start: number;
  readonly end: number;
  /** Upper case. */
  readonly value: string;
}

export interface Survey {
  /** Spans with at least {@linkcode MIN_DIGITS} digits, and those that may begin an IBAN. */
  readonly numbers: NumberSpan[];
  /** Words of letters and digits, hyphens inside, of {@linkcode MIN_WORD} to {@linkcode MAX_WORD} characters. Their digits are not counted. */
  readonly words: NumberSpan[];
  /** Runs `[start, end)` of base64 or hex characters, flattened in pairs. */
  readonly runs: number[];
  readonly digit: boolean;
  readonly nonAscii: boolean;
  readonly percent: boolean;
  readonly backslash: boolean;
  readonly ampersand: boolean;
  readonly equals: boolean;
  /** `<` or `!`, one of which begins every picture. */
  readonly opening: boolean;
}

export const MIN_DIGITS = 7;
/** Shorter runs hold at most 14 characters, fewer than any secret that is looked for. */
export const MIN_RUN = 20;
const MAX_GAP = 3;
export const MIN_WORD = 7;
/** Longer words are hashes and tokens, which are looked for by other means. */
export const MAX_WORD = 22;

const DIGIT = 1;
const GAP = 2;
const RUN = 4;
const LETTER = 8;
const PERCENT = 16;
const BACKSLASH = 32;
const AMPERSAND = 64;
const EQUALS = 128;
const OPENING = 256;
const NON_ASCII = 512;
const NOTABLE = DIGIT | PERCENT | BACKSLASH | AMPERSAND | EQUALS | OPENING | NON_ASCII;

const KINDS = buildKinds();

function buildKinds(): Uint16Array {
  const kinds = new Uint16Array(128);
  const mark = (characters: string, kind: number) => {
    for (const character of characters) kinds[character.charCodeAt(0)]! |= kind;
  };
  mark("0123456789", DIGIT | RUN);
  mark("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", LETTER | RUN);
  mark("+/_-=", RUN);
  mark(" .-()/", GAP);
  mark("%", PERCENT);
  mark("\\", BACKSLASH);
  mark("&", AMPERSAND);
  mark("=", EQUALS);
  mark("<!", OPENING);
  return kinds;
}

/** The survey of a leaf in which nothing was seen; most leaves are such. */
const NOTHING: Survey = {
  numbers: [],
  words: [],
  runs: [],
  digit: false,
  nonAscii: false,
  percent: false,
  backslash: false,
  ampersand: false,
  equals: false,
  opening: false,
};

/** Looks at `[from, to)` of `text`. */
export function survey(text: string, from: number, to: number): Survey {
  let seen = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    seen |= unit < 128 ? KINDS[unit]! : NON_ASCII;
  }
  const runs = runsIn(text, from, to);
  if ((seen & NOTABLE) === 0 && runs.length === 0) return NOTHING;
  const { numbers, words } = (seen & DIGIT) === 0 ? NOTHING : numbersIn(text, from, to);
  return {
    numbers,
    words,
    runs,
    digit: (seen & DIGIT) !== 0,
    nonAscii: (seen & NON_ASCII) !== 0,
    percent: (seen & PERCENT) !== 0,
    backslash: (seen & BACKSLASH) !== 0,
    ampersand: (seen & AMPERSAND) !== 0,
    equals: (seen & EQUALS) !== 0,
    opening: (seen & OPENING) !== 0,
  };
}

/**
 * The runs of {@linkcode Survey}. One covers each of any {@linkcode MIN_RUN} characters in a row that it holds, so it is enough to look
 * at every twentieth character.
 */
export function runsIn(text: string, from: number, to: number): number[] {
  let runs: number[] | undefined;
  let done = from;
  for (let at = from + MIN_RUN - 1; at < to; at += MIN_RUN) {
    if (!isKind(text, at, RUN)) continue;
    let start = at;
    while (start > done && isKind(text, start - 1, RUN)) start--;
    let end = at + 1;
    while (end < to && isKind(text, end, RUN)) end++;
    if (end - start >= MIN_RUN) (runs ??= []).push(start, end);
    // What ends the run is no part of one: the next probe is as far from it as the first was from the beginning.
    done = end;
    at = end;
  }
  return runs ?? NOTHING.runs;
}

function isKind(text: string, at: number, kind: number): boolean {
  return ((KINDS[text.charCodeAt(at)] ?? 0) & kind) !== 0;
}

function numbersIn(text: string, from: number, to: number): Pick<Survey, "numbers" | "words"> {
  let numbers: NumberSpan[] | undefined;
  let words: NumberSpan[] | undefined;
  let wordsSeenTo = from;
  let numberStart = -1;
  let lastDigit = 0;
  let digits = 0;
  // One step past the end, as if a control character stood there, closes what is open.
  for (let i = from; i <= to; i++) {
    const unit = i < to ? text.charCodeAt(i) : 0;
    const kind = unit < 128 ? KINDS[unit]! : 0;
    if ((kind & DIGIT) !== 0) {
      if (numberStart < 0) {
        numberStart = i;
        digits = 0;
      }
      digits++;
      lastDigit = i;
    } else if (numberStart >= 0 && ((kind & GAP) === 0 || i - lastDigit > MAX_GAP)) {
      if (lastDigit > numberStart && isNumber(text, { start: numberStart, lastDigit, digits, from })) {
        (numbers ??= []).push({ start: numberStart, end: lastDigit + 1, digits, written: undefined });
      }
      if (lastDigit >= wordsSeenTo && hasLetterBeside(text, numberStart, lastDigit)) {
        const word = wordAround(text, lastDigit, { from, to });
        wordsSeenTo = word.end;
        if (isWord(text, word)) (words ??= []).push(word);
      }
      numberStart = -1;
    }
  }
  return { numbers: numbers ?? NOTHING.numbers, words: words ?? NOTHING.words };
}

/** Digits that no letter touches and that are enough, or the check digits of an IBAN. Hashes and ids are full of the others. */
function isNumber(
  text: string,
  span: { start: number; lastDigit: number; digits: number; from: number },
): boolean {
  const { start, lastDigit, digits, from } = span;
  const touched = start > from && isLetter(text, start - 1);
  if (touched) return mayBeIban(text, start, from);
  if (digits < MIN_DIGITS) return digits >= 4 && isDotted(text, start, lastDigit);
  return !isLetter(text, lastDigit + 1) || isExtension(text, lastDigit + 1);
}

/** A word of a length that is looked at. The date of a timestamp is none: answers are full of those. */
function isWord(text: string, { start, end }: NumberSpan): boolean {
  const length = end - start;
  if (length < MIN_WORD || length > MAX_WORD) return false;
  return !(length === 13 && text.charCodeAt(start + 10) === 0x54 && text.charCodeAt(start + 4) === 0x2d &&
    text.charCodeAt(start + 7) === 0x2d);
}

/** A letter touches the digits, or only a hyphen is between them. */
function hasLetterBeside(text: string, start: number, lastDigit: number): boolean {
  return isLetter(text, text.charCodeAt(start - 1) === 0x2d ? start - 2 : start - 1) ||
    isLetter(text, text.charCodeAt(lastDigit + 1) === 0x2d ? lastDigit + 2 : lastDigit + 1);
}

/** `x204` after a telephone number. */
function isExtension(text: string, at: number): boolean {
  return (text.charCodeAt(at) | 0x20) === 0x78 && ((KINDS[text.charCodeAt(at + 1)] ?? 0) & DIGIT) !== 0;
}

/** Three full stops and digits, nothing else: perhaps an IPv4 address with fewer digits than other numbers. */
function isDotted(text: string, start: number, lastDigit: number): boolean {
  let stops = 0;
  for (let i = start; i <= lastDigit; i++) {
    if (text.charCodeAt(i) === 0x2e) stops++;
    else if (((KINDS[text.charCodeAt(i)] ?? 0) & DIGIT) === 0) return false;
  }
  return stops === 3;
}

/** The word that holds `at`; it is cut when it is longer than {@linkcode MAX_WORD} to either side. */
function wordAround(text: string, at: number, bounds: { from: number; to: number }): NumberSpan {
  const lowest = Math.max(bounds.from, at - MAX_WORD);
  const highest = Math.min(bounds.to, at + 1 + MAX_WORD);
  let start = at;
  let end = at + 1;
  while (start > lowest && isWordPart(text, start - 1)) start--;
  while (end < highest && isWordPart(text, end)) end++;
  while (start < at && text.charCodeAt(start) === 0x2d) start++;
  while (end > at + 1 && text.charCodeAt(end - 1) === 0x2d) end--;
  return { start, end, digits: 0, written: undefined };
}

function isWordPart(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x2d || ((KINDS[unit] ?? 0) & (DIGIT | LETTER)) !== 0;
}

/** The numbers of a span that white space divides, those with enough digits; none when nothing divides it. */
export function piecesOf(text: string, span: NumberSpan): NumberSpan[] {
  const pieces: NumberSpan[] = [];
  let start = span.start;
  let digits = 0;
  for (let i = span.start; i <= span.end; i++) {
    const unit = text.charCodeAt(i);
    if (i === span.end || unit === 0x20) {
      if (digits >= MIN_DIGITS && digits < span.digits) {
        pieces.push({ start, end: i, digits, written: undefined });
      }
      start = i + 1;
      digits = 0;
    } else if (unit >= 0x30 && unit <= 0x39) digits++;
    else if (digits === 0) start = i + 1;
  }
  return pieces;
}

/** Two letters at the start of a word and then digits: an IBAN begins so, and its digits may be few. */
function mayBeIban(text: string, start: number, from: number): boolean {
  if (start < from + 2 || !isLetter(text, start - 2)) return false;
  return start - 3 < from || ((KINDS[text.charCodeAt(start - 3)] ?? 0) & (DIGIT | LETTER)) === 0;
}

function isLetter(text: string, at: number): boolean {
  return ((KINDS[text.charCodeAt(at)] ?? 0) & LETTER) !== 0;
}
