import { type Command, Option } from "commander";
import type { SettingOrigin } from "../engine/wire/gateway_settings.ts";
import { UsageError } from "./exit_codes.ts";
import { originOf, readSettingsFile, resolveSettings, type SettingSources } from "./resolve_settings.ts";
import { type Setting, type SettingName, SETTINGS, type Settings } from "./settings.ts";
import { fallbackText } from "./settings_table.ts";
import type { Shell } from "./shell.ts";

/** Adds the flag of each named setting; its help line tells the environment variable and the default. */
export function addSettings(command: Command, names: readonly SettingName[]): void {
  for (const name of names) {
    const setting: Setting<unknown> = SETTINGS[name];
    const option = new Option(setting.flag, `${setting.doc}${hint(setting)}`);
    if (setting.repeatable) {
      option.argParser((text: string, before: readonly string[] | undefined) => [...(before ?? []), text]);
    }
    command.addOption(option);
  }
}

function hint(setting: Setting<unknown>): string {
  const fallback = fallbackText(setting);
  const parts = [
    ...(setting.env === undefined ? [] : [`env ${setting.env}`]),
    ...(fallback === "" ? [] : [`default: ${fallback}`]),
  ];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

/**
 * The settings a command runs with.
 *
 * @throws {UsageError} for a bad value, whatever its place.
 */
export async function settingsOf<K extends SettingName>(
  command: Command,
  names: readonly K[],
  shell: Shell,
): Promise<Settings<K>> {
  return resolveSettings(names, await sourcesOf(command, shell));
}

/** Settings, and where each of them comes from. */
export interface TracedSettings<K extends SettingName> {
  readonly settings: Settings<K>;
  readonly origins: Readonly<Record<K, SettingOrigin>>;
}

/**
 * As `settingsOf`, for a command that tells what it runs with.
 *
 * @throws {UsageError} for a bad value, whatever its place.
 */
export async function tracedSettingsOf<K extends SettingName>(
  command: Command,
  names: readonly K[],
  shell: Shell,
): Promise<TracedSettings<K>> {
  const sources = await sourcesOf(command, shell);
  const origins = names.map((name) => [name, originOf(name, sources)]);
  return {
    settings: resolveSettings(names, sources),
    origins: Object.fromEntries(origins) as Record<K, SettingOrigin>,
  };
}

async function sourcesOf(command: Command, shell: Shell): Promise<SettingSources> {
  const flags: Record<string, unknown> = command.opts();
  if (flags["verbose"] === true && flags["quiet"] === true) {
    throw new UsageError("Cannot use --verbose together with --quiet: want one of them");
  }
  const sources: SettingSources = { flags, env: (name) => shell.env(name) };
  const { config } = resolveSettings(["config"], sources);
  if (config === undefined) return sources;
  return { ...sources, file: { path: config, values: await readSettingsFile(config) } };
}
