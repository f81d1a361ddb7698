import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/** github.com/google-gemini/gemini-cli, docs/tools/mcp-server.md. Its settings may hold comments. */
export const geminiCli: Client = {
  id: "gemini-cli",
  title: "Gemini CLI",
  format: "jsonc",
  files: ({ home, join }) => [join(home, ".gemini", "settings.json")],
  projectFile: ".gemini/settings.json",
  servers: ["mcpServers"],
  stdio: COMMAND_AND_ARGS,
  http: ["httpUrl", "url"],
  restart: "Start Gemini CLI again; /mcp lists the servers",
};
