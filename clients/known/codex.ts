import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/** developers.openai.com/codex/mcp: `[mcp_servers.<name>]` in config.toml of CODEX_HOME (~/.codex), or of a trusted project. */
export const codex: Client = {
  id: "codex",
  title: "Codex",
  format: "toml",
  files: ({ home, env, join }) => [join(env("CODEX_HOME") || join(home, ".codex"), "config.toml")],
  projectFile: ".codex/config.toml",
  servers: ["mcp_servers"],
  stdio: COMMAND_AND_ARGS,
  http: ["url"],
  restart: "Start a new session of Codex; /mcp lists the servers",
};
