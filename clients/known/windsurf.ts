import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/** docs.windsurf.com/windsurf/cascade/mcp: the file, and `serverUrl` for servers over HTTP. */
export const windsurf: Client = {
  id: "windsurf",
  title: "Windsurf",
  format: "json",
  files: ({ home, join }) => [join(home, ".codeium", "windsurf", "mcp_config.json")],
  servers: ["mcpServers"],
  stdio: COMMAND_AND_ARGS,
  http: ["serverUrl", "url"],
  restart: "Press refresh in Windsurf's MCP panel, or start Windsurf again",
};
