/** Regular expressions as trees: the part of ECMAScript's syntax (ECMA-262, "RegExp") that rules may use. */
import {
  ANY_CHAR,
  charRange,
  type CharSet,
  charSet,
  charsOf,
  complement,
  DIGIT_CHARS,
  inAnyCase,
  NO_CHAR,
  SPACE_CHARS,
  WORD_CHARS,
} from "./char_set.ts";

export type PatternNode =
  /** One character. */
  | { readonly kind: "set"; readonly set: CharSet }
  | { readonly kind: "sequence"; readonly items: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly branches: readonly PatternNode[] }
  /** `max` is Infinity when there is no upper bound; `at` is where the quantifier stands. */
  | {
    readonly kind: "repeat";
    readonly min: number;
    readonly max: number;
    readonly item: PatternNode;
    readonly at: number;
  }
  | { readonly kind: "look"; readonly item: PatternNode; readonly ahead: boolean; readonly negative: boolean }
  /** `^`, `$`, `\b`, `\B`. */
  | { readonly kind: "edge" };

/** Why a pattern is refused, and at which character of it. */
export class PatternFault extends Error {
  override name = "PatternFault";
  constructor(message: string, readonly at: number) {
    super(message);
  }
}

/** Longer ones are no patterns but lists of words. */
const MAX_SOURCE_CHARS = 4_000;
const MAX_DEPTH = 30;
const QUANTIFIER = /[*+?]|\{(\d{1,9})(?:(,)(\d{1,9})?)?\}/y;
const CONTROL_ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  f: "\f",
  v: "\v",
  0: "\0",
};
const CLASS_ESCAPES: Readonly<Record<string, CharSet>> = {
  d: DIGIT_CHARS,
  D: complement(DIGIT_CHARS),
  w: WORD_CHARS,
  W: complement(WORD_CHARS),
  s: SPACE_CHARS,
  S: complement(SPACE_CHARS),
};

/**
 * @param flags those of a RegExp; `i` and `s` change what is read
 * @throws {PatternFault} for what is no pattern, and for what rules may not use: back-references, Unicode properties, inline flags.
 */
export function parsePattern(source: string, flags: string): PatternNode {
  if (source.length > MAX_SOURCE_CHARS) {
    throw new PatternFault(`it has ${source.length} characters, wanted at most ${MAX_SOURCE_CHARS}`, 0);
  }
  return new Parser(source, flags).parse();
}

class Parser {
  #at = 0;
  #depth = 0;

  constructor(readonly source: string, readonly flags: string) {}

