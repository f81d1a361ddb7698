import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/** code.visualstudio.com/docs/agents/reference/mcp-configuration: mcp.json of the user's profile, .vscode/mcp.json of a workspace. */
export const vscode: Client = {
  id: "vscode",
  title: "VS Code",
  format: "jsonc",
  files: ({ appData, join }) => [join(appData, "Code", "User", "mcp.json")],
  projectFile: ".vscode/mcp.json",
  servers: ["servers"],
  stdio: { ...COMMAND_AND_ARGS, fixed: () => ({ type: "stdio" }) },
  http: ["url"],
  httpType: "http",
  restart: "Run MCP: List Servers from the command palette, and start the server there",
};
