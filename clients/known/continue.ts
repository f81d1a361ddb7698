import { type Client, COMMAND_AND_ARGS } from "../client.ts";

/** docs.continue.dev/reference, "mcpServers": a list in config.yaml. */
export const continueDev: Client = {
  id: "continue",
  title: "Continue",
  format: "yaml",
  files: ({ home, join }) => [join(home, ".continue", "config.yaml")],
  servers: ["mcpServers"],
  form: "list",
  stdio: { ...COMMAND_AND_ARGS, fixed: (name) => ({ name }) },
  http: ["url"],
  restart: "Continue reads the file again by itself; its tools settings list the servers",
};
