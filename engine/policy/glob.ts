/**
 * Globs of the policy language: `*`, `**`, `?`, `[abc]`, `[a-z]`, `[!abc]`, and `\` before a character that is meant as it is.
 *
 * In separated globs (URLs) `*` and `?` stop at `/` and `**` does not; elsewhere the two stars are the same.
 * Matching walks the text once with the set of places in the pattern that are possible: text length times pattern length at worst,
 * whatever the pattern. Nothing backtracks.
 */

export interface GlobOptions {
  /** `*` and `?` do not cross `/`. Default false. */
  readonly separated?: boolean;
  /** Default false. */
  readonly ignoreCase?: boolean;
}

export interface Glob {
  readonly pattern: string;
  matches(text: string): boolean;
}

type Token =
  | { readonly kind: "char"; readonly char: string }
  | { readonly kind: "one" }
  | {
    readonly kind: "set";
    readonly chars: ReadonlySet<string>;
    readonly ranges: readonly (readonly [string, string])[];
    readonly negated: boolean;
  }
  | { readonly kind: "star" }
  | { readonly kind: "stars" };

const SEPARATOR = "/";

export function compileGlob(pattern: string, options: GlobOptions = {}): Glob {
  const { separated = false, ignoreCase = false } = options;
  const fold = (text: string) => (ignoreCase ? text.toLowerCase() : text);
  const tokens = tokenize(fold(pattern), separated);
  const literal = literalOf(tokens);
  if (literal !== undefined) return { pattern, matches: (text) => fold(text) === literal };
  const simple = matchSimply(tokens);
  if (simple !== undefined) return { pattern, matches: (text) => simple(fold(text)) };
  const prefix = literalOf(tokens.slice(0, tokens.findIndex(({ kind }) => kind !== "char"))) ?? "";
  const rest = tokens.slice(prefix.length);
  return {
    pattern,
    matches: (text) => {
      const folded = fold(text);
      return folded.startsWith(prefix) && walk(rest, folded.slice(prefix.length), separated);
    },
  };
}

/** `*`, `x*`, `*x` and `*x*` are what most rules hold, and need no walk. */
function matchSimply(tokens: readonly Token[]): ((text: string) => boolean) | undefined {
  const opens = tokens[0]?.kind === "stars";
  const closes = tokens.length > 1 && tokens.at(-1)?.kind === "stars";
  const inner = literalOf(tokens.slice(opens ? 1 : 0, closes ? -1 : tokens.length));
  if (inner === undefined || (!opens && !closes)) return undefined;
  if (opens && closes) return (text) => text.includes(inner);
  // A lone `*` has nothing inside, and every text ends with nothing.
  return opens ? (text) => text.endsWith(inner) : (text) => text.startsWith(inner);
}

/** Whether the text holds anything that a glob reads specially. */
export function isGlob(pattern: string): boolean {
  return /[*?[\]\\]/.test(pattern);
}

function tokenize(pattern: string, separated: boolean): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    // In range: `at` is below the length.
    const char = pattern[at] ?? "";
    if (char === "*") {
      let end = at;
      while (pattern[end + 1] === "*") end++;
      tokens.push({ kind: end > at || !separated ? "stars" : "star" });
      at = end;
    } else if (char === "?") {
      tokens.push({ kind: "one" });
    } else if (char === "\\" && at + 1 < pattern.length) {
      tokens.push({ kind: "char", char: pattern[++at] ?? "" });
    } else {
      const end = char === "[" ? pattern.indexOf("]", at + 2) : -1;
      if (end < 0) {
        tokens.push({ kind: "char", char });
      } else {
        tokens.push(readSet(pattern.slice(at + 1, end)));
        at = end;
      }
    }
  }
  return tokens;
}

function readSet(inside: string): Token {
  const negated = inside.length > 1 && (inside.startsWith("!") || inside.startsWith("^"));
  const members = negated ? inside.slice(1) : inside;
  const chars = new Set<string>();
  const ranges: [string, string][] = [];
  for (let at = 0; at < members.length; at++) {
    const from = members[at] ?? "";
    const to = members[at + 2];
    if (members[at + 1] === "-" && to !== undefined) {
      ranges.push([from, to]);
      at += 2;
    } else {
      chars.add(from);
    }
  }
  return { kind: "set", chars, ranges, negated };
}

function literalOf(tokens: readonly Token[]): string | undefined {
  let text = "";
  for (const token of tokens) {
    if (token.kind !== "char") return undefined;
    text += token.char;
  }
  return text;
}

function walk(tokens: readonly Token[], text: string, separated: boolean): boolean {
  const end = tokens.length;
  let places = new Uint8Array(end + 1);
  let next = new Uint8Array(end + 1);
  enter(tokens, places, 0);
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? "";
    next.fill(0);
    let alive = false;
    for (let at = 0; at < end; at++) {
      const token = tokens[at];
      if (places[at] === 0 || token === undefined) continue;
      if (token.kind === "stars" || (token.kind === "star" && char !== SEPARATOR)) {
        enter(tokens, next, at);
        alive = true;
      } else if (takes(token, char, separated)) {
        enter(tokens, next, at + 1);
        alive = true;
      }
    }
    if (!alive) return false;
    [places, next] = [next, places];
  }
  return places[end] === 1;
}

/** A star may stand for nothing, so what follows it is possible too. */
function enter(tokens: readonly Token[], places: Uint8Array, at: number): void {
  for (let place = at; place <= tokens.length; place++) {
    places[place] = 1;
    const kind = tokens[place]?.kind;
    if (kind !== "star" && kind !== "stars") return;
  }
}

function takes(token: Token, char: string, separated: boolean): boolean {
  if (token.kind === "char") return token.char === char;
  if (separated && char === SEPARATOR) return false;
  if (token.kind === "one") return true;
  if (token.kind !== "set") return false;
  const inside = token.chars.has(char) || token.ranges.some(([from, to]) => char >= from && char <= to);
  return inside !== token.negated;
}
