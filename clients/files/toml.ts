/**
 * TOML, for what settings of clients need: a table at the end of the file, the words of a line of strings. It edits the common way of
 * writing these and nothing else; {@linkcode rewrite} makes sure that it did what was meant.
 */
import { parse as parseToml, stringify, TomlError } from "smol-toml";
import {
  applyChange,
  type Change,
  type FileFormat,
  isMap,
  type Json,
  type JsonMap,
  type Parsed,
  type Path,
} from "./change.ts";

export const TOML: FileFormat = {
  parse,
  edit,
  sample: (path, value) => stringify(applyChange({}, { op: "put", path, value })).trimEnd(),
};

function parse(text: string): Parsed {
  try {
    return { ok: true, value: plain(parseToml(text)) as JsonMap };
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const [message = ""] = cause.message.split("\n");
    return {
      ok: false,
      broken: {
        line: cause.line,
        column: cause.column,
        message: message.replace(/^Invalid TOML document: /, ""),
      },
    };
  }
}

/** Dates become text: nobody here looks at them. */
function plain(value: unknown): Json {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return value as Json;
}

function edit(text: string, change: Change): string | undefined {
  const { path } = change;
  if (change.op === "put" && isMap(change.value)) {
    const eol = text.includes("\r\n") ? "\r\n" : "\n";
    const gap = text === "" ? "" : text.endsWith("\n") ? eol : eol + eol;
    return text + gap + TOML.sample(path, change.value).split("\n").join(eol) + eol;
  }
  if (change.op === "remove") return withoutTable(text, path);
  const section = sectionOf(text, path.slice(0, -1));
  if (section === undefined) return undefined;
  const key = String(path.at(-1));
  const at = (pattern: RegExp) => pattern.exec(text.slice(section.from, section.to));
  if (change.op === "put" && Array.isArray(change.value)) {
    const eol = text.includes("\r\n") ? "\r\n" : "\n";
    const line = `${key} = [${change.value.map((item) => JSON.stringify(item)).join(", ")}]${eol}`;
    return text.slice(0, section.from) + line + text.slice(section.from);
  }
  if (change.op === "put" && typeof change.value === "string") {
    const found = at(new RegExp(`^(${key}[ \\t]*=[ \\t]*)("(?:[^"\\\\\\n]|\\\\.)*"|'[^'\\n]*')`, "m"));
    if (!found) return undefined;
    const start = section.from + found.index + (found[1]?.length ?? 0);
    return text.slice(0, start) + JSON.stringify(change.value) + text.slice(start + (found[2]?.length ?? 0));
  }
  const found = at(new RegExp(`^${key}[ \\t]*=[ \\t]*\\[`, "m"));
  if (!found) return undefined;
  const start = section.from + found.index + found[0].length;
  if (change.op === "prepend") {
    const isEmpty = /^\s*\]/.test(text.slice(start));
    const words = change.items.map((item) => JSON.stringify(item)).join(", ");
    return text.slice(0, start) + words + (isEmpty ? "" : ", ") + text.slice(start);
  }
  if (change.op !== "dropFirst") return undefined;
  const word = String.raw`\s*(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')\s*,?[ \t]*`;
  const dropped = new RegExp(`^(?:${word}){${change.count}}`).exec(text.slice(start));
  return dropped ? text.slice(0, start) + text.slice(start + dropped[0].length) : undefined;
}

/** The lines of one table, without those of the tables below it. */
function sectionOf(
  text: string,
  path: Path,
): { readonly head: number; readonly from: number; readonly to: number } | undefined {
  const headers = [...text.matchAll(/^[ \t]*\[{1,2}([^\]\n]*)\]{1,2}[^\n]*(?:\n|$)/gm)];
  const index = headers.findIndex(([, name = ""]) => nameOf(name) === JSON.stringify(path));
  const header = headers[index];
  if (header === undefined) return undefined;
  return {
    head: header.index,
    from: header.index + header[0].length,
    to: headers[index + 1]?.index ?? text.length,
  };
}

/** `mcp_servers . "a b"` as its steps. */
function nameOf(header: string): string {
  try {
    const steps: string[] = [];
    let at: unknown = parseToml(`[${header}]`);
    while (isMap(at)) {
      const [key] = Object.keys(at);
      if (key === undefined) break;
      steps.push(key);
      at = at[key];
    }
    return JSON.stringify(steps);
  } catch {
    return "";
  }
}

function withoutTable(text: string, path: Path): string | undefined {
  const section = sectionOf(text, path);
  if (section === undefined) return undefined;
  const before = text.slice(0, section.head).replace(/(\r?\n)(?:\r?\n)$/, "$1");
  return before + text.slice(section.to);
}
