/** Calls that no row names, to services whose paths are collections and members: `DELETE /v2/droplets/7` says what it does. */
import type { CallView } from "../call_view.ts";
import type { Verb } from "../types.ts";
import { type Category, gravest } from "./categories.ts";
import { readName, snakeCase } from "./names.ts";
import type { Naming } from "./service.ts";
import { spellings } from "./spellings.ts";

/** What the collections of a service are called in its paths; any case, as the service writes them. */
export interface RestWords {
  /** Whose members hold others: who deletes one destroys what is in it. Default none. */
  readonly whole?: readonly string[];
  /** Whose changes are of a special kind. Default none: a change is `other`. */
  readonly kinds?: Readonly<Partial<Record<Category, readonly string[]>>>;
  /** Acts that are written at the end of a path, behind a slash or a colon: what they are. The others are read by their names. */
  readonly acts?: Readonly<Record<string, readonly [verb: Verb, category: Category]>>;
}

/** Acts of one kind, their names separated by blanks: for {@linkcode RestWords.acts}. */
export function actsOf(verb: Verb, category: Category, names: string): NonNullable<RestWords["acts"]> {
  return Object.fromEntries(names.split(" ").map((name) => [name, [verb, category] as const]));
}

interface Words {
  readonly whole: ReadonlySet<string>;
  readonly kinds: ReadonlyMap<string, Category>;
  readonly acts: ReadonlyMap<string, readonly [verb: Verb, category: Category]>;
}

/** A {@linkcode Service.fallback} that knows these words. Of several spellings of a path the gravest counts. */
export function restReader(given: RestWords = {}): (view: CallView) => Naming | undefined {
  const words: Words = {
    whole: new Set(given.whole?.map((word) => word.toLowerCase())),
    kinds: new Map(
      Object.entries(given.kinds ?? {}).flatMap(([kind, names]) =>
        // The keys of a record over categories are categories.
        names.map((name): [string, Category] => [name.toLowerCase(), kind as Category])
      ),
    ),
    acts: new Map(Object.entries(given.acts ?? {}).map(([name, act]) => [name.toLowerCase(), act])),
  };
  return (view) => gravest(spellings(view.location).map((path) => nameRest(view.method, path, words)));
}

function nameRest(method: string, path: readonly string[], words: Words): Naming {
  const last = path.at(-1) ?? "";
  const colon = last.lastIndexOf(":");
  const act = colon > 0 ? last.slice(colon + 1) : last;
  const known = words.acts.get(act.toLowerCase());
  // Only a POST is made milder by its act: behind another method the same word may be a member's name.
  if (
    known !== undefined && path.length > 1 && (known[0] !== "READ" || method === "POST" || method === "GET")
  ) {
    const [verb, category] = known;
    return { operation: snakeCase(act), verb, category, facts: {} };
  }
  const segments = colon > 0 ? [...path.slice(0, -1), last.slice(0, colon)] : path;
  const noun = findNoun(segments, words);
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") return nameRead(segments, noun, words);
  const isAct = method === "POST" && (colon > 0 || (noun !== undefined && noun !== act && isWord(act)));
  if (isAct) {
    const reading = readAct(act);
    if (reading !== undefined) return reading;
  }
  return nameChange(method, noun, words);
}

/** An act's own name counts where it makes the call graver than an ordinary change. */
function readAct(act: string): Naming | undefined {
  const { verb, category } = readName(act);
  if (verb === "READ" || category === "other") return undefined;
  return { operation: snakeCase(act), verb, category, facts: {} };
}

const isWord = (segment: string) => /^[a-z]{2,24}(?:[_-]?[a-z]{2,24}){0,4}$/i.test(segment);

/** The last collection of a path: one of the service's words, or what looks like a plural where no member's name is due. */
function findNoun(segments: readonly string[], words: Words): string | undefined {
  let noun: string | undefined;
  let isMemberDue = false;
  for (const segment of segments) {
    const lower = segment.toLowerCase();
    const isKnown = words.kinds.has(lower) || words.whole.has(lower);
    const isPlural = isWord(segment) && /[a-z]s$/.test(lower);
    if (isKnown || (isPlural && !isMemberDue)) noun = segment;
    isMemberDue = isKnown || (isPlural && !isMemberDue);
  }
  return noun ?? segments.find((segment) => isWord(segment) && !/^(?:api|rest|beta)$/i.test(segment));
}

function nameRead(segments: readonly string[], noun: string | undefined, words: Words): Naming {
  const isList = segments.at(-1) === noun;
  const kind = words.kinds.get(noun?.toLowerCase() ?? "");
  return {
    operation: named(isList ? "list" : "get", isList ? noun : singular(noun)),
    verb: "READ",
    category: kind === "secret" || kind === "export" || kind === "inference" ? kind : "read",
    facts: {},
  };
}

const METHOD_ACTS: Readonly<Record<string, string>> = {
  POST: "create",
  PUT: "update",
  PATCH: "update",
  DELETE: "delete",
};

/** Kinds of change that reach beyond the data of the service. */
const ADMIN_KINDS: ReadonlySet<Category> = new Set(["identity", "share"]);

function nameChange(method: string, noun: string | undefined, words: Words): Naming {
  const lower = noun?.toLowerCase() ?? "";
  const kind = words.kinds.get(lower);
  const operation = named(METHOD_ACTS[method] ?? method.toLowerCase(), singular(noun));
  if (method === "DELETE") {
    if (words.whole.has(lower)) return { operation, verb: "ADMIN", category: "destroy", facts: {} };
    if (kind === undefined || !ADMIN_KINDS.has(kind)) {
      return { operation, verb: "WRITE", category: "delete", facts: {} };
    }
    return { operation, verb: "ADMIN", category: "identity", facts: {} };
  }
  if (kind === undefined || kind === "read") {
    return { operation, verb: "WRITE", category: "other", facts: {} };
  }
  // A stored secret that is written is a credential that changes.
  const category = kind === "secret" ? "identity" : kind;
  const verb = kind === "inference" ? "READ" : ADMIN_KINDS.has(category) ? "ADMIN" : "WRITE";
  return { operation, verb, category, facts: {} };
}

function named(act: string, noun: string | undefined): string {
  return noun === undefined ? act : `${act}_${snakeCase(noun)}`;
}

function singular(noun: string | undefined): string | undefined {
  return noun?.replace(/ies$/i, "y").replace(/(ss|x|ch|sh)es$/i, "$1").replace(/([^s])s$/i, "$1");
}
