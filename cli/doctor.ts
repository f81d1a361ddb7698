import type { Command } from "commander";
import { addSettings, settingsOf } from "./command_settings.ts";
import { EXIT } from "./exit_codes.ts";
import type { Examined } from "./examine/check.ts";
import type { Shell } from "./shell.ts";
import { textTable } from "./text_table.ts";

const SETTING_NAMES = [
  "config",
  "policy",
  "threatIntel",
  "internalDomain",
  "dataDir",
  "maxStoreSize",
  "workers",
  "gatewayUrl",
  "apiKey",
  "scanTimeoutMs",
  "host",
  "port",
] as const;

const HELP = `
Says what would be in force with the same settings, whether it works, and what to do where it does not: version, data folder, room on
the disk, the record, policy, rules, lists of places, who is inside, scanning threads with a fake secret that must be found, the port
and the dashboard. Nothing of the self-test is kept. Exit code 1 when something is wrong; a warning alone is 0.`;

export function define(command: Command, shell: Shell): void {
  addSettings(command, SETTING_NAMES);
  command.option("--json", "one object with what was found, for programs");
  command.addHelpText("after", HELP);
  command.action(async ({ json }: { json?: boolean }) => {
    const settings = await settingsOf(command, SETTING_NAMES, shell);
    const { examine } = await import("./examine/check.ts");
    const { checksFor } = await import("./examine/list.ts");
    const checks = await examine(checksFor(settings), settings);
    if (json) shell.out(JSON.stringify({ checks }, null, 2));
    else for (const line of linesOf(checks)) shell.out(line);
    shell.exitCode = checks.some(({ state }) => state === "failed") ? EXIT.failure : EXIT.ok;
  });
}

const STATE_WORDS = { ok: "ok", warn: "WARN", failed: "FAILED" } as const;

function linesOf(checks: readonly Examined[]): readonly string[] {
  const rows = checks.flatMap(({ name, state, text, mend }) => [
    [STATE_WORDS[state], name, text],
    ...(mend === undefined ? [] : [["", "", `→ ${mend}`]]),
  ]);
  return textTable(rows);
}
