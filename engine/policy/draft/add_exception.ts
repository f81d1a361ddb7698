/** Puts an entry of `without` into the text of a policy, and leaves every other character as it was written. */
import { isMap, isScalar, isSeq, type Pair, parseDocument, stringify } from "yaml";

/** What an entry says, as in a policy file. */
export interface ExceptionEntry {
  readonly rule: string | readonly string[];
  readonly description: string;
  readonly match: Readonly<Record<string, unknown>>;
  readonly condition: Readonly<Record<string, unknown>>;
}

/** The entry as it stands in the list, indented by two. */
export function entryText(entry: ExceptionEntry, indent = "  "): string {
  const lines = stringify(entry, { lineWidth: 0, collectionStyle: "any" }).trimEnd().split("\n");
  return lines.map((line, i) => `${indent}${i === 0 ? "- " : "  "}${line}`).join("\n") + "\n";
}

/** A first policy of one's own: the packs in force, but for this. */
export function firstPolicy(entry: ExceptionEntry, packs: readonly string[]): string {
  const head = `# What is built in, with exceptions of our own.\nextends: [${packs.join(", ")}]\n`;
  return `${head}without:\n${entryText(entry)}`;
}

/** Undefined when the text is not YAML in which something can be put, such as a policy in JSON. */
export function addException(text: string, entry: ExceptionEntry): string | undefined {
  const document = parseDocument(text);
  const { contents } = document;
  if (document.errors.length > 0 || !isMap(contents) || contents.flow === true) return undefined;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === "without");
  const ended = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  if (pair === undefined) return `${ended}\nwithout:\n${entryText(entry)}`;
  return intoList(ended, pair, entry);
}

function intoList(text: string, { key, value }: Pair, entry: ExceptionEntry): string | undefined {
  if (!isScalar(key) || key.range === undefined || key.range === null) return undefined;
  const names = isSeq(value) ? value.items : [value];
  if (isSeq(value) && value.flow !== true) {
    const first = names[0];
    const at = value.range?.[1];
    if (at === undefined || first === undefined) return undefined;
    // Behind the last entry, as far in as the first one stands.
    const lineStart = text.lastIndexOf("\n", value.range?.[0] ?? 0) + 1;
    const indent = /^ */.exec(text.slice(lineStart))?.[0] ?? "";
    const end = text.indexOf("\n", Math.max(at - 1, 0)) + 1;
    return text.slice(0, end) + entryText(entry, indent) + text.slice(end);
  }
  // `without: [a, b]` or `without: a`: written anew, one to a line.
  if (!names.every((name) => isScalar(name))) return undefined;
  const old = names.map((name) => `  - ${stringify(isScalar(name) ? name.value : "").trimEnd()}\n`).join("");
  const end = (value as { range?: readonly number[] | null } | null)?.range?.[1];
  if (end === undefined) return undefined;
  const restOfLine = text.indexOf("\n", end);
  const comment = text.slice(end, restOfLine).trim();
  return `${text.slice(0, key.range[0])}without:${comment === "" ? "" : ` ${comment}`}\n${old}${
    entryText(entry)
  }${text.slice(restOfLine + 1)}`;
}
