import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/** lmstudio.ai/docs/app/mcp: ~/.lmstudio/mcp.json, in Cursor's notation. */
export const lmStudio: Client = {
  id: "lm-studio",
  title: "LM Studio",
  format: "json",
  files: ({ home, join }) => [join(home, ".lmstudio", "mcp.json")],
  servers: ["mcpServers"],
  stdio: COMMAND_AND_ARGS,
  http: ["url"],
  restart: "LM Studio reads the file again when it is saved; the Program tab lists the servers",
};
