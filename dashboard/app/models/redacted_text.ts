/**
 * A recorded body as lines in which each placeholder knows what was found there. Of what was found only the masked preview exists: the
 * value itself was never stored.
 */
import type { Finding, RecordedTrace } from "../../../engine/types.ts";
import { splitRedactions } from "./words.ts";

/** Text as it was sent, or a placeholder with the findings it stands for: none when that cannot be told. */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "hidden"; readonly text: string; readonly findings: readonly Finding[] };

export type Line = readonly Piece[];

/** Lines of the body, JSON with line breaks. */
export function bodyLines({ request, findings }: RecordedTrace): readonly Line[] {
  const { body, contentType } = request;
  if (body === null) return [];
  const inBody = findings.filter(({ part }) => part === "body");
  if (/json/i.test(contentType) || /^\s*[[{]/.test(body)) {
    const json = parsed(body);
    if (json !== undefined) return linesOf(writeJson(json.value, new Hidden(inBody)));
  }
  return linesOf(pieces(body, placesOf(inBody)));
}

export interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly line: Line;
}

/** Each line that was redacted stands twice: with what was found (masked), and with what took its place. */
export function diffLines(lines: readonly Line[]): readonly DiffLine[] {
  return lines.flatMap((line): readonly DiffLine[] =>
    line.some(({ kind }) => kind === "hidden")
      ? [{ sign: "-", line }, { sign: "+", line }]
      : [{ sign: " ", line }]
  );
}

function parsed(body: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

/** Findings that overlap share one placeholder, so they count as one place. In the order they stand in. */
function placesOf(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const places: Finding[][] = [];
  let end = -1;
  for (const finding of [...findings].sort((a, b) => a.start - b.start)) {
    const last = places.at(-1);
    if (last && finding.start < end) last.push(finding);
    else places.push([finding]);
    end = Math.max(end, finding.end);
  }
  return places;
}

/** What was found at each path of a JSON body. */
class Hidden {
  readonly #byPath = new Map<string, Finding[]>();

  constructor(findings: readonly Finding[]) {
    for (const finding of findings) {
      const known = this.#byPath.get(finding.path) ?? [];
      this.#byPath.set(finding.path, known);
      known.push(finding);
    }
  }

  at(path: string): readonly (readonly Finding[])[] {
    return placesOf(this.#byPath.get(path) ?? []);
  }
}

/** Placeholders are matched to places by their order, and only when there are as many of the one as of the other. */
function pieces(text: string, places: readonly (readonly Finding[])[]): readonly Piece[] {
  const parts = splitRedactions(text);
  const isTold = (parts.length - 1) / 2 === places.length;
  return parts.map((part, index): Piece =>
    index % 2 === 0
      ? { kind: "text", text: part }
      : { kind: "hidden", text: part, findings: isTold ? places[(index - 1) / 2] ?? [] : [] }
  ).filter(({ text: part }) => part !== "");
}

/** Names that detectors write with a dot; others stand in brackets. */
const PLAIN_NAME = /^[A-Za-z_$][\w$-]*$/;

/** JSON as `JSON.stringify(…, null, 2)` writes it, in pieces. Paths are written as detectors write them. */
function writeJson(value: unknown, hidden: Hidden, path = "$", indent = ""): readonly Piece[] {
  if (typeof value === "string") return pieces(JSON.stringify(value), hidden.at(path));
  if (typeof value !== "object" || value === null) {
    return [{ kind: "text", text: JSON.stringify(value) ?? "" }];
  }
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const entries = isList ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  if (entries.length === 0) return [{ kind: "text", text: isList ? "[]" : "{}" }];
  const written: Piece[] = [{ kind: "text", text: isList ? "[" : "{" }];
  for (const [index, [name, member]] of entries.entries()) {
    const below = typeof name === "number"
      ? `${path}[${name}]`
      : PLAIN_NAME.test(name)
      ? `${path}.${name}`
      : `${path}["${name}"]`;
    written.push({ kind: "text", text: `${index > 0 ? "," : ""}\n${inner}` });
    if (typeof name === "string") written.push(...pieces(`${JSON.stringify(name)}: `, []));
    written.push(...writeJson(member, hidden, below, inner));
  }
  written.push({ kind: "text", text: `\n${indent}${isList ? "]" : "}"}` });
  return written;
}

function linesOf(pieces: readonly Piece[]): readonly Line[] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === "hidden") {
      lines.at(-1)?.push(piece);
      continue;
    }
    for (const [index, text] of piece.text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      const line = lines.at(-1) ?? [];
      const last = line.at(-1);
      if (text === "") continue;
      if (last?.kind === "text") line[line.length - 1] = { kind: "text", text: last.text + text };
      else line.push({ kind: "text", text });
    }
  }
  return lines;
}
