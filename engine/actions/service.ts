/** The form of a catalogue entry: a service is a table of operations, found by method and path. */
import type { CallView } from "../call_view.ts";
import type { Verb } from "../types.ts";
import { type Category, isGraver } from "./categories.ts";
import { firstField } from "./fact_fields.ts";
import { spellings } from "./spellings.ts";

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
  category: Category,
  facts?: Readonly<Record<string, readonly string[]>>,
];

/** What a row, or a service's own reading, says about a call. */
export interface Naming {
  readonly operation: string;
  readonly verb: Verb;
  readonly category: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly externalPrincipal?: boolean;
  /** The row that says so; none where a service reads a call by itself. */
  readonly row?: OperationRow;
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
  /** Which of the hosts, where names below one domain are given to strangers too. Default all. */
  readonly serves?: (host: string) => boolean;
  /** Where a host serves more than this service: the path must start with one of these. Default any path. */
  readonly pathPrefixes?: readonly string[];
  /**
   * What may stand before the paths of the rows, written as those are: `/api/v4`, `/ex/jira/{cloud}`. An empty one allows for
   * nothing. Default nothing.
   */
  readonly bases?: readonly string[];
  /**
   * Starts of paths by which the service is known where its owner runs it under a name of their own. Anyone can serve such paths, so
   * that on a host that is not of `internalDomains` they can make a call graver and never milder.
   */
  readonly selfHosted?: readonly string[];
  readonly operations: readonly OperationRow[];
  /** Says what the table cannot: from headers, from the body, or about who gets access. */
  readonly refine?: (view: CallView, naming: Naming, home: HomeFacts) => Naming;
  /** Reads a call that no row fits. Default: by method. */
  readonly fallback?: (view: CallView) => Naming | undefined;
}

/** What a row says. */
export interface FoundRow extends Naming {
  readonly row: OperationRow;
}

/** Looks calls up in a table. */
export type FindOperation = (view: CallView) => FoundRow | undefined;

/** A segment that is not literal: the name of the fact (null for any), and what must stand behind it. */
interface Blank {
  readonly fact: string | null;
  readonly ending: string;
}

interface CompiledRow {
  readonly order: number;
  readonly methods: ReadonlySet<string> | null;
  readonly segments: readonly (string | Blank)[];
  readonly row: OperationRow;
}

/** Rows by their segments, so that a look-up takes steps for the segments of the path and not for the rows of the table. */
interface Branch {
  readonly literals: Map<string, Branch>;
  /** By ending; the empty one takes every segment. */
  readonly blanks: Map<string, Branch>;
  readonly rows: CompiledRow[];
  /** Rows that take whatever follows. */
  readonly restRows: CompiledRow[];
}

/**
 * Compiles a table into a look-up. Each spelling of the path is looked up, and the gravest of what is found counts.
 *
 * @param bases As {@linkcode Service.bases}.
 */
export function compileOperations(
  rows: readonly OperationRow[],
  bases: readonly string[] = [""],
): FindOperation {
  const root = newBranch();
  rows.forEach((row, order) => plant(root, row, order));
  const prefixes = bases.map(readPath);
  return (view) => {
    let found: FoundRow | undefined;
    for (const segments of spellings(view.location)) {
      const row = findRow(root, prefixes, { segments, view });
      if (row !== undefined && (found === undefined || isGraver(row, found))) found = row;
    }
    return found;
  };
}

function newBranch(): Branch {
  return { literals: new Map(), blanks: new Map(), rows: [], restRows: [] };
}

function readPath(path: string): (string | Blank)[] {
  return path.split("/").filter((part) => part !== "").map((part) => {
    const match = /^(?:\*|\{(\w+)\})([.:].+)?$/.exec(part);
    if (match === null) return part.toLowerCase();
    return { fact: match[1] ?? null, ending: (match[2] ?? "").toLowerCase() };
  });
}

function plant(root: Branch, row: OperationRow, order: number): void {
  const [methods, path] = row;
  const names = new Set(methods.split("|"));
  if (names.has("GET")) names.add("HEAD");
  const hasRest = path.endsWith("/**");
  const segments = readPath(hasRest ? path.slice(0, -3) : path);
  let branch = root;
  for (const part of segments) {
    const [children, key] = typeof part === "string"
      ? [branch.literals, part] as const
      : [branch.blanks, part.ending] as const;
    const next = children.get(key) ?? newBranch();
    children.set(key, next);
    branch = next;
  }
  const compiled = { order, methods: methods === "*" ? null : names, segments, row };
  (hasRest ? branch.restRows : branch.rows).push(compiled);
}

interface Looking {
  readonly segments: readonly string[];
  readonly view: CallView;
}

function findRow(
  root: Branch,
  prefixes: readonly (readonly (string | Blank)[])[],
  { segments, view }: Looking,
): FoundRow | undefined {
  const lower = segments.map((segment) => segment.toLowerCase());
  let best: { compiled: CompiledRow; prefix: readonly (string | Blank)[] } | undefined;
  for (const prefix of prefixes) {
    if (!startsWith(lower, prefix)) continue;
    const compiled = walk(root, { lower, at: prefix.length, method: view.method });
    if (compiled !== undefined && (best === undefined || compiled.order < best.compiled.order)) {
      best = { compiled, prefix };
    }
  }
  if (best === undefined) return undefined;
  const { row, segments: blanks } = best.compiled;
  const [, , operation, verb, category] = row;
  const facts = {
    ...factsOfPath([...best.prefix, ...blanks], segments),
    ...factsOfFields(row, view),
  };
  return { operation, verb, category, facts, row };
}

function startsWith(lower: readonly string[], prefix: readonly (string | Blank)[]): boolean {
  return lower.length >= prefix.length && prefix.every((part, i) => takes(part, lower[i] ?? ""));
}

function takes(part: string | Blank, segment: string): boolean {
  return typeof part === "string" ? part === segment : segment.endsWith(part.ending);
}

interface Step {
  readonly lower: readonly string[];
  readonly at: number;
  readonly method: string;
}

/** The first row of the table, in its order, that fits from here on. */
function walk(branch: Branch, { lower, at, method }: Step): CompiledRow | undefined {
  let best = firstFor(branch.restRows, method);
  const take = (other: CompiledRow | undefined) => {
    if (other !== undefined && (best === undefined || other.order < best.order)) best = other;
  };
  const segment = lower[at];
  if (segment === undefined) {
    take(firstFor(branch.rows, method));
    return best;
  }
  const next = { lower, at: at + 1, method };
  const literal = branch.literals.get(segment);
  if (literal !== undefined) take(walk(literal, next));
  for (const [ending, child] of branch.blanks) {
    if (segment.endsWith(ending)) take(walk(child, next));
  }
  return best;
}

function firstFor(rows: readonly CompiledRow[], method: string): CompiledRow | undefined {
  return rows.find(({ methods }) => methods === null || methods.has(method));
}

function factsOfPath(
  parts: readonly (string | Blank)[],
  segments: readonly string[],
): Record<string, string> {
  const facts: Record<string, string> = {};
  parts.forEach((part, i) => {
    if (typeof part === "string" || part.fact === null) return;
    const segment = segments[i] ?? "";
    facts[part.fact] = segment.slice(0, segment.length - part.ending.length);
  });
  return facts;
}

function factsOfFields(row: OperationRow, view: CallView): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const [name, places] of Object.entries(row[5] ?? {})) {
    const value = firstField(view, places);
    if (value !== undefined) facts[name] = value;
  }
  return facts;
}
