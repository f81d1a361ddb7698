/** What can be told about a call to a place that no table knows: by its method, its scheme, and the name its caller gives it. */
import type { CallView } from "../call_view.ts";
import type { Verb } from "../types.ts";
import { knownTool, serviceOf } from "./mcp_servers/list.ts";
import { anyExternal, argumentFacts, opensToAll, readArguments } from "./naming/arguments.ts";
import type { NameReading } from "./naming/clause.ts";
import { graver, readName, snakeCase, wordsOf } from "./names.ts";
import type { HomeFacts, Naming } from "./service.ts";
import { type NameHttp, nameShell, readShellCall } from "./shell/shell_call.ts";
import { isDatabase, isShellTool, runsCode, takesSql } from "./shell/shell_tools.ts";
import { readSqlFields } from "./sql/sql_fields.ts";

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
    return {
      operation: snakeCase(operation) || byMethod.operation,
      verb,
      category,
      facts: unplaced(argumentFacts(readArguments(view), verb === "READ")),
    };
  }
  // Services in RPC style name the act at the end of the path: `POST /v2/files/delete`.
  const last = view.location.splitSegments.at(-1);
  if (view.method !== "POST" || last === undefined || wordsOf(last).length > 4) return byMethod;
  const { category } = readName(last);
  return category === "delete" || category === "destroy" ? { ...byMethod, category: "delete" } : byMethod;
}

/** An unknown host may claim any organisation, repository or channel: no rule may trust in them. */
function unplaced(facts: Record<string, string>): Record<string, string> {
  for (const name of ["org", "repo", "channel", "account", "region", "http_host", "url"]) delete facts[name];
  return facts;
}

/** What a call by name is, and the service and host it is named after. */
export type ToolNaming = Naming & { readonly tool: string; readonly host?: string };

/**
 * A tool that is called by name: an MCP tool, a shell, a function inside the agent.
 *
 * The name says what it does, as the server's documentation has it or as its words read. What its arguments hold can say more: a command
 * line, SQL, or a request are read for what they do.
 */
export function nameByTool(view: CallView, home: HomeFacts, nameHttp: NameHttp): ToolNaming {
  const called = readCalled(view);
  const { server, service, name, isShell } = called;
  const { scheme } = view.location;
  const tool = service ?? (server || scheme || UNKNOWN_TOOL);
  const values = readArguments(view);
  const named = name === ""
    ? nameByScheme(scheme, view)
    : { operation: operationName(name), ...readTool(called) };
  const report = readShellCall(view, {
    anyText: isShell,
    withCode: isShell || named.category === "execute",
    language: runsCode(name) ? "code" : "sh",
  });
  const sql = readSqlFields(view, takesSql(name, service));
  const shell = report === undefined ? undefined : nameShell(view, report, nameHttp);
  const said = readArgued(named, called, { sql, shell });
  const facts: Record<string, string> = {
    ...argumentFacts(values, said.verb === "READ"),
    ...(shell !== undefined && (isShell || shell.facts["shell_signals"] !== undefined) && shell.facts),
    ...(sql !== undefined && { sql: sql.kinds.join(",") }),
    ...(scheme === "mcp" && { mcp_server: view.location.host }),
  };
  const people = values.get("recipient") ?? values.get("principal");
  const external = anyExternal(people, home);
  if (external !== undefined && said.verb !== "READ") facts["external_recipient"] = String(external);
  // Who gets access, not who gets a message. With no home named nobody is known to be inside, so a tool that invites colleagues all
  // day would be asked about all day: then what the session has read decides, and only what is opened to everyone is outside for sure.
  const canTell = home.internalDomains.length > 0;
  const shared = said.category === "share" ? opensToAll(view) || (canTell ? external : undefined) : undefined;
  if (isShell && shell?.request !== undefined) {
    const { tool, operation, host } = shell.request;
    return { ...said, operation, facts, tool, host, ...externally(shell.externalPrincipal) };
  }
  return { operation: named.operation, ...said, facts, tool, ...externally(shared) };
}

const externally = (external: boolean | undefined) =>
  external !== undefined && { externalPrincipal: external };

interface Called {
  readonly server: string;
  /** The service behind a server that is known. */
  readonly service: string | undefined;
  readonly name: string;
  readonly isShell: boolean;
}

function readCalled(view: CallView): Called {
  const { scheme, host, segments } = view.location;
  const given = splitToolName(view.call.toolName ?? "");
  const server = (scheme === "mcp" ? host : "") || given.service;
  const name = (scheme === "mcp" ? segments.join("/") : "") || given.operation;
  // What goes to a shell's address is run, whatever the caller calls it.
  return { server, service: serviceOf(server), name, isShell: scheme === "exec" || isShellTool(name) };
}

function readTool({ server, name, isShell }: Called): NameReading {
  if (isShell) return { verb: "WRITE", category: "execute" };
  return knownTool(server, name)?.reading ?? readName(name);
}

/** The name's reading and what the arguments say. Where they are all there is to the tool, they alone count. */
function readArgued(
  { verb, category }: NameReading,
  { name, service, isShell }: Called,
  { sql, shell }: { sql: NameReading | undefined; shell: ReturnType<typeof nameShell> | undefined },
): NameReading {
  if (isShell && shell !== undefined) return { verb: shell.verb, category: shell.category };
  let said: NameReading = { verb, category };
  if (sql !== undefined) said = takesSql(name, service) || isDatabase(service) ? sql : graver(said, sql);
  if (shell !== undefined && (category === "execute" || shell.facts["shell_signals"] !== undefined)) {
    said = shell.verb === "READ" ? said : graver(said, shell);
  }
  return { verb: said.verb, category: said.category };
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
