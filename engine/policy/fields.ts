/** Reading fields of a policy: each wrong value becomes a problem that names the field, what was found and what is allowed. */
import type { Place, PolicyProblem, Tree } from "./document.ts";
import { didYouMean } from "./nearest.ts";

/** What the reader of a key is told, and where it leaves its problems. */
export interface Reading {
  /** Full name of the field: `condition.body_path_gt`. */
  readonly field: string;
  /** True for rules that restrict; false for ALLOW rules. What cannot be told counts against the call in both. */
  readonly strict: boolean;
  /** Leaves a problem at a place. */
  readonly problem: (at: Place, message: string) => void;
}

export class Problems {
  constructor(readonly file: string, readonly all: PolicyProblem[]) {}
  add(at: Place, message: string): void {
    this.all.push({ file: this.file, line: at.line, column: at.column, message });
  }
  /** For the reader of one field. */
  reading(field: string, strict = true): Reading {
    return { field, strict, problem: (at, message) => this.add(at, message) };
  }
}

export function describeTree(tree: Tree): string {
  if (tree.kind === "map") return "a map";
  if (tree.kind === "list") return "a list";
  return tree.value === null ? "nothing" : `${typeof tree.value} "${String(tree.value).slice(0, 60)}"`;
}

/** One text or a list of texts. Empty lists are refused: they would match nothing, which nobody means. */
export function readTexts(tree: Tree, reading: Reading): readonly string[] | undefined {
  const items = tree.kind === "list" ? tree.items : [tree];
  const texts: string[] = [];
  for (const item of items) {
    if (
      item.kind === "scalar" && (typeof item.value === "string" || typeof item.value === "number") &&
      item.value !== ""
    ) {
      texts.push(String(item.value));
    } else {
      reading.problem(
        item.at,
        `Cannot read "${reading.field}": found ${describeTree(item)}, wanted text or a list of texts`,
      );
      return undefined;
    }
  }
  if (texts.length > 0) return texts;
  reading.problem(tree.at, `Cannot read "${reading.field}": found an empty list, wanted at least one value`);
  return undefined;
}

/** Words of a closed list, in any case. */
export function readWords<const T extends string>(
  tree: Tree,
  reading: Reading,
  { words, aliases = {} }: { words: readonly T[]; aliases?: Readonly<Record<string, T>> },
): readonly T[] | undefined {
  const texts = readTexts(tree, reading);
  if (texts === undefined) return undefined;
  const found: T[] = [];
  for (const text of texts) {
    const upper = text.toUpperCase();
    const word = words.find((candidate) => candidate === upper) ?? aliases[upper];
    if (word === undefined) {
      reading.problem(
        tree.at,
        `Cannot read "${reading.field}": found "${text}", allowed: ${words.join(", ")}${
          didYouMean(text, words)
        }`,
      );
      return undefined;
    }
    found.push(word);
  }
  return found;
}

export function readNumber(
  tree: Tree,
  reading: Reading,
  { min = -Infinity, max = Infinity }: { min?: number; max?: number } = {},
): number | undefined {
  if (tree.kind === "scalar" && typeof tree.value === "number" && tree.value >= min && tree.value <= max) {
    return tree.value;
  }
  const range = min === -Infinity
    ? "a number"
    : max === Infinity
    ? `a number from ${min}`
    : `a number from ${min} to ${max}`;
  reading.problem(tree.at, `Cannot read "${reading.field}": found ${describeTree(tree)}, wanted ${range}`);
  return undefined;
}

export function readBoolean(tree: Tree, reading: Reading): boolean | undefined {
  if (tree.kind === "scalar" && typeof tree.value === "boolean") return tree.value;
  reading.problem(
    tree.at,
    `Cannot read "${reading.field}": found ${describeTree(tree)}, wanted true or false`,
  );
  return undefined;
}

export function readText(tree: Tree, reading: Reading): string | undefined {
  if (tree.kind === "scalar" && typeof tree.value === "string" && tree.value.trim() !== "") return tree.value;
  reading.problem(tree.at, `Cannot read "${reading.field}": found ${describeTree(tree)}, wanted text`);
  return undefined;
}

/** A map whose keys are all known. Undefined when it is no map; unknown keys are problems, and the rest is still read. */
export function readMap(
  tree: Tree,
  reading: Reading,
  allowed: readonly string[],
): ReadonlyMap<string, { at: Place; value: Tree }> | undefined {
  if (tree.kind !== "map") {
    reading.problem(tree.at, `Cannot read "${reading.field}": found ${describeTree(tree)}, wanted a map`);
    return undefined;
  }
  const map = new Map<string, { at: Place; value: Tree }>();
  for (const { key, at, value } of tree.entries) {
    if (allowed.includes(key)) map.set(key, { at, value });
    else {
      const suggestion = didYouMean(key, allowed);
      reading.problem(
        at,
        `Cannot read "${reading.field}": unknown key "${key}", allowed: ${allowed.join(", ")}${suggestion}`,
      );
    }
  }
  return map;
}
