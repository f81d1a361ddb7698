/** YAML, edited at the places its parser tells, so that everything else stays as it was written. */
import {
  type Document,
  isAlias,
  isMap as isYamlMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  stringify,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import {
  applyChange,
  type Change,
  type FileFormat,
  isMap,
  type Json,
  type Parsed,
  type Path,
} from "./change.ts";

export const YAML: FileFormat = {
  parse,
  edit,
  sample: (path, value) => stringify(applyChange({}, { op: "put", path, value }), { lineWidth: 0 }).trimEnd(),
};

function parse(text: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    return { ok: false, broken: { line, column: col, message: error.message } };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return { ok: false, broken: { line: 1, column: 1, message } };
  }
  if (value === null) return { ok: true, value: {} };
  if (isMap(value)) return { ok: true, value };
  return { ok: false, broken: { line: 1, column: 1, message: "found something else than a map" } };
}

function edit(text: string, change: Change): string | undefined {
  const document = parseDocument(text);
  if (hasAlias(document) && change.op !== "put") return undefined;
  const node = document.getIn(change.path, true) as Node | undefined;
  switch (change.op) {
    case "put":
      if (isScalar(node) && node.range && typeof change.value === "string") {
        return spliced(text, [node.range[0], node.range[1]], inline(change.value));
      }
      return node === undefined ? inserted(text, document, change.path, change.value) : undefined;
    case "append":
      if (node === undefined) return inserted(text, document, change.path, [change.value]);
      return isSeq(node) ? appended(text, node, change.value) : undefined;
    case "prepend":
      return isSeq(node) ? prepended(text, node, change.items) : undefined;
    case "dropFirst":
      return isSeq(node) ? dropped(text, node, change.count) : undefined;
    case "remove":
      return removed(text, document, change.path);
  }
}

function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, { Alias: () => (found = true, visit.BREAK) });
  return found;
}

/** On one line, quoted where YAML would read it as something else. */
function inline(value: Json): string {
  if (isAlias(value)) return "";
  return stringify(value, { lineWidth: 0, defaultStringType: "PLAIN", collectionStyle: "flow" }).trimEnd();
}

function spliced(text: string, [start, end]: readonly [number, number], fresh: string): string {
  return text.slice(0, start) + fresh + text.slice(end);
}

const endOfLine = (text: string) => text.includes("\r\n") ? "\r\n" : "\n";
const lineStart = (text: string, offset: number) => text.lastIndexOf("\n", offset - 1) + 1;

/** Lines of a block, each moved in by `indent` blanks, with the file's line ends. */
function block(value: Json, indent: number, text: string): string {
  const pad = " ".repeat(indent);
  const lines = stringify(value, { lineWidth: 0, indentSeq: true }).trimEnd().split("\n");
  return lines.map((line) => line === "" ? line : pad + line).join(endOfLine(text)) + endOfLine(text);
}

/** A new key goes before the first of its map, where the indentation is known; at the top, to the end of the file. */
function inserted(text: string, document: Document, path: Path, value: Json): string | undefined {
  let depth = path.length;
  while (depth > 0 && document.getIn(path.slice(0, depth - 1), true) === undefined) depth--;
  const parent = depth <= 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
  const fresh = applyChange({}, { op: "put", path: path.slice(Math.max(depth - 1, 0)), value });
  if (depth <= 1) {
    if (parent !== null && (!isYamlMap(parent) || parent.flow)) return undefined;
    const gap = text === "" || text.endsWith("\n") ? "" : endOfLine(text);
    return text + gap + block(fresh, 0, text);
  }
  const first = isYamlMap(parent) && !parent.flow ? firstKey(parent) : undefined;
  if (first === undefined) return undefined;
  const at = lineStart(text, first);
  return text.slice(at, first).trim() === ""
    ? text.slice(0, at) + block(fresh, first - at, text) + text.slice(at)
    : undefined;
}

function firstKey(map: YAMLMap): number | undefined {
  const key = map.items[0]?.key;
  return isScalar(key) ? key.range?.[0] : undefined;
}

/** Where each item begins, its dash included. */
function dashesOf(text: string, list: YAMLSeq): readonly number[] {
  return list.items.map((item) => text.lastIndexOf("-", ((item as Node).range?.[0] ?? 0) - 1));
}

function appended(text: string, list: YAMLSeq, value: Json): string | undefined {
  const [first] = dashesOf(text, list);
  if (list.flow || first === undefined || !list.range) return undefined;
  const indent = first - lineStart(text, first);
  const end = list.range[1];
  const gap = text.slice(0, end).endsWith("\n") ? "" : endOfLine(text);
  return text.slice(0, end) + gap + block([value], indent, text) + text.slice(end).replace(/^\r?\n/, "");
}

function prepended(text: string, list: YAMLSeq, items: readonly string[]): string | undefined {
  if (!list.range) return undefined;
  const start = list.range[0];
  if (list.flow) {
    const words = items.map((item) => JSON.stringify(item)).join(", ");
    return spliced(text, [start + 1, start + 1], words + (list.items.length === 0 ? "" : ", "));
  }
  const [first] = dashesOf(text, list);
  if (first === undefined) return undefined;
  const at = lineStart(text, first);
  if (text.slice(at, first).trim() !== "") return undefined;
  return text.slice(0, at) + block(items, first - at, text) + text.slice(at);
}

function dropped(text: string, list: YAMLSeq, count: number): string | undefined {
  const starts = list.flow
    ? list.items.map((item) => (item as Node).range?.[0] ?? -1)
    : dashesOf(text, list).map((dash) => lineStart(text, dash));
  const [from, to] = [starts[0], starts[count]];
  if (from === undefined) return undefined;
  if (to !== undefined) return spliced(text, [from, to], "");
  return list.flow && list.range ? spliced(text, [from, list.range[1] - 1], "") : undefined;
}

/** A block of lines from a key to the next of its map, or from a dash to the next. */
function removed(text: string, document: Document, path: Path): string | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isSeq(parent)) return withoutItem(text, parent, Number(path.at(-1)));
  if (!isYamlMap(parent) || parent.flow) return undefined;
  const pair = parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  const key = pair?.key;
  const value = pair?.value as Node | null | undefined;
  if (!isScalar(key) || !key.range) return undefined;
  const from = lineStart(text, key.range[0]);
  let to = value?.range?.[1] ?? key.range[1];
  if (!text.slice(from, to).endsWith("\n")) {
    const newline = text.indexOf("\n", to);
    to = newline < 0 ? text.length : newline + 1;
  }
  const isOnly = parent.items.length === 1 && path.length > 1;
  return isOnly ? emptied(text, [from, to], "{}") : spliced(text, [from, to], "");
}

function withoutItem(text: string, list: YAMLSeq, index: number): string | undefined {
  const dashes = dashesOf(text, list);
  const [dash, next] = [dashes[index], dashes[index + 1]];
  if (list.flow || dash === undefined || !list.range) return undefined;
  const from = lineStart(text, dash);
  const to = next === undefined ? list.range[1] : lineStart(text, next);
  return dashes.length === 1 ? emptied(text, [from, to], "[]") : spliced(text, [from, to], "");
}

/** With its only child gone, a map or list is written behind the colon of its key. */
function emptied(text: string, [from, to]: readonly [number, number], nothing: string): string | undefined {
  const line = /:([ \t]*(?:#[^\n]*)?\r?\n)$/.exec(text.slice(0, from));
  if (line === null) return undefined;
  return `${text.slice(0, line.index)}: ${nothing}${line[1]}${text.slice(to)}`;
}
