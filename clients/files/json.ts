/** JSON, also with comments and trailing commas, as VS Code and Zed write it. */
import * as jsonc from "jsonc-parser";
import {
  applyChange,
  type Change,
  type FileFormat,
  isMap,
  type Json,
  type Parsed,
  type Path,
  placeOf,
} from "./change.ts";

/** Nested deeper than any settings file; the parser calls itself once a level. */
const MAX_DEPTH = 200;

const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: "a word that is no value",
  InvalidNumberFormat: "a number that is none",
  PropertyNameExpected: "no name of a property where one must stand",
  ValueExpected: "no value where one must stand",
  ColonExpected: "no colon after a name",
  CommaExpected: "no comma between two items",
  CloseBraceExpected: "an object that does not end",
  CloseBracketExpected: "a list that does not end",
  EndOfFileExpected: "more after the end",
  UnexpectedEndOfComment: "a comment that does not end",
  UnexpectedEndOfString: "a string that does not end",
  InvalidCommentToken: "a comment, which this client does not read",
};

/** `comments: false` refuses comments and trailing commas, which plain JSON does not have. */
export function jsonFormat({ comments }: { readonly comments: boolean }): FileFormat {
  return {
    parse: (text) => parse(text, comments),
    edit: (text, change) => edit(text, change),
    sample: (path, value) =>
      JSON.stringify(applyChange({}, { op: "put", path: named(path), value }), null, 2),
  };
}

const named = (path: Path): Path => path.filter((step) => typeof step === "string");

function parse(text: string, comments: boolean): Parsed {
  if (text.trim() === "") return { ok: true, value: {} };
  const problem = tooDeep(text);
  if (problem !== undefined) return broken(text, problem, "more than 200 levels");
  const errors: jsonc.ParseError[] = [];
  const tree = jsonc.parseTree(text, errors, {
    allowTrailingComma: comments,
    disallowComments: !comments,
  });
  const [first] = errors;
  if (first !== undefined) {
    const name = jsonc.printParseErrorCode(first.error);
    return broken(text, first.offset, MESSAGES[name] ?? name);
  }
  if (tree === undefined) return broken(text, 0, "no value");
  const twice = repeatedKey(tree);
  if (twice !== undefined) return broken(text, twice.offset, `the name ${twice.value} twice`);
  const value: Json = jsonc.getNodeValue(tree);
  return isMap(value) ? { ok: true, value } : broken(text, tree.offset, "something else than an object");
}

function broken(text: string, offset: number, found: string): Parsed {
  return { ok: false, broken: { ...placeOf(text, offset), message: `found ${found}` } };
}

/** Kinds of tokens, as the package numbers them; its names for them are gone when types are stripped. */
const TOKEN = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 } as const;

function tooDeep(text: string): number | undefined {
  const scanner = jsonc.createScanner(text, true);
  let depth = 0;
  for (let kind: number = scanner.scan(); kind !== TOKEN.end; kind = scanner.scan()) {
    if (kind === TOKEN.openBrace || kind === TOKEN.openBracket) {
      if (++depth > MAX_DEPTH) return scanner.getTokenOffset();
    } else if (kind === TOKEN.closeBrace || kind === TOKEN.closeBracket) {
      depth--;
    }
  }
}

/** Of two properties with one name, the client may read the one that an edit did not touch. */
function repeatedKey(node: jsonc.Node): { readonly offset: number; readonly value: string } | undefined {
  const seen = new Set<string>();
  for (const child of node.children ?? []) {
    const key = node.type === "object" ? child.children?.[0] : undefined;
    if (key !== undefined) {
      if (seen.has(key.value)) return { offset: key.offset, value: JSON.stringify(key.value) };
      seen.add(key.value);
    }
    const inner = repeatedKey(child);
    if (inner !== undefined) return inner;
  }
}

function edit(text: string, change: Change): string | undefined {
  if (text.trim() === "") {
    const value = applyChange({}, change);
    return JSON.stringify(value, null, 2) + "\n";
  }
  switch (change.op) {
    case "put":
      return put(text, change.path, change.value);
    case "remove":
      return removed(text, change.path);
    case "append": {
      const list = nodeAt(text, change.path);
      if (list === undefined) return put(text, change.path, [change.value]);
      return list.type === "array" ? inserted(text, list, { value: change.value }) : undefined;
    }
    case "prepend":
      return prepended(text, change.path, change.items);
    case "dropFirst":
      return dropped(text, change.path, change.count);
  }
}

