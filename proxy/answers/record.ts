/** One event or line: what its reader gets from it, and how it is written anew. */
import type { RecordKind } from "./record_cutter.ts";

/** Fields of an event beside its data say little and hold nothing; what is longer is looked at. */
const PLAIN_FIELD = /^(?:event|id|retry)\s*:.{0,64}$/;

export interface RecordParts {
  /** The data as one text; null when the record carries none. */
  readonly data: string | null;
  /** What else it says that could hold anything: comments, long fields. */
  readonly rest: string;
  /** The value, when the data is JSON. */
  readonly json: unknown;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

export function readRecord(bytes: Uint8Array, kind: RecordKind): RecordParts {
  const text = decoder.decode(bytes);
  if (kind === "lines") {
    // A record separator begins each text of a JSON text sequence (RFC 7464).
    const line = (text.startsWith("\u001e") ? text.slice(1) : text).trim();
    if (line === "") return { data: null, rest: "", json: undefined };
    return { data: quotedText(line) ?? line, rest: "", json: jsonOf(line) };
  }
  const data: string[] = [];
  const rest: string[] = [];
  for (const line of linesOf(text)) {
    if (line.startsWith("data:")) data.push(line.slice(line[5] === " " ? 6 : 5));
    else if (line !== "" && line !== "data" && !PLAIN_FIELD.test(line)) rest.push(line);
  }
  const whole = data.length === 0 ? null : data.join("\n");
  return { data: whole, rest: rest.join("\n"), json: whole === null ? undefined : jsonOf(whole) };
}

/** The text in a line that is a JSON string; undefined when it is none. */
function quotedText(line: string): string | undefined {
  if (!line.startsWith('"')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

function linesOf(text: string): readonly string[] {
  return text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
}

/** Undefined when it is no object or list: a word by itself is a text. */
function jsonOf(text: string): unknown {
  const first = text.trimStart()[0];
  if (first !== "{" && first !== "[") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The record with other data; `rest` null: what else it said is left away. */
export function writeRecord(
  bytes: Uint8Array,
  kind: RecordKind,
  { data, rest }: { data: string; rest: string | null },
): Uint8Array {
  if (kind === "lines") {
    const text = decoder.decode(bytes);
    const separator = text.startsWith("\u001e") ? "\u001e" : "";
    const isQuoted = quotedText(text.slice(separator.length).trim()) !== undefined;
    return encoder.encode(`${separator}${isQuoted ? JSON.stringify(data) : data.replaceAll("\n", " ")}\n`);
  }
  const kept = linesOf(decoder.decode(bytes)).filter((line) => PLAIN_FIELD.test(line));
  const more = rest === null || rest === "" ? [] : rest.split("\n");
  const lines = [...kept, ...more, ...data.split("\n").map((line) => `data: ${line}`)];
  return encoder.encode(`${lines.join("\n")}\n\n`);
}
