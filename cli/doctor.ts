import type { Command } from "commander";
import { addSettings, settingsOf } from "./command_settings.ts";
import type { Shell } from "./shell.ts";

const SETTING_NAMES = [
  "config",
  "policy",
  "threatIntel",
  "internalDomain",
  "dataDir",
  "workers",
  "gatewayUrl",
  "apiKey",
  "scanTimeoutMs",
  "port",
] as const;

const HELP = `
Says what would be in force with the same settings: version, runtime, data folder, policy, rules, lists of places, who is inside, scanning threads, and a call
with a fake secret that must be found. Nothing of that call is kept. Exit code 1 when something is wrong.`;

export function define(command: Command, shell: Shell): void {
  addSettings(command, SETTING_NAMES);
  command.addHelpText("after", HELP);
  command.action(async () => {
    const settings = await settingsOf(command, SETTING_NAMES, shell);
    const { examine } = await import("./examination.ts");
    await examine(settings, shell);
  });
}
