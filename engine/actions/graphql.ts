/** What a GraphQL call does: named after its root fields, which say it plainly (`deleteRepository`, `addComment`). */
import { type CallView, MAX_READ_BODY_BYTES } from "../call_view.ts";
import { mediaType } from "../media_type.ts";
import { type Verb, VERBS } from "../types.ts";
import { gravest } from "./categories.ts";
import { type GraphqlOperation, readDocument, type RootField } from "./graphql_document.ts";
import { type GraphqlRequest, readGraphqlRequests } from "./graphql_request.ts";
import { readName, snakeCase } from "./names.ts";
import type { Naming } from "./service.ts";

/**
 * A query to a host that nobody vouches for is a read as long as it carries no more than the address of a GET could: a stranger's
 * server may do anything with what it is told.
 */
const MAX_BYTES_TO_STRANGERS = 2_000;
/** Everything but the names of fields: strings, variables, and the JSON around them. */
const MAX_TEXT_TO_STRANGERS = 200;
const MAX_FACT_CHARS = 256;
/** Root fields of one call that are told, and how long their names may be. */
const MAX_FIELDS = 100;
const MAX_FIELD_CHARS = 80;
/** Names looked at in a document that cannot be parsed. */
const MAX_NAMES = 500;

export interface GraphqlOptions {
  /** The catalogue knows the endpoint: it is GraphQL whatever its path, and its queries read. Default false. */
  readonly isKnownEndpoint?: boolean;
}

/**
 * Names a GraphQL call; undefined when it is none. A query is a READ, a mutation is at least a WRITE and named after its gravest root
 * field; of several requests in a batch the gravest counts. What cannot be read is a WRITE called `graphql_unreadable`.
 */
export function nameGraphql(view: CallView, options: GraphqlOptions = {}): Naming | undefined {
  const { isKnownEndpoint = false } = options;
  const isEndpoint = isKnownEndpoint || looksLikeEndpoint(view);
  // Away from endpoints only a mutation is of interest; large bodies without one need not be parsed for that.
  if (!isEndpoint && !mayHoldMutation(view)) return undefined;
  const requests = readGraphqlRequests(view);
  if (requests === undefined) return undefined;
  if (requests === "unreadable") return isEndpoint ? unreadable(view.text) : undefined;
  if (!isEndpoint && !requests.some(({ document }) => document?.includes("mutation"))) return undefined;
  const trust = { isEndpoint, isKnownEndpoint };
  const naming = combine(requests.flatMap((request) => nameRequest(view, request, trust)));
  if (naming === undefined) return undefined;
  // At any other address a field called `query` may be a search: only what makes a call graver is believed.
  if (!isEndpoint && (naming.verb === "READ" || naming.operation === UNREADABLE)) return undefined;
  if (naming.verb === "READ" && hidesMutation(view)) return unreadable(view.text);
  if (naming.verb !== "READ" || isKnownEndpoint || carriesLittle(view, requests)) return naming;
  return { ...naming, verb: "WRITE", category: "other" };
}

const UNREADABLE = "graphql_unreadable";

/** Its letters may be escaped. */
function mayHoldMutation(view: CallView): boolean {
  if (view.bodyBytes > MAX_READ_BODY_BYTES) return false;
  return (view.text.includes("mutation") || view.text.includes("\\u00")) && view.fields.kind === "json";
}

function looksLikeEndpoint(view: CallView): boolean {
  return view.location.splitSegments.some((part) => /^(?:graphql|gql)(?:\.json)?$/i.test(part)) ||
    mediaType(view.call.body?.contentType ?? "") === "application/graphql";
}

/** Of two fields of one name, parsers of JSON keep the first or the last: a mutation that ours dropped may be the one that runs. */
function hidesMutation({ text, fields }: CallView): boolean {
  const count = (from: string) => from.split("mutation").length;
  return fields.kind === "json" && text.includes("mutation") &&
    count(text) > count(JSON.stringify(fields.value));
}

interface Trust {
  readonly isEndpoint: boolean;
  readonly isKnownEndpoint: boolean;
}

/** One naming for each operation that may run. */
function nameRequest(view: CallView, request: GraphqlRequest, trust: Trust): readonly Naming[] {
  const { document, operationName, variables } = request;
  if (document === undefined) return [nameStored(view, operationName)];
  const operations = readDocument(document, operationName, variables);
  if (operations === undefined) return [trust.isEndpoint ? unreadable(document) : plainWrite(UNREADABLE)];
  return operations.map((operation) => nameOperation(operation, trust));
}

/** The gravest of several, with the strictest verb and the mutations of all; undefined for none. */
function combine(namings: readonly Naming[]): Naming | undefined {
  const worst = gravest(namings);
  if (worst === undefined || namings.length === 1 || worst.verb === "READ") return worst;
  const fields = namings.filter(({ verb }) => verb !== "READ").flatMap(({ facts }) =>
    facts["graphql_fields"]?.split(",") ?? []
  );
  return { ...worst, verb: strictestVerb(namings), ...nameFields(worst, [...new Set(fields)]) };
}

