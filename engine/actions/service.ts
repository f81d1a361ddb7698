/** The form of a catalogue entry: a service is a table of operations, found by method and path. */
import type { CallView } from "../call_view.ts";
import type { Verb } from "../types.ts";
import { firstField } from "./fact_fields.ts";
import type { Location } from "./location.ts";

/**
 * `[methods, path, operation, verb, category, facts?]`.
 *
 * - methods: `GET`, several as `PUT|PATCH`, or `*`. `GET` takes HEAD too.
 * - path: literal segments (any case), `{name}` for one segment that becomes a fact, `*` for any one, `**` at the end for the rest.
 *   A fact or `*` may have an ending, as in `{id}.json` or `{project}:setIamPolicy`; the ending is no part of the fact.
 * - facts: name of a fact to where it stands: fields of the body or query by name or dotted path, the first that is there.
 *
 * The first row that fits names the call, so special rows stand before general ones.
 */
export type OperationRow = readonly [
  methods: string,
  path: string,
  operation: string,
  verb: Verb,
  category: string,
  facts?: Readonly<Record<string, readonly string[]>>,
];

/** What a row, or a service's own reading, says about a call. */
export interface Naming {
  readonly operation: string;
  readonly verb: Verb;
  readonly category: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly externalPrincipal?: boolean;
}

/** What the owner of this installation told about itself. */
export interface HomeFacts {
  /** Mail domains whose people are inside, in lower case; subdomains belong to them. */
  readonly internalDomains: readonly string[];
}

export interface Service {
  readonly tool: string;
  /** Exact host names, or `*.example.com` for every name below. */
  readonly hosts: readonly string[];
  /** Where a host serves more than this service: the path must start with one of these. Default any path. */
  readonly pathPrefixes?: readonly string[];
  readonly operations: readonly OperationRow[];
  /** Says what the table cannot: from headers, from the body, or about who gets access. */
  readonly refine?: (view: CallView, naming: Naming, home: HomeFacts) => Naming;
  /** Reads a call that no row fits. Default: by method. */
  readonly fallback?: (view: CallView) => Naming | undefined;
}

/** A literal in lower case, or the name of a fact (null for any) with what must stand behind it. */
type Segment = { readonly literal: string } | { readonly fact: string | null; readonly ending: string };

interface CompiledRow {
  readonly methods: ReadonlySet<string> | null;
  readonly segments: readonly Segment[];
  readonly hasRest: boolean;
  readonly row: OperationRow;
}

/** Compiles a table into a look-up. */
export function compileOperations(rows: readonly OperationRow[]): (view: CallView) => Naming | undefined {
  const compiled = rows.map(compileRow);
  return (view) => {
    const { segments, splitSegments } = view.location;
    const found = findRow(compiled, view, segments);
    if (found !== undefined || segments === splitSegments) return found;
    return findRow(compiled, view, splitSegments);
  };
}

function compileRow(row: OperationRow): CompiledRow {
  const [methods, path] = row;
  const names = new Set(methods.split("|"));
  if (names.has("GET")) names.add("HEAD");
  const parts = path.split("/").filter((part) => part !== "");
  const hasRest = parts.at(-1) === "**";
  const segments = (hasRest ? parts.slice(0, -1) : parts).map((part): Segment => {
    const match = /^(?:\*|\{(\w+)\})([.:].+)?$/.exec(part);
    if (match === null) return { literal: part.toLowerCase() };
    return { fact: match[1] ?? null, ending: (match[2] ?? "").toLowerCase() };
  });
  return { methods: methods === "*" ? null : names, segments, hasRest, row };
}

function findRow(
  rows: readonly CompiledRow[],
  view: CallView,
  segments: Location["segments"],
): Naming | undefined {
  const lower = segments.map((segment) => segment.toLowerCase());
  for (const candidate of rows) {
    if (candidate.methods !== null && !candidate.methods.has(view.method)) continue;
    if (!fits(candidate, lower)) continue;
    const [, , operation, verb, category] = candidate.row;
    return { operation, verb, category, facts: readFacts(candidate, view, segments) };
  }
  return undefined;
}

function fits(row: CompiledRow, segments: readonly string[]): boolean {
  const wanted = row.segments.length;
  if (row.hasRest ? segments.length < wanted : segments.length !== wanted) return false;
  return row.segments.every((part, i) => {
    const segment = segments[i] ?? "";
    return "literal" in part ? part.literal === segment : segment.endsWith(part.ending);
  });
}

function readFacts(row: CompiledRow, view: CallView, segments: readonly string[]): Record<string, string> {
  const facts: Record<string, string> = {};
  row.segments.forEach((part, i) => {
    if (!("fact" in part) || part.fact === null) return;
    const segment = segments[i] ?? "";
    facts[part.fact] = segment.slice(0, segment.length - part.ending.length);
  });
  for (const [name, places] of Object.entries(row.row[5] ?? {})) {
    const value = firstField(view, places);
    if (value !== undefined) facts[name] = value;
  }
  return facts;
}
