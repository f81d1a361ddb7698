/**
 * GraphQL requests in the forms that servers take: JSON alone or as a batch, `application/graphql`, a form, a multipart form, and the
 * query of a URL (https://graphql.github.io/graphql-over-http/draft/, https://github.com/jaydenseric/graphql-multipart-request-spec).
 */
import type { CallView } from "../call_view.ts";
import { mediaType } from "../media_type.ts";
import { readMultipart } from "../text/multipart.ts";

/** Longer batches are not read; gateways that take batches at all stop far below. */
const MAX_BATCH = 100;

export interface GraphqlRequest {
  /** Undefined when the request names a document that the server has stored. */
  readonly document: string | undefined;
  readonly operationName: string | undefined;
  readonly variables: unknown;
}

/** All requests that a call holds, or that there are some which cannot be read. */
export type GraphqlRequests = readonly GraphqlRequest[] | "unreadable";

/** Undefined when nothing in the call looks like GraphQL. A server may read the URL or the body: both count. */
export function readGraphqlRequests(view: CallView): GraphqlRequests | undefined {
  const found: GraphqlRequest[] = [];
  const inQuery = fromParameters((name) => view.location.query.filter(([other]) => other === name).map(last));
  const inBody = readBody(view);
  if (inBody === "unreadable") return inBody;
  found.push(...inQuery, ...inBody);
  if (found.length > MAX_BATCH) return "unreadable";
  return found.length === 0 ? undefined : found;
}

const last = ([, value]: readonly [string, string]) => value;

function readBody(view: CallView): GraphqlRequests {
  const { fields } = view;
  const type = mediaType(view.call.body?.contentType ?? "");
  if (fields.kind === "unreadable") return "unreadable";
  if (fields.kind === "json") return fromJson(fields.value);
  if (fields.kind === "form") {
    const { value } = fields;
    return fromParameters((name) => [value[name]].flat().filter((one) => typeof one === "string"));
  }
  if (fields.kind === "none") return [];
  if (type === "application/graphql") {
    return [{ document: view.text, operationName: view.query("operationName"), variables: undefined }];
  }
  return type === "multipart/form-data" ? fromMultipart(view) : [];
}

function fromMultipart(view: CallView): GraphqlRequests {
  const { text } = view;
  const parts = readMultipart(text, { from: 0, to: text.length }, view.call.body?.contentType ?? "");
  if (parts === undefined) return "unreadable";
  const valuesOf = (name: string) =>
    parts.filter((part) => part.name === name).map(({ body }) => text.slice(body.from, body.to));
  const found: GraphqlRequest[] = [...fromParameters(valuesOf)];
  for (const operations of valuesOf("operations")) {
    const read = fromJson(parseJson(operations));
    if (read === "unreadable" || read.length === 0) return "unreadable";
    found.push(...read);
  }
  return found;
}

function fromJson(value: unknown): GraphqlRequests {
  if (!Array.isArray(value)) return fromObject(value);
  if (value.length > MAX_BATCH) return "unreadable";
  return value.flatMap(fromObject);
}

function fromObject(value: unknown): GraphqlRequest[] {
  if (typeof value !== "object" || value === null) return [];
  const members = Object.entries(value);
  // Some servers (those in Go) take keys in any case.
  const member = (name: string) =>
    members.filter(([key]) => key.toLowerCase() === name).map(([, one]) => one);
  const documents = member("query").filter((one) => typeof one === "string");
  const operationName = member("operationname").find((one) => typeof one === "string");
  const variables = member("variables")[0];
  const request = {
    operationName,
    variables: typeof variables === "string" ? parseJson(variables) : variables,
  };
  if (documents.length > 0) return documents.map((document) => ({ ...request, document }));
  const isStored =
    PERSISTED_KEYS.some((key) => member(key).some((one) => one !== null && one !== undefined)) ||
    member("extensions").some((one) => typeof one === "object" && one !== null && "persistedQuery" in one);
  return isStored || operationName !== undefined ? [{ ...request, document: undefined }] : [];
}

/** How clients name a document that the server has stored. */
const PERSISTED_KEYS = ["documentid", "document_id", "doc_id", "queryid", "query_id", "persistedquery"];

function fromParameters(valuesOf: (name: string) => readonly string[]): GraphqlRequest[] {
  const operationName = valuesOf("operationName")[0];
  const variables = parseJson(valuesOf("variables")[0] ?? "null");
  const documents = valuesOf("query");
  if (documents.length > 0) return documents.map((document) => ({ document, operationName, variables }));
  const extensions = valuesOf("extensions")[0];
  const isStored = extensions?.includes("persistedQuery") === true ||
    PERSISTED_KEYS.some((key) => valuesOf(key).length > 0);
  return isStored ? [{ document: undefined, operationName, variables }] : [];
}

/** Null for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
