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

/** Looks at `[from, to)` of `text` once. */
export function survey(text: string, from: number, to: number): Survey {
  const numbers: NumberSpan[] = [];
  const runs: number[] = [];
  let seen = 0;
  let nonAscii = false;
  let runStart = -1;
  let numberStart = -1;
  let lastDigit = 0;
  let digits = 0;
  const closeNumber = () => {
    if (digits >= MIN_DIGITS || mayBeIban(text, numberStart, lastDigit, from)) {
      numbers.push({ start: numberStart, end: lastDigit + 1, digits });
    }
    numberStart = -1;
  };
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    const kind = unit < 128 ? KINDS[unit]! : 0;
    if (unit > 127) nonAscii = true;
    seen |= kind;
    if ((kind & RUN) !== 0) {
      if (runStart < 0) runStart = i;
    } else if (runStart >= 0) {
      if (i - runStart >= MIN_RUN) runs.push(runStart, i);
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
      closeNumber();
    }
  }
  if (runStart >= 0 && to - runStart >= MIN_RUN) runs.push(runStart, to);
  if (numberStart >= 0) closeNumber();
  return {
    numbers,
    runs,
    nonAscii,
    percent: (seen & PERCENT) !== 0,
    backslash: (seen & BACKSLASH) !== 0,
    ampersand: (seen & AMPERSAND) !== 0,
  };
}

/** Two letters and two digits at the start of a word: an IBAN begins so, and its digits may be few. */
function mayBeIban(text: string, start: number, lastDigit: number, from: number): boolean {
  if (lastDigit < start + 1 || start < from + 2) return false;
  const before = start - 3 < from ? 0 : KINDS[text.charCodeAt(start - 3)] ?? 0;
  return isLetter(text, start - 1) && isLetter(text, start - 2) && (before & (DIGIT | LETTER)) === 0;
}

function isLetter(text: string, at: number): boolean {
  return ((KINDS[text.charCodeAt(at)] ?? 0) & LETTER) !== 0;
}
