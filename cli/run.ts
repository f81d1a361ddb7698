import { basename } from "node:path";
import { type Command, Option } from "commander";
import { addSettings, tracedSettingsOf } from "./command_settings.ts";
import { UsageError } from "./exit_codes.ts";
import { GATEWAY_SETTINGS } from "./gateway.ts";
import { FAIL_ON, type FailOn } from "./run_summary.ts";
import type { SettingName } from "./settings.ts";
import type { Shell } from "./shell.ts";

/** Those of the gateway that mean something for one run. */
const SHOWN = [
  "config",
  "mode",
  "policy",
  "threatIntel",
  "internalDomain",
  "dataDir",
  "interceptExcept",
  "allowUpstream",
  "approvalWait",
  "failOpen",
  "maxBody",
  "workers",
  "apiKey",
  "gatewayUrl",
  "quiet",
] as const satisfies readonly SettingName[];

const HELP = `
Starts a gateway of its own on free ports of this machine, and the program with the variables that send its HTTP calls
through it: the proxy variables in both cases, and those for the certificate authority of this run, which curl, git,
Python, Node (22.21, 24 and later), Deno, Go, Java, Ruby, cargo and others heed. The authority is made for the run,
kept in memory, and vouches for nothing afterwards; when there is one of interven ca init, that is taken. Decisions
are recorded in the data folder, as with interven gateway.

The program keeps stdin, stdout, its working folder and its exit code; signals are passed on to it. What happened is
told on stderr at the end. Calls to this machine go round the gateway, unless --guard-loopback is given.

This guides programs that heed the variables. It does not lock in one that means to get out: see docs/forward-proxy.md.

Examples:
  interven run -- curl https://api.github.com/zen
  interven run --agent nightly --fail-on deny -- python agent.py        in CI: exit code 5 when a call was refused
  interven run --mode monitor -- npm test                               refuse nothing, tell what would have been`;

export interface RunOptions {
  readonly agent: string;
  readonly failOn: FailOn | undefined;
  readonly guardLoopback: boolean;
}

export function define(command: Command, shell: Shell): void {
  command.usage("[options] -- <command...>").addHelpText("after", HELP)
    .argument("[command...]", "the program and its arguments, after --")
    .option("--agent <name>", "what the agent is called (default: the program's name)")
    .addOption(
      new Option(
        "--fail-on <decision>",
        "exit code 5, 4 or 3 when a call was decided so or more strictly, and the program itself ended well",
      )
        .choices([...FAIL_ON]),
    )
    .option(
      "--guard-loopback",
      "send calls to this machine through the gateway, too; it refuses them without --allow-upstream",
    );
  // What follows the program's name is the program's own, dashes or not.
  command.passThroughOptions();
  addSettings(command, SHOWN);
  command.action(async (words: string[]) => {
    const [program, ...args] = words;
    if (program === undefined) throw new UsageError("Missing command: want interven run -- <command…>");
    const { agent = basename(program), failOn, guardLoopback = false } = command.opts();
    const traced = await tracedSettingsOf(command, GATEWAY_SETTINGS, shell);
    const { runProgramGuarded } = await import("./run_guarded.ts");
    await runProgramGuarded([program, ...args], { traced, options: { agent, failOn, guardLoopback }, shell });
  });
}
