import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/** cursor.com/docs/context/mcp, "Configuration locations". */
export const cursor: Client = {
  id: "cursor",
  title: "Cursor",
  format: "jsonc",
  files: ({ home, join }) => [join(home, ".cursor", "mcp.json")],
  projectFile: ".cursor/mcp.json",
  servers: ["mcpServers"],
  stdio: COMMAND_AND_ARGS,
  http: ["url"],
  restart: "Quit Cursor and start it again; Settings → Tools & MCP lists the servers",
};