function nodeAt(text: string, path: Path): jsonc.Node | undefined {
  const tree = jsonc.parseTree(text, [], { allowTrailingComma: true });
  return tree && jsonc.findNodeAtLocation(tree, [...path]);
}

/** In the place of what is there, or as the last property of the innermost object that is. */
function put(text: string, path: Path, value: Json): string | undefined {
  const there = nodeAt(text, path);
  if (there !== undefined) {
    return text.slice(0, there.offset) + JSON.stringify(value) + text.slice(there.offset + there.length);
  }
  let depth = path.length - 1;
  while (depth > 0 && nodeAt(text, path.slice(0, depth)) === undefined) depth--;
  const parent = nodeAt(text, path.slice(0, depth));
  const key = path[depth];
  if (parent?.type !== "object" || typeof key !== "string") return undefined;
  const inner = path.slice(depth + 1);
  const fresh = inner.length === 0 ? value : applyChange({}, { op: "put", path: inner, value });
  return inserted(text, parent, { key, value: fresh });
}

/** What the file is written with already: its line ends, and the first indentation in it. */
function styleOf(text: string): { readonly eol: string; readonly unit: string } {
  return { eol: text.includes("\r\n") ? "\r\n" : "\n", unit: /^([ \t]+)\S/m.exec(text)?.[1] ?? "  " };
}

/** The blanks at the beginning of the line that an offset is on. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/** A new last item of an object or a list; the items before it and their comments stay as they are. */
function inserted(
  text: string,
  container: jsonc.Node,
  { key, value }: { readonly key?: string; readonly value: Json },
): string {
  const { eol, unit } = styleOf(text);
  const last = container.children?.at(-1);
  const outer = indentAt(text, container.offset);
  const isSpread = last === undefined || text.slice(container.offset, last.offset).includes("\n");
  const indent = isSpread && last !== undefined ? indentAt(text, last.offset) : outer + unit;
  const json = (key === undefined ? "" : `${JSON.stringify(key)}: `) + JSON.stringify(value, null, unit);
  const fresh = eol + indent + json.replaceAll("\n", eol + indent);
  if (last === undefined) {
    const [from, to] = [container.offset + 1, container.offset + container.length - 1];
    const kept = text.slice(from, to).trimEnd();
    return text.slice(0, from) + kept + fresh + eol + outer + text.slice(to);
  }
  const end = last.offset + last.length;
  if (!isSpread) {
    const one = (key === undefined ? "" : `${JSON.stringify(key)}: `) + JSON.stringify(value);
    return `${text.slice(0, end)}, ${one}${text.slice(end)}`;
  }
  // What else stands on the line of the last item, such as a comment on it, stays there.
  const tail = /^[ \t]*(,?)[ \t]*(?:\/\/[^\r\n]*|\/\*(?:(?!\*\/)[^\r\n])*\*\/[ \t]*)?(?=\r?\n)/.exec(
    text.slice(end),
  );
  if (tail === null) return `${text.slice(0, end)},${fresh}${text.slice(end)}`;
  const [rest, comma] = tail;
  const after = text.slice(end + rest.length);
  return comma === ","
    ? `${text.slice(0, end)}${rest}${fresh},${after}`
    : `${text.slice(0, end)},${rest}${fresh}${after}`;
}

function removed(text: string, path: Path): string {
  return jsonc.applyEdits(text, jsonc.modify(text, [...path], undefined, {}));
}

function prepended(text: string, path: Path, items: readonly string[]): string | undefined {
  const list = nodeAt(text, path);
  if (list?.type !== "array") return undefined;
  const words = items.map((item) => JSON.stringify(item)).join(", ");
  const [first] = list.children ?? [];
  const at = first?.offset ?? list.offset + 1;
  return text.slice(0, at) + words + (first === undefined ? "" : ", ") + text.slice(at);
}

function dropped(text: string, path: Path, count: number): string | undefined {
  const list = nodeAt(text, path);
  const [first, next] = [list?.children?.[0], list?.children?.[count]];
  const last = list?.children?.[count - 1];
  if (first === undefined || last === undefined) return undefined;
  return text.slice(0, first.offset) + text.slice(next?.offset ?? last.offset + last.length);
}
