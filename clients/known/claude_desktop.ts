import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/**
 * modelcontextprotocol.io, "Connect to local MCP servers", names the file on macOS and Windows. On Linux it is the folder that the
 * program's framework (Electron, `app.getPath("userData")`) gives it.
 */
export const claudeDesktop: Client = {
  id: "claude-desktop",
  title: "Claude Desktop",
  format: "json",
  files: ({ appData, join }) => [join(appData, "Claude", "claude_desktop_config.json")],
  servers: ["mcpServers"],
  stdio: COMMAND_AND_ARGS,
  http: [],
  restart: "Quit Claude Desktop and start it again",
};
