/** Secrets that are cut in pieces: the end of one field and the beginning of the next, which only together have an issuer's format. */
import { hasVariety } from "../detectors/entropy.ts";
import { isPlaceholderToken } from "../detectors/placeholder_value.ts";
import type { Leaf } from "../text/layer.ts";
import type { RunnableRule } from "./compiled_rules.ts";

/** One piece: a span of its leaf's layer. */
export interface Piece {
  readonly leaf: Leaf;
  readonly start: number;
  readonly end: number;
}

export interface JoinedValue {
  readonly runnable: RunnableRule;
  readonly value: string;
  readonly pieces: readonly Piece[];
}

const MAX_PIECES = 6;
const MAX_PIECE_CHARS = 300;

/** Remembers the beginning of a token at the end of a field, and looks whether the next fields complete it. */
export class SplitValue {
  #runnable: RunnableRule | undefined;
  #joined = "";
  #pieces: Piece[] = [];

  /** A literal of `runnable` stands at `at` of the leaf's layer, and no value was found there. */
  begin(runnable: RunnableRule, leaf: Leaf, at: number): void {
    const { text } = leaf.layer;
    if (at > leaf.from && isTokenUnit(text.charCodeAt(at - 1))) return;
    if (leaf.to - at > MAX_PIECE_CHARS || tokenEnd(text, at, leaf.to) < leaf.to) return;
    this.#runnable = runnable;
    this.#joined = text.slice(at, leaf.to);
    this.#pieces = [{ leaf, start: at, end: leaf.to }];
  }

  /** Takes the next field; gives the value that it completes. */
  continue(leaf: Leaf): JoinedValue | undefined {
    const runnable = this.#runnable;
    if (runnable === undefined || this.#pieces.at(-1)!.leaf === leaf) return undefined;
    const { text } = leaf.layer;
    const end = tokenEnd(text, leaf.from, Math.min(leaf.to, leaf.from + MAX_PIECE_CHARS));
    const joined = this.#joined + text.slice(leaf.from, end);
    const pieces = [...this.#pieces, { leaf, start: leaf.from, end }];
    const value = end > leaf.from ? completed(runnable, joined, this.#joined.length) : undefined;
    if (
      value === undefined && end === leaf.to && pieces.length < MAX_PIECES && joined.length < MAX_PIECE_CHARS
    ) {
      this.#joined = joined;
      this.#pieces = pieces;
      return undefined;
    }
    this.#runnable = undefined;
    if (value === undefined) return undefined;
    const last = pieces.at(-1)!;
    const whole = { ...last, end: last.end - (joined.length - value.length) };
    return { runnable, value, pieces: [...pieces.slice(0, -1), whole] };
  }
}

/** The value that `joined` begins with, if it reaches beyond `border`. */
function completed({ rule, regex }: RunnableRule, joined: string, border: number): string | undefined {
  regex.lastIndex = 0;
  const match = regex.exec(joined);
  const value = match?.[0];
  if (value === undefined || value.length <= border || isPlaceholderToken(value)) return undefined;
  if (!hasVariety(value, { minEntropy: 3.5, minDigits: 2 })) return undefined;
  const details = { value, text: joined, start: 0, end: value.length, matchStart: 0, match: value };
  return rule.validate === undefined || rule.validate(details) === "HIGH" ? value : undefined;
}

/** End of the letters, digits, `-`, `_`, `.`, `+`, `/`, `=` from `at` on. */
function tokenEnd(text: string, at: number, to: number): number {
  let end = at;
  while (end < to && isTokenUnit(text.charCodeAt(end))) end++;
  return end;
}

function isTokenUnit(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0x2d && unit <= 0x39) || unit === 0x5f ||
    unit === 0x2b ||
    unit === 0x3d;
}
