/** From a call to what it does: the one place where tools, operations and verbs get their names. */
import type { CallView } from "../call_view.ts";
import type { Action } from "../types.ts";
import { gravest, isGraver } from "./categories.ts";
import { nameByMethod, nameByTool, nameUnknownHttp, UNKNOWN_TOOL } from "./generic.ts";
import { nameGraphql } from "./graphql.ts";
import { SERVICES } from "./list.ts";
import { readName } from "./names.ts";
import { isExternalAddress } from "./principal.ts";
import {
  compileOperations,
  type FindOperation,
  type HomeFacts,
  type Naming,
  type Service,
} from "./service.ts";
import { spellings } from "./spellings.ts";
import { readSql } from "./sql/reading.ts";
import { readSqlFields } from "./sql/sql_fields.ts";

interface KnownService {
  readonly service: Service;
  readonly prefixes: readonly string[];
  /** Compiled when it is first asked for: an installation talks to a few services of many. */
  find: FindOperation | undefined;
}

/** By exact host, and by parent domain for `*.` entries. */
const BY_HOST = new Map<string, KnownService[]>();
const BY_PARENT = new Map<string, KnownService[]>();
const SELF_HOSTED: KnownService[] = [];

for (const service of SERVICES) {
  const known = newKnown(service, service.pathPrefixes ?? []);
  for (const host of service.hosts) {
    const [index, name] = host.startsWith("*.")
      ? [BY_PARENT, host.slice(2)] as const
      : [BY_HOST, host] as const;
    index.set(name, [...(index.get(name) ?? []), known]);
  }
  if (service.selfHosted !== undefined) SELF_HOSTED.push(newKnown(service, service.selfHosted));
}

function newKnown(service: Service, prefixes: readonly string[]): KnownService {
  return { service, prefixes: prefixes.map((prefix) => `${prefix.toLowerCase()}/`), find: undefined };
}

const NO_HOME: HomeFacts = { internalDomains: [] };

/** Names a call. Never fails: what is unknown is `custom_proxy`, read by its method. */
export function nameAction(view: CallView, home: HomeFacts = NO_HOME): Action {
  const { scheme, host } = view.location;
  if (scheme !== "http" && scheme !== "https") {
    // A shell that makes one request is named, and goes, where that request goes.
    const { tool, host: reached = host, ...naming } = nameByTool(
      view,
      home,
      (inner) => nameAction(inner, home),
    );
    return toAction(tool, reached, naming);
  }
  const known = findService(view);
  if (known !== undefined) return toAction(known.service.tool, host, nameBy(known, view, home));
  return nameElsewhere(view, home);
}

function nameBy(known: KnownService, view: CallView, home: HomeFacts): Naming {
  const { service } = known;
  known.find ??= compileOperations(service.operations, service.bases);
  const named = nameByTable(known, view) ?? nameUnlisted(view);
  return service.refine?.(view, named, home) ?? named;
}

function nameByTable({ service, find }: KnownService, view: CallView): Naming | undefined {
  const row = find?.(view);
  // A row called `graphql` is an endpoint: what is asked there stands in the body.
  if (row !== undefined) {
    if (row.operation === "graphql") return nameGraphql(view, { isKnownEndpoint: true }) ?? row;
    return row.facts["sql"] === undefined ? row : withSql(row, view);
  }
  const own = service.fallback?.(view);
  const graphql = nameGraphql(view);
  return own === undefined || (graphql !== undefined && isGraver(graphql, own)) ? graphql : own;
}

/** What a row says of SQL holds for any statement; one that drops, or gives rights, is called what it is. */
function withSql(row: Naming, view: CallView): Naming {
  const sql = gravest(
    [readSql(row.facts["sql"] ?? ""), readSqlFields(view, true)].filter((one) => one !== undefined),
  );
  const isGrave = sql?.category === "destroy" || sql?.category === "identity";
  return isGrave ? { ...row, verb: sql.verb, category: sql.category } : row;
}

/** A route of a known service that no row has: by its method, and by the act that its path may end with (`…/files/delete_v2`). */
function nameUnlisted(view: CallView): Naming {
  const byMethod = nameByMethod(view);
  const last = view.location.splitSegments.at(-1);
  if (byMethod.verb === "READ" || last === undefined || !ACT_IN_PATH.test(last)) return byMethod;
  const { category } = readName(last);
  // Of what stands before it nothing is known: one thing of many is meant, as far as can be told.
  const told = { ...byMethod, category: category === "destroy" ? "delete" : category };
  return isGraver(told, byMethod) ? told : byMethod;
}

/** A few words, and no identifier. */
const ACT_IN_PATH = /^[a-z]{2,20}(?:[A-Z_.-][a-z]{0,20}){0,3}(?:_v\d)?$/;

/** GraphQL says what it does wherever it is spoken. A tool's name, which the caller chose, can make the call graver. */
function nameUnknown(view: CallView): Naming {
  const plain = nameUnknownHttp(view);
  const graphql = nameGraphql(view);
  if (graphql === undefined) return plain;
  return view.call.toolName !== undefined && isGraver(plain, graphql) ? plain : graphql;
}

/** A host that no service has. Its paths may be those of a service that runs in someone's own house. */
function nameElsewhere(view: CallView, home: HomeFacts): Action {
  const { host } = view.location;
  const unknown = nameUnknown(view);
  const known = pick(SELF_HOSTED, view);
  if (known === undefined) return toAction(UNKNOWN_TOOL, host, unknown);
  const naming = nameBy(known, view, home);
  if (isExternalAddress(host, home) === false) return toAction(known.service.tool, host, naming);
  if (naming.verb === "READ" || !isGraver(naming, unknown)) return toAction(UNKNOWN_TOOL, host, unknown);
  // The host may claim any organisation and any repository in its paths: no rule may trust in them.
  const { operation, verb, category, externalPrincipal } = naming;
  return toAction(UNKNOWN_TOOL, host, {
    operation,
    verb,
    category,
    facts: {},
    ...(externalPrincipal === true && { externalPrincipal }),
  });
}

function findService(view: CallView): KnownService | undefined {
  const { host } = view.location;
  const exact = pick(BY_HOST.get(host), view);
  if (exact !== undefined) return exact;
  for (let dot = host.indexOf("."); dot >= 0; dot = host.indexOf(".", dot + 1)) {
    const found = pick(BY_PARENT.get(host.slice(dot + 1)), view);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pick(candidates: readonly KnownService[] | undefined, view: CallView): KnownService | undefined {
  if (candidates === undefined) return undefined;
  let paths: readonly string[] | undefined;
  return candidates.find(({ service, prefixes }) => {
    if (service.serves?.(view.location.host) === false) return false;
    if (prefixes.length === 0) return true;
    paths ??= spellings(view.location).map((segments) => `/${segments.join("/").toLowerCase()}/`);
    return prefixes.some((prefix) => paths?.some((path) => path.startsWith(prefix)));
  });
}

function toAction(tool: string, host: string, naming: Naming): Action {
  const { operation, verb, category, facts, externalPrincipal } = naming;
  return {
    tool,
    // A name of signs alone, such as `!`, has no words to be called by.
    operation: operation === "" ? "call" : operation,
    verb,
    category,
    host,
    facts,
    ...(externalPrincipal !== undefined && { externalPrincipal }),
  };
}
