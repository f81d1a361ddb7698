/**
 * Which way of serving an HTTP request asks for: a session, as the revisions up to 2025-11-25 have them, or none, as from 2026-07-28 on.
 * The message says it, and the headers that repeat it must agree: those who stand between may have judged by them.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports#streamable-http
 */
import { ERROR, type Frame, isObject, type JsonObject, kindOf, paramsOf } from "../message.ts";
import { readHeaderValue } from "./header_value.ts";

export const META = {
  protocolVersion: "io.modelcontextprotocol/protocolVersion",
  clientCapabilities: "io.modelcontextprotocol/clientCapabilities",
  logLevel: "io.modelcontextprotocol/logLevel",
  subscriptionId: "io.modelcontextprotocol/subscriptionId",
} as const;

/** Codes of revision 2026-07-28. */
export const HEADER_MISMATCH = -32020;
export const INVALID_PARAMS = -32602;

const FIRST_SESSIONLESS = "2026-07-28";

export type Route =
  | { readonly kind: "session" }
  | { readonly kind: "sessionless"; readonly frame: Frame }
  | { readonly kind: "refused"; readonly code: number; readonly why: string };

/** Of a POST, which is judged by its message first. */
export function routeOf(headers: Headers, frames: readonly Frame[]): Route {
  const version = headers.get("mcp-protocol-version");
  const isClaimed = frames.some(({ message }) => metaOf(message)[META.protocolVersion] !== undefined);
  const [frame] = frames;
  if (!isClaimed && !isSessionless(version)) return { kind: "session" };
  if (frame === undefined || frames.length > 1) {
    return refused(ERROR.invalidRequest, "Messages of this revision come one by one");
  }
  const kind = kindOf(frame.message);
  if (kind === "response") return refused(ERROR.invalidRequest, "Nothing was asked of the client");
  const why = kind === "request" ? mismatchOf(headers, frame.message) : undefined;
  return why ?? { kind: "sessionless", frame };
}

/** Versions are dates, so that they are in order as texts; none is below this one that has sessions. */
function isSessionless(version: string | null): boolean {
  return version !== null && /^\d{4}-\d\d-\d\d$/.test(version) && version >= FIRST_SESSIONLESS;
}

function mismatchOf(headers: Headers, message: JsonObject): Route | undefined {
  const meta = metaOf(message);
  const method = String(message["method"]);
  const { [META.protocolVersion]: claimed, [META.clientCapabilities]: capabilities } = meta;
  if (claimed === undefined && method === "initialize") {
    return disagree("the message opens a session, which this revision does not have");
  }
  if (typeof claimed !== "string" || !isObject(capabilities)) {
    const missing = typeof claimed !== "string" ? META.protocolVersion : META.clientCapabilities;
    return refused(INVALID_PARAMS, `Invalid params: want "${missing}" in _meta`);
  }
  const wrong = [
    differs(headers, "MCP-Protocol-Version", claimed),
    differs(headers, "Mcp-Method", method),
    differs(headers, "Mcp-Name", nameOf(method, paramsOf(message))),
  ].find((each) => each !== undefined);
  return wrong === undefined ? undefined : disagree(wrong);
}

/** What {@linkcode nameOf} is taken from, by method. */
const NAMED_BY: Readonly<Record<string, string>> = {
  "tools/call": "name",
  "prompts/get": "name",
  "resources/read": "uri",
  "tasks/get": "taskId",
  "tasks/update": "taskId",
  "tasks/cancel": "taskId",
};

/** What the header `Mcp-Name` repeats; undefined where there is no such header. */
export function nameOf(method: string, params: JsonObject): string | undefined {
  const field = Object.hasOwn(NAMED_BY, method) ? NAMED_BY[method] : undefined;
  const name = field === undefined ? undefined : params[field];
  return typeof name === "string" ? name : undefined;
}

/** Why a header does not say what the message does. */
function differs(headers: Headers, name: string, expected: string | undefined): string | undefined {
  if (expected === undefined) return undefined;
  const given = headers.get(name);
  if (given === null) return `the header ${name} is missing`;
  return readHeaderValue(given) === expected ? undefined : `the header ${name} says something else`;
}

export function metaOf(message: JsonObject): JsonObject {
  const meta = paramsOf(message)["_meta"];
  return isObject(meta) ? meta : {};
}

function refused(code: number, why: string): Route {
  return { kind: "refused", code, why };
}

function disagree(why: string): Route {
  return refused(HEADER_MISMATCH, `The headers and the message disagree: ${why}`);
}
