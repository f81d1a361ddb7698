import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/** zed.dev/docs/ai/mcp for the entry, zed.dev/docs/configuring-zed for the file. */
export const zed: Client = {
  id: "zed",
  title: "Zed",
  format: "jsonc",
  files: ({ platform, appData, home, config, join }) => [
    platform === "windows"
      ? join(appData, "Zed", "settings.json")
      : join(platform === "macos" ? join(home, ".config") : config, "zed", "settings.json"),
  ],
  projectFile: ".zed/settings.json",
  servers: ["context_servers"],
  stdio: COMMAND_AND_ARGS,
  http: ["url"],
  restart: "Zed reads the file again by itself; the Agent Panel's settings list the servers",
};
