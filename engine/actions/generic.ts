/** What can be told about a call to a place that no table knows: by its method, its scheme, and the name its caller gives it. */
import type { CallView } from "../call_view.ts";
import type { Verb } from "../types.ts";
import { firstField } from "./fact_fields.ts";
import { readName, snakeCase, wordsOf } from "./names.ts";
import { isExternalAddress } from "./principal.ts";
import type { HomeFacts, Naming } from "./service.ts";

export const UNKNOWN_TOOL = "custom_proxy";

const READ_METHODS = new Set(["GET", "HEAD", "OPTIONS", "QUERY"]);
const STRICTNESS: readonly Verb[] = ["READ", "WRITE", "ADMIN"];

/** By method alone. */
export function nameByMethod(view: CallView): Naming {
  const operation = view.method.toLowerCase();
  if (READ_METHODS.has(view.method)) return { operation, verb: "READ", category: "read", facts: {} };
  if (view.method === "DELETE") return { operation, verb: "WRITE", category: "delete", facts: {} };
  return { operation, verb: "WRITE", category: "other", facts: {} };
}

/** An unknown HTTP address. A name given by the caller can make it graver, never milder: the agent chose that name. */
export function nameUnknownHttp(view: CallView): Naming {
  const byMethod = nameByMethod(view);
  const given = view.call.toolName;
  if (given !== undefined) {
    const { operation } = splitToolName(given);
    const reading = readName(operation);
    const verb = stricter(byMethod.verb, reading.verb);
    const category = reading.verb === "READ" ? byMethod.category : reading.category;
    return { operation: snakeCase(operation) || byMethod.operation, verb, category, facts: {} };
  }
  // Services in RPC style name the act at the end of the path: `POST /v2/files/delete`.
  const last = view.location.splitSegments.at(-1);
  if (view.method !== "POST" || last === undefined || wordsOf(last).length > 4) return byMethod;
  const { category } = readName(last);
  return category === "delete" || category === "destroy" ? { ...byMethod, category: "delete" } : byMethod;
}

/** A tool that is called by name: an MCP tool, a shell, a function inside the agent. */
export function nameByTool(view: CallView, home: HomeFacts): Naming & { tool: string } {
  const { scheme, host, segments } = view.location;
  const given = splitToolName(view.call.toolName ?? "");
  const server = scheme === "mcp" ? host : "";
  const tool = server || given.service || scheme || UNKNOWN_TOOL;
  const name = (scheme === "mcp" ? segments.join("/") : "") || given.operation;
  const naming = name === ""
    ? nameByScheme(scheme, view)
    : { operation: operationName(name), ...readName(name), facts: {} };
  const facts = readToolFacts(view);
  if (scheme === "mcp") facts["mcp_server"] = host;
  const principal = facts["principal"];
  const external = naming.category === "share" && principal !== undefined
    ? isExternalAddress(principal, home)
    : undefined;
  return { ...naming, tool, facts, ...(external !== undefined && { externalPrincipal: external }) };
}

function nameByScheme(scheme: string, view: CallView): Naming {
  if (scheme === "exec") return { operation: "run", verb: "WRITE", category: "execute", facts: {} };
  if (scheme === "search") return { operation: "search", verb: "READ", category: "read", facts: {} };
  if (scheme === "message") {
    return { operation: "send_message", verb: "WRITE", category: "message", facts: {} };
  }
  return nameByMethod(view);
}

/** Plain names stay as they are, so that policies can use them as the server's owner writes them. */
function operationName(name: string): string {
  return /^[a-z0-9_]+$/.test(name) ? name : snakeCase(name);
}

/** What arguments of tools are commonly called. */
const TOOL_FACTS: Readonly<Record<string, readonly string[]>> = {
  channel: ["channel", "channel_id", "room"],
  org: ["owner", "org", "organization"],
  repo: ["repo", "repository"],
  principal: ["email", "emailAddress", "recipient", "to", "user", "username", "recipients", "invitee"],
  amount: ["amount"],
  region: ["region"],
  account: ["account", "account_id"],
};

function readToolFacts(view: CallView): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const [fact, places] of Object.entries(TOOL_FACTS)) {
    const value = firstField(view, places);
    if (value !== undefined) facts[fact] = value;
  }
  return facts;
}

/** `slack.post_message`, `mcp__slack__post_message` and `slack/post_message` name a service and an operation. */
export function splitToolName(name: string): { service: string; operation: string } {
  const plain = name.trim().replace(/^mcp__/, "");
  const match = /^(.+?)(?:__|[./:])(.+)$/.exec(plain);
  return match === null
    ? { service: "", operation: plain }
    : { service: match[1] ?? "", operation: match[2] ?? "" };
}

function stricter(a: Verb, b: Verb): Verb {
  return STRICTNESS.indexOf(a) >= STRICTNESS.indexOf(b) ? a : b;
}
