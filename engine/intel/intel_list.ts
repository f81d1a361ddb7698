/** A list of places, read from text: plain lines, CSV or JSON lines. */
import { readPlace } from "./entry.ts";
import { HostTable } from "./host_table.ts";

export interface IntelList {
  readonly name: string;
  readonly table: HostTable;
  /** Kinds whose hosts are looked for inside calls, too; null for every kind. */
  readonly mentionedKinds: ReadonlySet<string> | null;
}

/** A line that cannot be read. */
export interface ListProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface ReadList {
  readonly list: IntelList;
  /** The first of them, twenty at most. */
  readonly problems: readonly ListProblem[];
  /** All lines that cannot be read. */
  readonly unread: number;
  /** All lines that say something, the unreadable ones among them. */
  readonly lines: number;
}

/** What a list without kinds says of its members. */
export const DEFAULT_KIND = "listed";
export const MAX_LIST_CHARS = 16 * 1024 * 1024;
export const MAX_LIST_ENTRIES = 200_000;
const MAX_PROBLEMS = 20;

const KIND = /^[a-z][a-z0-9_]{0,39}$/;

/**
 * Reads a list. Each line is a place, `place,kind`, `{"entry": place, "kind": kind}`, or a line of a hosts file (`0.0.0.0 name`); `#`
 * begins a comment. Never throws: what cannot be read is a problem, and the caller decides whether the rest is good enough.
 */
export function readIntelList(text: string, { name }: { readonly name: string }): ReadList {
  const table = new HostTable();
  const problems: ListProblem[] = [];
  let [number, lines, unread] = [0, 0, 0];
  const refuse = (message: string) => {
    unread += 1;
    if (problems.length < MAX_PROBLEMS) problems.push({ line: number, message });
  };
  for (const raw of text.slice(0, MAX_LIST_CHARS).split("\n")) {
    number += 1;
    const line = raw.replace(/^\uFEFF/, "").trim();
    if (line === "" || line.startsWith("#") || (lines === 0 && /^"?entry"?,/i.test(line))) continue;
    lines += 1;
    if (table.size >= MAX_LIST_ENTRIES) {
      refuse(`found more entries than ${MAX_LIST_ENTRIES}`);
      break;
    }
    const problem = addLine(table, line);
    if (problem !== undefined) refuse(problem);
  }
  if (text.length > MAX_LIST_CHARS) {
    refuse(`found ${text.length} characters, wanted at most ${MAX_LIST_CHARS}`);
  }
  return { list: { name, table, mentionedKinds: null }, problems, unread, lines };
}

/** What is wrong with the line; undefined when it was added. */
function addLine(table: HostTable, line: string): string | undefined {
  const fields = line.startsWith("{") ? jsonFields(line) : textFields(line);
  if (fields === undefined) return 'wanted {"entry": …, "kind": …} on one line';
  const kind = fields.kind.toLowerCase().replaceAll("-", "_");
  if (!KIND.test(kind)) {
    return `found the kind ${JSON.stringify(fields.kind.slice(0, 60))}, wanted a word such as c2`;
  }
  const read = readPlace(fields.entry);
  if (!read.ok) return read.message;
  table.add(read.place, { entry: fields.entry, kind });
  return undefined;
}

interface Fields {
  readonly entry: string;
  readonly kind: string;
}

function jsonFields(line: string): Fields | undefined {
  try {
    const { entry, kind = DEFAULT_KIND } = JSON.parse(line.replace(/,$/, ""));
    return typeof entry === "string" && typeof kind === "string" ? { entry, kind } : undefined;
  } catch {
    return undefined;
  }
}

/** `place`, `place # comment`, `place,kind`, `"place","kind"`, `0.0.0.0 place`. */
function textFields(line: string): Fields {
  const plain = line.replace(/\s#.*$/, "").trim();
  const comma = plain.indexOf(",");
  if (comma < 0) {
    return { entry: plain.replace(/^(?:0\.0\.0\.0|127\.0\.0\.1|::1?)\s+/, ""), kind: DEFAULT_KIND };
  }
  const unquoted = (field: string) => field.trim().replace(/^"(.*)"$/, "$1");
  const [kind = ""] = plain.slice(comma + 1).split(",", 1);
  return { entry: unquoted(plain.slice(0, comma)), kind: unquoted(kind) || DEFAULT_KIND };
}
