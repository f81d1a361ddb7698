import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/** code.claude.com/docs/en/mcp: the user's servers stand in ~/.claude.json, a project's in .mcp.json at its root. */
export const claudeCode: Client = {
  id: "claude-code",
  title: "Claude Code",
  format: "json",
  files: ({ home, join }) => [join(home, ".claude.json")],
  projectFile: ".mcp.json",
  servers: ["mcpServers"],
  stdio: { ...COMMAND_AND_ARGS, fixed: () => ({ type: "stdio" }) },
  http: ["url"],
  restart: "Start a new session of Claude Code; /mcp lists the servers",
};
