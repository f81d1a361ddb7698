/** Policy text as a tree that remembers where each value stands. YAML 1.2, of which JSON is a part. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

export interface Place {
  readonly line: number;
  readonly column: number;
}

export type Tree =
  | { readonly kind: "map"; readonly at: Place; readonly entries: readonly Entry[] }
  | { readonly kind: "list"; readonly at: Place; readonly items: readonly Tree[] }
  | {
    readonly kind: "scalar";
    readonly at: Place;
    readonly value: string | number | boolean | null;
    /** Where a character of the text stands in the file, for what is written inside it. Texts only. */
    readonly placeOf?: (offset: number) => Place;
  };

export interface Entry {
  readonly key: string;
  readonly at: Place;
  readonly value: Tree;
}

/** One thing wrong with a policy file. */
export interface PolicyProblem extends Place {
  readonly file: string;
  /** Names the field, what was found and what is allowed. */
  readonly message: string;
}

/** `policy.yaml:12:9: Cannot read …`, as editors and terminals link it. */
export function formatProblem({ file, line, column, message }: PolicyProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** Deeper than any policy is; an alias that refers to itself ends here. */
const MAX_DEPTH = 20;
/** Values in one file, aliases counted as often as they are used. */
const MAX_VALUES = 200_000;

/** Reads YAML; on failure the problems are in `problems` and the result is undefined. */
export function readDocument(file: string, text: string, problems: PolicyProblem[]): Tree | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    problems.push({ file, line, column: col, message: `Cannot read the YAML: ${error.message}` });
  }
  if (document.errors.length > 0) return undefined;
  let values = 0;

  const placeOf = (node: { range?: readonly number[] | null } | null): Place => {
    const { line, col } = lines.linePos(node?.range?.[0] ?? 0);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const fail = (at: Place, message: string): never => {
    throw new Unreadable(at, message);
  };
  const build = (node: Node | null, depth: number): Tree => {
    const at = placeOf(node);
    if (depth > MAX_DEPTH) return fail(at, `Cannot read the policy: nested deeper than ${MAX_DEPTH} levels`);
    if (++values > MAX_VALUES) return fail(at, `Cannot read the policy: more than ${MAX_VALUES} values`);
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined) return fail(at, `Cannot read the policy: unknown alias "${node.source}"`);
      return build(target, depth + 1);
    }
    if (isMap<Node, Node | null>(node)) {
      const entries = node.items.map(({ key, value }) => ({
        key: isScalar(key)
          ? String(key.value)
          : fail(placeOf(key), "Cannot read the policy: a key must be a word"),
        at: placeOf(key),
        value: build(value, depth + 1),
      }));
      return { kind: "map", at, entries };
    }
    // The parser gives nodes only; its types also allow ranges of plain values.
    if (isSeq(node)) {
      return {
        kind: "list",
        at,
        items: node.items.map((item) => build(item as Node, depth + 1)),
      };
    }
    const value = isScalar(node) ? node.value : null;
    if (typeof value === "string") {
      const start = node?.range?.[0] ?? 0;
      const end = node?.range?.[1] ?? start;
      const placeInside = (offset: number) => {
        const { line, col } = lines.linePos(start + offsetInSource(text.slice(start, end), value, offset));
        return { line, column: col };
      };
      return { kind: "scalar", at, value, placeOf: placeInside };
    }
    if (
      typeof value === "number" || typeof value === "boolean" || value === null
    ) {
      return { kind: "scalar", at, value };
    }
    return fail(at, "Cannot read the policy: wanted text, a number, true or false");
  };

  try {
    return build(document.contents, 0);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    problems.push({ file, ...error.at, message: error.message });
    return undefined;
  }
}

/**
 * Where in its source (quotes, escapes, folded lines and all) a character of a YAML text stands: both are walked side by side, and what
 * the source has more is passed over.
 */
function offsetInSource(source: string, value: string, offset: number): number {
  const block = /^[|>][^\n]*\n/.exec(source);
  const quoted = source.startsWith('"') || source.startsWith("'");
  let at = block === null ? (quoted ? 1 : 0) : block[0].length;
  for (let i = 0; i < value.length; i++) {
    const wanted = value[i];
    let found = at;
    while (found < source.length && source[found] !== wanted) found++;
    // An escape such as \\u0041 looks like nothing in the value: stay.
    if (found < source.length) at = found;
    if (i >= offset) return at;
    at++;
  }
  return Math.min(at, source.length);
}

class Unreadable extends Error {
  constructor(readonly at: Place, message: string) {
    super(message);
  }
}
