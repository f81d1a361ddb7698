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
const SPACE = /[ \t\n\r]*/y;
// deno-lint-ignore no-control-regex -- JSON forbids control characters in strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?/y;
const WORD = /true|false|null/y;

class Reader {
  #at = 0;
  constructor(readonly text: string) {}

  document(): string {
    this.#space();
    const value = this.#value(0);
    this.#space();
    if (this.#at !== this.text.length) throw new NotCanonical();
    return value;
  }

  #value(depth: number): string {
    if (depth > MAX_DEPTH) throw new NotCanonical();
    const start = this.text[this.#at];
    if (start === "{") return this.#object(depth);
    if (start === "[") return this.#array(depth);
    if (start === '"') return this.#string();
    if (start === "t" || start === "f" || start === "n") return this.#match(WORD)[0];
    return canonicalNumber(this.#match(NUMBER));
  }

  #object(depth: number): string {
    const members = new Map<string, string>();
    this.#at++;
    this.#space();
    if (this.#take("}")) return "{}";
    do {
      this.#space();
      const key = this.#string();
      this.#space();
      if (!this.#take(":") || members.has(key)) throw new NotCanonical();
      this.#space();
      members.set(key, this.#value(depth + 1));
      this.#space();
    } while (this.#take(","));
    if (!this.#take("}")) throw new NotCanonical();
    const keys = [...members.keys()].sort((a, b) => (a < b ? -1 : 1));
    return `{${keys.map((key) => `${key}:${members.get(key)}`).join(",")}}`;
  }

  #array(depth: number): string {
    const items: string[] = [];
    this.#at++;
    this.#space();
    if (this.#take("]")) return "[]";
    do {
      this.#space();
      items.push(this.#value(depth + 1));
      this.#space();
    } while (this.#take(","));
    if (!this.#take("]")) throw new NotCanonical();
    return `[${items.join(",")}]`;
  }

  #string(): string {
    const [literal] = this.#match(STRING);
    return JSON.stringify(JSON.parse(literal));
  }

  #space(): void {
    this.#match(SPACE);
  }

  #take(character: string): boolean {
    if (this.text[this.#at] !== character) return false;
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

/** `<sign><digits>e<exponent>`, the digits without zeros at either end; every zero is `0`. */
function canonicalNumber(match: RegExpExecArray): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const shift = BigInt(digits.length - significant.length - fraction.length);
  // An exponent of thousands of digits is no number that any reader takes, and BigInt would take quadratic time on it.
  if (exponent.length > 20) throw new NotCanonical();
  return `${sign}${significant}e${BigInt(exponent) + shift}`;
}
