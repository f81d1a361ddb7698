import type { Client } from "../client.ts";

/** goose-docs.ai (github.com/aaif-goose/goose), "Configuration Overview": `extensions` in config.yaml; it is no MCP name, `cmd` and `uri` neither. */
export const goose: Client = {
  id: "goose",
  title: "goose",
  format: "yaml",
  files: ({ platform, appData, home, join }) => [
    platform === "windows"
      ? join(appData, "Block", "goose", "config", "config.yaml")
      : join(home, ".config", "goose", "config.yaml"),
  ],
  servers: ["extensions"],
  stdio: {
    command: "cmd",
    args: "args",
    fixed: (name) => ({ name, type: "stdio", enabled: true, timeout: 300 }),
  },
  http: ["uri"],
  httpType: "streamable_http",
  restart: "Start a new session of goose",
};
