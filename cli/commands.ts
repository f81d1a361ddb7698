import type { Command } from "commander";
import type { Shell } from "./shell.ts";

export interface CommandModule {
  /** Gives the command its arguments, options, help and action. The action sets `shell.exitCode`. */
  define(command: Command, shell: Shell): void;
}

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** It has subcommands, and does something without one as well. Default false. */
  readonly runsAlone?: boolean;
  readonly load: () => Promise<CommandModule>;
}

/** What `interven` alone runs. */
export const DEFAULT_COMMAND = "gateway";

/** Every command, in the order of the help; each is loaded only when it is asked for. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "gateway",
    summary: "run the proxy, the engine API and the dashboard (what interven alone does)",
    load: () => import("./gateway.ts"),
  },
  {
    name: "mcp",
    summary: "serve the guard as an MCP server; mcp proxy: stand in front of another; mcp pins: its tools",
    runsAlone: true,
    load: () => import("./mcp.ts"),
  },
  { name: "scan", summary: "judge one call and exit with its decision", load: () => import("./scan.ts") },
  {
    name: "approvals",
    summary: "list, approve or deny calls that wait for a person",
    load: () => import("./approvals.ts"),
  },
  {
    name: "audit",
    summary: "check, follow or export the record of every decision",
    load: () => import("./audit.ts"),
  },
  { name: "policy", summary: "validate or show a policy", load: () => import("./policy.ts") },
  { name: "rules", summary: "list or check the detection rules", load: () => import("./rules.ts") },
  {
    name: "run",
    summary: "run a program with its HTTP calls judged: run -- <command…>",
    load: () => import("./run.ts"),
  },
  {
    name: "ca",
    summary: "make, show or remove the local certificate authority with which TLS is looked into",
    load: () => import("./ca.ts"),
  },
  {
    name: "setup",
    summary: "put Interven in front of an MCP client's servers, or add it to them; --list finds the clients",
    load: () => import("./setup.ts"),
  },
  {
    name: "hook",
    summary: "judge the tool calls of a client that asks before each: hook claude-code",
    load: () => import("./hook.ts"),
  },
  { name: "doctor", summary: "say what is in force and whether it works", load: () => import("./doctor.ts") },
  { name: "version", summary: "print the version", load: () => import("./version.ts") },
];
