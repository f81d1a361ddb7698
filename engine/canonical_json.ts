/**
 * One spelling for each JSON value, so that two spellings of the same value compare equal and two values never do.
 *
 * Keys are sorted by UTF-16 code units as in RFC 8785. Numbers are not: that standard rounds to a double, which makes
 * 12345678901234567890 and …891 equal. Here a number keeps every digit and loses only its spelling (`1.50e1` is `15e0`).
 */

/** Deeper bodies have no canonical form; the bytes stand for themselves. */
const MAX_DEPTH = 500;

class NotCanonical extends Error {}

/**
 * The canonical text, in ASCII apart from what strings hold; lone surrogates stay escaped. Undefined when the text is not JSON
 * (RFC 8259), is nested over 500 levels deep, or names a key twice in one object: readers differ on what that means.
 */
export function canonicalJson(text: string): string | undefined {
  const reader = new Reader(text);
  try {
    return reader.document();
  } catch (error) {
    if (error instanceof NotCanonical) return undefined;
    throw error;
  }
}

// Sticky, so that each match starts where the reader stands; all are linear.
// deno-lint-ignore no-control-regex -- JSON forbids control characters in strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?/y;
const WORD = /true|false|null/y;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

class Reader {
  #at = 0;
  constructor(readonly text: string) {}

  document(): string {
    const value = this.#value(0);
    this.#next();
    if (this.#at !== this.text.length) throw new NotCanonical();
    return value;
  }

  /** The next unit that is no white space, where the reader then stands; NaN at the end. */
  #next(): number {
    let unit = this.text.charCodeAt(this.#at);
    while (unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09) {
      unit = this.text.charCodeAt(++this.#at);
    }
    return unit;
  }

  #value(depth: number): string {
    if (depth > MAX_DEPTH) throw new NotCanonical();
    const unit = this.#next();
    if (unit === QUOTE) return this.#string();
    if (unit === OPEN_OBJECT) return this.#object(depth);
    if (unit === OPEN_ARRAY) return this.#array(depth);
    if (isDigit(unit) || unit === 0x2d) return this.#number();
    return this.#match(WORD)[0];
  }

  #object(depth: number): string {
    const members: Member[] = [];
    let isSorted = true;
    this.#at++;
    if (this.#takes(CLOSE_OBJECT)) return "{}";
    do {
      if (this.#next() !== QUOTE) throw new NotCanonical();
      const key = this.#string();
      if (!this.#takes(COLON)) throw new NotCanonical();
      const last = members.at(-1);
      isSorted &&= last === undefined || last.key < key;
      members.push({ key, value: this.#value(depth + 1) });
    } while (this.#takes(COMMA));
    if (!this.#takes(CLOSE_OBJECT)) throw new NotCanonical();
    return written(isSorted ? members : sorted(members));
  }

  #array(depth: number): string {
    const items: string[] = [];
    this.#at++;
    if (this.#takes(CLOSE_ARRAY)) return "[]";
    do items.push(this.#value(depth + 1)); while (this.#takes(COMMA));
    if (!this.#takes(CLOSE_ARRAY)) throw new NotCanonical();
    return `[${items.join(",")}]`;
  }

  /** Most strings are their own canonical spelling: those without escapes, and without surrogates, of which one may be alone. */
  #string(): string {
    const { text } = this;
    const start = this.#at;
    for (let at = start + 1;; at++) {
      const unit = text.charCodeAt(at);
      if (unit === QUOTE) {
        this.#at = at + 1;
        return text.slice(start, at + 1);
      }
      // NaN, past the end, is neither.
      if (!(unit >= 0x20 && unit < 0xd800) || unit === 0x5c) break;
    }
    return JSON.stringify(JSON.parse(this.#match(STRING)[0]));
  }

  /** Most numbers are short and whole, and end with no zero. */
  #number(): string {
    const { text } = this;
    const start = this.#at;
    let at = start;
    while (isDigit(text.charCodeAt(at))) at++;
    const after = text.charCodeAt(at);
    const isWhole = after !== 0x2e && (after | 0x20) !== 0x65;
    if (at === start || !isWhole || text.charCodeAt(start) === 0x30 || text.charCodeAt(at - 1) === 0x30) {
      return canonicalNumber(this.#match(NUMBER));
    }
    this.#at = at;
    return `${text.slice(start, at)}e0`;
  }

  /** Goes over white space, and over `unit` where that comes next. */
  #takes(unit: number): boolean {
    if (this.#next() !== unit) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (match === null) throw new NotCanonical();
    this.#at = pattern.lastIndex;
    return match;
  }
}

interface Member {
  /** In its quotes, which take part in the order. */
  readonly key: string;
  readonly value: string;
}

function sorted(members: Member[]): readonly Member[] {
  members.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  for (let i = 1; i < members.length; i++) {
    if (members[i - 1]!.key === members[i]!.key) throw new NotCanonical();
  }
  return members;
}

function written(members: readonly Member[]): string {
  let text = "";
  for (const { key, value } of members) text += `${text === "" ? "{" : ","}${key}:${value}`;
  return `${text}}`;
}

/** `<sign><digits>e<exponent>`, the digits without zeros at either end; every zero is `0`. */
function canonicalNumber(match: RegExpExecArray): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  let start = 0;
  while (digits.charCodeAt(start) === 0x30) start++;
  if (start === digits.length) return "0";
  // By hand: `/0+$/` takes quadratic time on zeros in the middle.
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 0x30) end--;
  const shift = BigInt(digits.length - end - fraction.length);
  // An exponent of thousands of digits is no number that any reader takes, and BigInt would take quadratic time on it.
  if (exponent.length > 20) throw new NotCanonical();
  return `${sign}${digits.slice(start, end)}e${BigInt(exponent) + shift}`;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