  parse(): PatternNode {
    const node = this.#choice();
    if (this.#at < this.source.length) throw new PatternFault('unmatched ")"', this.#at);
    return node;
  }

  #choice(): PatternNode {
    const branches = [this.#sequence()];
    while (this.source[this.#at] === "|") {
      this.#at++;
      branches.push(this.#sequence());
    }
    return branches.length === 1 ? branches[0]! : { kind: "choice", branches };
  }

  #sequence(): PatternNode {
    const items: PatternNode[] = [];
    while (this.#at < this.source.length && this.source[this.#at] !== "|" && this.source[this.#at] !== ")") {
      items.push(this.#quantified(this.#atom()));
    }
    return items.length === 1 ? items[0]! : { kind: "sequence", items };
  }

  #quantified(item: PatternNode): PatternNode {
    QUANTIFIER.lastIndex = this.#at;
    const match = QUANTIFIER.exec(this.source);
    if (match === null) return item;
    const at = this.#at;
    if (item.kind === "edge" || item.kind === "look") {
      throw new PatternFault(`"${match[0]}" has nothing to repeat`, at);
    }
    this.#at += match[0].length;
    if (this.source[this.#at] === "?") this.#at++;
    const [min, max] = boundsOf(match);
    if (max < min) throw new PatternFault(`"${match[0]}" counts backwards`, at);
    return { kind: "repeat", min, max, item, at };
  }

  #atom(): PatternNode {
    const at = this.#at;
    const character = this.source[this.#at++]!;
    switch (character) {
      case "(":
        return this.#group(at);
      case "[":
        return this.#characterClass(at);
      case "^":
      case "$":
        return { kind: "edge" };
      case ".":
        return { kind: "set", set: this.flags.includes("s") ? ANY_CHAR : complement(charsOf("\n\r")) };
      case "\\":
        return this.#escape(at);
      case "*":
      case "+":
      case "?":
        throw new PatternFault(`"${character}" has nothing to repeat`, at);
    }
    return this.#set(charSet(character.charCodeAt(0)));
  }

  #set(set: CharSet): PatternNode {
    return { kind: "set", set: this.flags.includes("i") ? inAnyCase(set) : set };
  }

  #group(at: number): PatternNode {
    if (++this.#depth > MAX_DEPTH) throw new PatternFault(`groups stand more than ${MAX_DEPTH} deep`, at);
    const opening = /\?(?:[:=!]|<[=!]|<[A-Za-z_]\w*>)/y;
    opening.lastIndex = this.#at;
    const mark = opening.exec(this.source)?.[0] ?? "";
    if (mark === "" && this.source[this.#at] === "?") {
      throw new PatternFault(
        `groups may begin with (, (?:, (?=, (?!, (?<=, (?<! and (?<name>; found "${
          this.source.slice(at, at + 4)
        }"`,
        at,
      );
    }
    this.#at += mark.length;
    const item = this.#choice();
    if (this.source[this.#at] !== ")") throw new PatternFault('"(" is never closed', at);
    this.#at++;
    this.#depth--;
    if (!/^\?<?[=!]$/.test(mark)) return item;
    return { kind: "look", item, ahead: !mark.includes("<"), negative: mark.endsWith("!") };
  }

  #escape(at: number): PatternNode {
    const next = this.source[this.#at] ?? "";
    if (next === "b" || next === "B") {
      this.#at++;
      return { kind: "edge" };
    }
    const { set, classEscape } = this.#escaped(at);
    return classEscape ? { kind: "set", set } : this.#set(set);
  }

  /** After a backslash, inside a class or outside. */
  #escaped(at: number): { set: CharSet; unit: number; classEscape: boolean } {
    const letter = this.source[this.#at++];
    if (letter === undefined) throw new PatternFault('"\\" stands at the end', at);
    const set = Object.hasOwn(CLASS_ESCAPES, letter) ? CLASS_ESCAPES[letter] : undefined;
    if (set !== undefined) return { set, unit: -1, classEscape: true };
    const control = Object.hasOwn(CONTROL_ESCAPES, letter) ? CONTROL_ESCAPES[letter] : undefined;
    if (control !== undefined) return oneUnit(control.charCodeAt(0));
    if (letter === "x" || letter === "u") {
      const length = letter === "x" ? 2 : 4;
      const hex = this.source.slice(this.#at, this.#at + length);
      if (!/^[0-9a-fA-F]+$/.test(hex) || hex.length < length) {
        throw new PatternFault(`"\\${letter}" wants ${length} hex digits`, at);
      }
      this.#at += length;
      return oneUnit(Number.parseInt(hex, 16));
    }
    if (/[1-9k]/.test(letter)) throw new PatternFault("back-references cannot be matched in linear time", at);
    if (/[A-Za-z]/.test(letter)) throw new PatternFault(`"\\${letter}" is not supported`, at);
    return oneUnit(letter.charCodeAt(0));
  }

  #characterClass(at: number): PatternNode {
    const negative = this.source[this.#at] === "^";
    if (negative) this.#at++;
    let set = NO_CHAR;
    while (this.source[this.#at] !== "]") {
      if (this.#at >= this.source.length) throw new PatternFault('"[" is never closed', at);
      const first = this.#classAtom();
      if (this.source[this.#at] !== "-" || this.source[this.#at + 1] === "]" || first.unit < 0) {
        set |= first.set;
        continue;
      }
      const dash = this.#at++;
      if (this.#at >= this.source.length) throw new PatternFault('"[" is never closed', at);
      const last = this.#classAtom();
      if (last.unit < 0) set |= first.set | last.set | charsOf("-");
      else if (last.unit < first.unit) throw new PatternFault("a range counts backwards", dash);
      else set |= charRange(first.unit, last.unit);
    }
    this.#at++;
    if (this.flags.includes("i")) set = inAnyCase(set);
    return { kind: "set", set: negative ? complement(set) : set };
  }

  #classAtom(): { set: CharSet; unit: number } {
    const at = this.#at;
    if (this.source[at] !== "\\") return oneUnit(this.source.charCodeAt(this.#at++));
    this.#at++;
    if (this.source[this.#at] !== "b") return this.#escaped(at);
    this.#at++;
    return oneUnit(8);
  }
}

function oneUnit(unit: number): { set: CharSet; unit: number; classEscape: boolean } {
  return { set: charSet(unit), unit, classEscape: false };
}

function boundsOf([text, low, comma, high]: RegExpExecArray): [min: number, max: number] {
  if (text === "*") return [0, Infinity];
  if (text === "+") return [1, Infinity];
  if (text === "?") return [0, 1];
  const min = Number(low);
  if (comma === undefined) return [min, min];
  return [min, high === undefined ? Infinity : Number(high)];
}
