/** What is known about public MCP servers, by server and by name of the tool alone. */
import type { NameReading } from "../naming/clause.ts";
import { snakeCase } from "../naming/words.ts";
import { remembered } from "../../recent.ts";
import type { Verb } from "../../types.ts";
import { DATA_AND_CLOUD } from "./data_and_cloud.ts";
import { FILES_AND_CODE } from "./files_and_code.ts";
import { PEOPLE_AND_WORK } from "./people_and_work.ts";
import type { McpServer } from "./server.ts";

export const MCP_SERVERS: readonly McpServer[] = [...FILES_AND_CODE, ...PEOPLE_AND_WORK, ...DATA_AND_CLOUD];

export interface McpTool {
  readonly tool: string;
  readonly reading: NameReading;
}

const BY_SERVER = new Map<string, ReadonlyMap<string, McpTool>>();
const SERVICE_OF = new Map<string, string>();
/** Null where servers mean different things by one name. */
const BY_NAME = new Map<string, McpTool | null>();

for (const { tool, servers, acts } of MCP_SERVERS) {
  const tools = new Map<string, McpTool>();
  for (const [act, names] of acts) {
    const [verb, category] = act.split(" ") as [Verb, string];
    for (const name of names.split(" ")) {
      const known: McpTool = { tool, reading: { verb, category } };
      tools.set(name, known);
      const other = BY_NAME.get(name);
      const agrees = other === undefined ||
        (other !== null && other.reading.verb === verb && other.reading.category === category);
      BY_NAME.set(name, agrees ? known : null);
    }
  }
  for (const server of servers) {
    BY_SERVER.set(server, tools);
    SERVICE_OF.set(server, tool);
  }
}

/** Names of servers often carry more than the service: `mcp-server-slack`, `github-mcp`, `@org/notion-mcp-server`. */
export const plainServer = remembered((server): string =>
  snakeCase(server).split("_").filter((word) =>
    !/^(?:mcp|server|servers|official|remote|local|api)$/.test(word)
  ).join("_")
);

/** The service behind a server's name; undefined when it is not known. */
export function serviceOf(server: string): string | undefined {
  return SERVICE_OF.get(plainServer(server)) ?? SERVICE_OF.get(snakeCase(server));
}

/**
 * What a tool does: as its server documents it, or, on a server that is not known, as the one meaning its name has anywhere.
 * Names of one word mean too much to be known without their server.
 */
export function knownTool(server: string, name: string): McpTool | undefined {
  const plain = snakeCase(name);
  const own = BY_SERVER.get(plainServer(server))?.get(plain);
  if (own !== undefined) return own;
  return plain.includes("_") ? BY_NAME.get(plain) ?? undefined : undefined;
}
