/** The form of what is known about an MCP server. */
import type { Verb } from "../../types.ts";

/** Verb and category, as in `WRITE message`. */
export type ActName = `${Verb} ${string}`;

export interface McpServer {
  /** What the catalogue calls the service. */
  readonly tool: string;
  /** Names under which the server is commonly configured, in snake case, without `mcp` and `server`. */
  readonly servers: readonly string[];
  /** Names of tools in snake case, by what they do. */
  readonly acts: readonly (readonly [act: ActName, tools: string])[];
}
