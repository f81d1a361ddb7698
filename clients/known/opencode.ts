import type { Client } from "../client.ts";
import { isMap, type JsonMap, valueAt } from "../files/change.ts";

/**
 * opencode.ai/docs/mcp-servers (version 2: `mcp.servers`) and opencode.ai/v1/docs/mcp-servers (version 1: `mcp`). A file that has
 * servers says which version it is for; one without is written for the current one.
 */
export const opencode: Client = {
  id: "opencode",
  title: "OpenCode",
  format: "jsonc",
  // $XDG_CONFIG_HOME or ~/.config on every platform (opencode.ai/docs/config).
  files: ({ config, join }) =>
    ["opencode.json", "opencode.jsonc"].map((name) => join(config, "opencode", name)),
  projectFile: "opencode.json",
  servers: (settings) => isFirstVersion(settings) ? ["mcp"] : ["mcp", "servers"],
  stdio: { command: "command", args: null, fixed: () => ({ type: "local" }) },
  http: ["url"],
  httpType: "remote",
  restart: "Start OpenCode again; opencode mcp list shows the servers",
};

function isFirstVersion(settings: JsonMap): boolean {
  const mcp = valueAt(settings, ["mcp"]);
  return isMap(mcp) && Object.values(mcp).some((entry) => isMap(entry) && typeof entry["type"] === "string");
}
