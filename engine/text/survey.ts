/** One look at each character of a leaf: what could be a number, what could be encoded, what needs unescaping. */

/** Digits with the separators that people write between them. */
export interface NumberSpan {
  readonly start: number;
  readonly end: number;
  readonly digits: number;
}

export interface Survey {
  /** Spans with at least {@linkcode MIN_DIGITS} digits, and those that may begin an IBAN. */
  readonly numbers: NumberSpan[];
  /** Runs `[start, end)` of base64 or hex characters, flattened in pairs. */
  readonly runs: number[];
  readonly nonAscii: boolean;
  readonly percent: boolean;
  readonly backslash: boolean;
  readonly ampersand: boolean;
}

export const MIN_DIGITS = 7;
/** Shorter runs hold at most 14 characters, fewer than any secret that is looked for. */
export const MIN_RUN = 20;
const MAX_GAP = 3;

const DIGIT = 1;
const GAP = 2;
const RUN = 4;
const LETTER = 8;
const PERCENT = 16;
const BACKSLASH = 32;
const AMPERSAND = 64;
const MARKS = PERCENT | BACKSLASH | AMPERSAND;

const KINDS = buildKinds();

function buildKinds(): Uint8Array {
  const kinds = new Uint8Array(128);
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
  return kinds;
}

/** The survey of a leaf in which nothing was seen; most leaves are such. */
const NOTHING: Survey = {
  numbers: [],
  runs: [],
  nonAscii: false,
  percent: false,
  backslash: false,
  ampersand: false,
};

/** Looks at `[from, to)` of `text` once. */
export function survey(text: string, from: number, to: number): Survey {
  let numbers: NumberSpan[] | undefined;
  let runs: number[] | undefined;
  let seen = 0;
  let nonAscii = false;
  let runStart = -1;
  let numberStart = -1;
  let lastDigit = 0;
  let digits = 0;
  // One step past the end, as if a control character stood there, closes what is open.
  for (let i = from; i <= to; i++) {
    const unit = i < to ? text.charCodeAt(i) : 0;
    let kind = 0;
    if (unit < 128) kind = KINDS[unit]!;
    else nonAscii = true;
    seen |= kind;
    if ((kind & RUN) !== 0) {
      if (runStart < 0) runStart = i;
    } else if (runStart >= 0) {
      if (i - runStart >= MIN_RUN) (runs ??= []).push(runStart, i);
      runStart = -1;
    }
    if ((kind & DIGIT) !== 0) {
      if (numberStart < 0) {
        numberStart = i;
        digits = 0;
      }
      digits++;
      lastDigit = i;
    } else if (numberStart >= 0 && ((kind & GAP) === 0 || i - lastDigit > MAX_GAP)) {
      if (lastDigit > numberStart && isNumber(text, { start: numberStart, lastDigit, digits, from })) {
        (numbers ??= []).push({ start: numberStart, end: lastDigit + 1, digits });
      }
      numberStart = -1;
    }
  }
  if (!nonAscii && numbers === undefined && runs === undefined && (seen & MARKS) === 0) return NOTHING;
  return {
    numbers: numbers ?? NOTHING.numbers,
    runs: runs ?? NOTHING.runs,
    nonAscii,
    percent: (seen & PERCENT) !== 0,
    backslash: (seen & BACKSLASH) !== 0,
    ampersand: (seen & AMPERSAND) !== 0,
  };
}

/** Digits that no letter touches and that are enough, or the check digits of an IBAN. Hashes and ids are full of the others. */
function isNumber(
  text: string,
  span: { start: number; lastDigit: number; digits: number; from: number },
): boolean {
  const { start, lastDigit, digits, from } = span;
  const touched = start > from && isLetter(text, start - 1);
  if (touched) return mayBeIban(text, start, from);
  return digits >= MIN_DIGITS && !(text.charCodeAt(lastDigit + 1) < 128 && isLetter(text, lastDigit + 1));
}

/** Two letters at the start of a word and then digits: an IBAN begins so, and its digits may be few. */
function mayBeIban(text: string, start: number, from: number): boolean {
  if (start < from + 2 || !isLetter(text, start - 2)) return false;
  return start - 3 < from || ((KINDS[text.charCodeAt(start - 3)] ?? 0) & (DIGIT | LETTER)) === 0;
}

function isLetter(text: string, at: number): boolean {
  return ((KINDS[text.charCodeAt(at)] ?? 0) & LETTER) !== 0;
}
