import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/**
 * docs.cline.bot/mcp names cline_mcp_settings.json, and ~/.cline/data/settings for the command line. The extension's copy lies in the
 * folder that VS Code gives an extension (code.visualstudio.com/api, `globalStorageUri`), under its id.
 */
export const cline: Client = {
  id: "cline",
  title: "Cline",
  format: "json",
  files: ({ appData, home, join }) => [
    join(
      appData,
      "Code",
      "User",
      "globalStorage",
      "saoudrizwan.claude-dev",
      "settings",
      "cline_mcp_settings.json",
    ),
    join(home, ".cline", "data", "settings", "cline_mcp_settings.json"),
  ],
  servers: ["mcpServers"],
  stdio: COMMAND_AND_ARGS,
  http: ["url"],
  httpType: "streamableHttp",
  restart: "Cline reads the file again by itself; its MCP Servers panel lists them",
};
