import { type Client, COMMAND_AND_ARGS } from "../client.ts";
import { isMap } from "../files/change.ts";

/**
 * code.claude.com/docs/en/mcp, "MCP installation scopes": the user's servers stand in ~/.claude.json, there also those of local scope
 * under the path of their project; what a project shares stands in .mcp.json at its root.
 */
export const claudeCode: Client = {
  id: "claude-code",
  title: "Claude Code",
  format: "json",
  files: ({ home, join }) => [join(home, ".claude.json")],
  projectFile: ".mcp.json",
  servers: ["mcpServers"],
  more: ({ projects }) =>
    isMap(projects) ? Object.keys(projects).map((project) => ["projects", project, "mcpServers"]) : [],
  stdio: { ...COMMAND_AND_ARGS, fixed: () => ({ type: "stdio" }) },
  http: ["url"],
  httpType: "http",
  restart: "Start a new session of Claude Code; /mcp lists the servers",
};
