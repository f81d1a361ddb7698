/** Changes to a settings file as data: what each does to the values is told here once, and every editor of a text is held to it. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonMap = { readonly [key: string]: Json };
export type Path = readonly (string | number)[];

export type Change =
  /** Sets a value; maps on the way are made where they are missing. */
  | { readonly op: "put"; readonly path: Path; readonly value: Json }
  /** Adds an item at the end of a list, which is made where it is missing. */
  | { readonly op: "append"; readonly path: Path; readonly value: Json }
  /** Takes a value away, with its key or its place in a list. */
  | { readonly op: "remove"; readonly path: Path }
  /** Puts items before the first of a list that is there. */
  | { readonly op: "prepend"; readonly path: Path; readonly items: readonly string[] }
  /** Takes the first items of a list away. */
  | { readonly op: "dropFirst"; readonly path: Path; readonly count: number };

/** A settings file that says something else than such a file may. Line and column count from 1. */
export interface Broken {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type Parsed = { readonly ok: true; readonly value: JsonMap } | {
  readonly ok: false;
  readonly broken: Broken;
};

/** Reads and rewrites one format of text. Everything that a change does not name stays byte for byte where the format allows it. */
export interface FileFormat {
  parse(text: string): Parsed;
  /** Carries out one change on a text that parses. Undefined when it does not know how to, without harm to the rest. */
  edit(text: string, change: Change): string | undefined;
  /** How a value under a path is written by hand, for people who are told what to paste. */
  sample(path: Path, value: Json): string;
}

export function isMap(value: unknown): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** What stands at a path; undefined when nothing does. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let at: Json | undefined = value;
  for (const step of path) {
    if (typeof step === "number") at = isList(at) ? at[step] : undefined;
    else at = isMap(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return at;
}

/** The values after a change. */
export function applyChange(value: JsonMap, change: Change): JsonMap {
  const { path } = change;
  if (change.op === "remove") return withoutAt(value, path) as JsonMap;
  if (change.op === "put") return withAt(value, path, change.value) as JsonMap;
  const list = valueAt(value, path);
  const items = isList(list) ? list : [];
  if (change.op === "append") return withAt(value, path, [...items, change.value]) as JsonMap;
  if (change.op === "prepend") return withAt(value, path, [...change.items, ...items]) as JsonMap;
  return withAt(value, path, items.slice(change.count)) as JsonMap;
}

function withAt(value: Json | undefined, path: Path, fresh: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return fresh;
  if (typeof step === "number") {
    const items = isList(value) ? value : [];
    return items.map((item, i) => i === step ? withAt(item, rest, fresh) : item);
  }
  const map = isMap(value) ? value : {};
  return { ...map, [step]: withAt(Object.hasOwn(map, step) ? map[step] : undefined, rest, fresh) };
}

function withoutAt(value: Json | undefined, path: Path): Json {
  const [step, ...rest] = path;
  if (value === undefined || step === undefined) return value ?? null;
  if (isList(value)) {
    if (rest.length === 0) return value.filter((_, i) => i !== step);
    return value.map((item, i) => i === step ? withoutAt(item, rest) : item);
  }
  if (!isMap(value)) return value;
  if (rest.length === 0) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== step));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === step ? withoutAt(item, rest) : item]),
  );
}

/** Whether two values are the same, whatever the order of their keys. */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key]));
}

/** The place of an offset in a text, counted from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}