/** The fields as a fact. More than anyone would send in earnest are many things at once, and cannot all be told. */
function nameFields(
  { category, facts }: Pick<Naming, "category" | "facts">,
  names: readonly string[],
): Pick<Naming, "category" | "facts"> {
  if (names.length === 0) return { category, facts };
  const told = names.slice(0, MAX_FIELDS).map((name) => name.slice(0, MAX_FIELD_CHARS)).join(",");
  const isWhole = names.length <= MAX_FIELDS && names.every((name) => name.length <= MAX_FIELD_CHARS);
  return { category: isWhole ? category : "destroy", facts: { ...facts, graphql_fields: told } };
}

function nameOperation(operation: GraphqlOperation, { isKnownEndpoint }: Trust): Naming {
  const { type, fields } = operation;
  const facts: Record<string, string> = {};
  if (operation.name !== undefined) facts["graphql_operation"] = operation.name.slice(0, MAX_FACT_CHARS);
  const names = [...new Set(fields.map(({ name }) => name))];
  if (type !== "mutation") {
    const first = fields[0];
    if (first !== undefined) addArguments(facts, first, isKnownEndpoint);
    if (names.length > 0) facts["graphql_fields"] = names.join(",").slice(0, MAX_FACT_CHARS);
    return { operation: `graphql_${type}`, verb: "READ", category: "read", facts };
  }
  const readings = fields.map((field) => ({ field, ...readMutationName(field.name) }));
  const worst = gravest(readings);
  if (worst === undefined) return { ...plainWrite("graphql_mutation"), facts };
  addArguments(facts, worst.field, isKnownEndpoint);
  return {
    operation: snakeCase(worst.field.name) || "graphql_mutation",
    verb: strictestVerb(readings),
    ...nameFields({ category: worst.category, facts }, names),
  };
}

/** A mutation changes something, whatever it is called. */
function readMutationName(name: string): Pick<Naming, "verb" | "category"> {
  const reading = readName(name);
  return reading.verb === "READ" ? { verb: "WRITE", category: "other" } : reading;
}

/** What arguments are commonly called, as the facts that policies know. */
const KNOWN_FACTS: Readonly<Record<string, string>> = {
  email: "principal",
  emailaddress: "principal",
  invitee: "principal",
  recipient: "principal",
  userid: "principal",
  login: "principal",
  owner: "org",
  organization: "org",
  organizationid: "org",
  repositoryid: "repo",
  repositoryname: "repo",
  fullpath: "repo",
  channelid: "channel",
  accountid: "account",
};

/**
 * Arguments as facts, under their own names in snake case; those that policies know by another name under that one too. A stranger's
 * server takes any argument there is, so that its facts cannot pass for those of a service: they are called `arg_`.
 */
function addArguments(facts: Record<string, string>, field: RootField, isKnownEndpoint: boolean): void {
  for (const [name, value] of field.values()) {
    const own = snakeCase(name);
    const cut = value.slice(0, MAX_FACT_CHARS);
    if (own === "" || cut === "") continue;
    facts[isKnownEndpoint ? own : `arg_${own}`] ??= cut;
    const known = KNOWN_FACTS[name.toLowerCase().replaceAll("_", "")];
    if (known !== undefined && isKnownEndpoint) facts[known] ??= cut;
  }
}

/** A stored document is known by the name its caller gives it. That name can make the call graver than its method does, never milder. */
function nameStored(view: CallView, operationName: string | undefined): Naming {
  const reading = readMutationName(operationName ?? "");
  const operation = snakeCase(operationName ?? "") || "graphql_stored";
  const facts: Record<string, string> = operationName === undefined
    ? {}
    : { graphql_operation: operationName.slice(0, MAX_FACT_CHARS) };
  const isGet = view.method === "GET" || view.method === "HEAD";
  if (isGet && reading.category === "other") return { operation, verb: "READ", category: "read", facts };
  return { operation, ...reading, facts };
}

/** Servers differ in what they forgive: the names in a broken document still tell the worst it may do. */
function unreadable(text: string): Naming {
  if (!/mutation/i.test(text)) return plainWrite(UNREADABLE);
  const names = text.slice(0, 1_000_000).match(/[A-Za-z_][A-Za-z0-9_]{2,80}/g) ?? [];
  const readings = [...new Set(names)].slice(0, MAX_NAMES).map(readMutationName);
  const worst = gravest(readings);
  const naming = plainWrite(UNREADABLE);
  return worst === undefined
    ? naming
    : { ...naming, verb: strictestVerb([naming, ...readings]), category: worst.category };
}

function strictestVerb(namings: readonly { readonly verb: Verb }[]): Verb {
  return namings.reduce<Verb>(
    (strictest, { verb }) => VERBS.indexOf(verb) > VERBS.indexOf(strictest) ? verb : strictest,
    "READ",
  );
}

function plainWrite(operation: string): Naming {
  return { operation, verb: "WRITE", category: "other", facts: {} };
}

/** Whether the requests carry little besides the names of fields. */
function carriesLittle(view: CallView, requests: readonly GraphqlRequest[]): boolean {
  if (view.method === "GET" || view.method === "HEAD") return true;
  if (view.bodyBytes > MAX_BYTES_TO_STRANGERS) return false;
  let text = view.text.length;
  for (const { document = "" } of requests) {
    // Comments and block strings are room for anything.
    if (document.includes("#") || document.includes('"""')) return false;
    const literals = document.match(/"(?:[^"\\\n]|\\.)*"/g) ?? [];
    text += literals.join("").length - JSON.stringify(document).length;
  }
  return text <= MAX_TEXT_TO_STRANGERS;
}
