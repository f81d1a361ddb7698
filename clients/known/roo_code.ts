import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/**
 * docs.roocode.com/features/mcp/using-mcp-in-roo names mcp_settings.json and .roo/mcp.json. The first lies in the folder that VS Code
 * gives an extension (code.visualstudio.com/api, `globalStorageUri`), under its id.
 */
export const rooCode: Client = {
  id: "roo-code",
  title: "Roo Code",
  format: "json",
  files: ({ appData, join }) => [
    join(
      appData,
      "Code",
      "User",
      "globalStorage",
      "rooveterinaryinc.roo-cline",
      "settings",
      "mcp_settings.json",
    ),
  ],
  projectFile: ".roo/mcp.json",
  servers: ["mcpServers"],
  stdio: COMMAND_AND_ARGS,
  http: ["url"],
  httpType: "streamable-http",
  restart: "Roo Code reads the file again by itself; its MCP view lists the servers",
};
