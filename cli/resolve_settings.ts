import type { SettingOrigin } from "../engine/wire/gateway_settings.ts";
import { UsageError } from "./exit_codes.ts";
import { flagName, type Setting, type SettingName, SETTINGS, type Settings } from "./settings.ts";

/** Where settings come from. Flags as commander hands them over: text, `true` for a switch, a list for a repeatable one. */
export interface SettingSources {
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: (name: string) => string | undefined;
  readonly file?: { readonly path: string; readonly values: Readonly<Record<string, unknown>> };
}

/**
 * The value of each named setting: from its flag, else its environment variable, else the settings file, else its
 * default. An empty environment variable counts as unset.
 *
 * @throws {UsageError} naming the place, the value and what is allowed.
 */
export function resolveSettings<K extends SettingName>(
  names: readonly K[],
  sources: SettingSources,
): Settings<K> {
  const entries = names.map((name) => [name, resolveOne(name, sources)]);
  return Object.fromEntries(entries) as Settings<K>;
}

function resolveOne(name: SettingName, sources: SettingSources): unknown {
  const setting: Setting<unknown> = SETTINGS[name];
  const flag = flagName(name);
  const given = sources.flags[name];
  if (given !== undefined) return typeof given === "boolean" ? given : parsed(setting, flag, textOf(given));
  const fromEnv = setting.env === undefined ? undefined : sources.env(setting.env);
  if (setting.env !== undefined && fromEnv !== undefined && fromEnv !== "") {
    return parsed(setting, setting.env, fromEnv);
  }
  const key = flag.slice(2);
  const fromFile = sources.file?.values[key];
  if (fromFile === undefined || fromFile === null) return setting.fallback;
  return parsed(setting, `${key} in ${sources.file?.path}`, textOf(fromFile));
}

/** Where the value of a setting comes from. */
export function originOf(name: SettingName, { flags, env, file }: SettingSources): SettingOrigin {
  const { env: variable } = SETTINGS[name] as Setting<unknown>;
  if (flags[name] !== undefined) return "flag";
  if (variable !== undefined && (env(variable) ?? "") !== "") return "env";
  const inFile = file?.values[flagName(name).slice(2)];
  return inFile === undefined || inFile === null ? "default" : "file";
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function parsed(setting: Setting<unknown>, place: string, text: string): unknown {
  const result = setting.parse(text);
  if ("value" in result) return result.value;
  const shown = setting.secret
    ? ""
    : ` ${JSON.stringify(text.length > 80 ? text.slice(0, 77) + "..." : text)}`;
  throw new UsageError(`Invalid ${place}${shown}: want ${result.want}`);
}

/**
 * Reads a settings file: one YAML mapping from flag names without dashes to values.
 *
 * @throws {UsageError} when it cannot be read, is no mapping, or names a setting that does not exist.
 */
export async function readSettingsFile(path: string): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (cause) {
    throw new UsageError(`Cannot read settings file "${path}": ${reasonOf(cause)}`, { cause });
  }
  const values = await yamlOf(text, path);
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new UsageError(`Cannot use settings file "${path}": want a mapping such as "port: 4200"`);
  }
  const allowed = (Object.keys(SETTINGS) as SettingName[]).map((name) => flagName(name).slice(2));
  const unknown = Object.keys(values).find((key) => !allowed.includes(key) || key === "config");
  if (unknown !== undefined) {
    const names = allowed.filter((key) => key !== "config").join(", ");
    throw new UsageError(`Unknown setting "${unknown}" in ${path}: want one of ${names}`);
  }
  return values as Record<string, unknown>;
}

/** Aliases are refused: no settings file needs them, and nested ones can grow without end. */
async function yamlOf(text: string, path: string): Promise<unknown> {
  const { parseDocument } = await import("yaml");
  try {
    const document = parseDocument(text, { prettyErrors: true });
    const [problem] = document.errors;
    if (problem) throw problem;
    return document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch (cause) {
    const reason = reasonOf(cause).split("\n", 1)[0]?.replace(/:$/, "");
    throw new UsageError(`Cannot parse settings file "${path}": ${reason}`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Deno.errors.NotFound) return "no such file";
  if (cause instanceof Deno.errors.PermissionDenied) return "permission denied";
  return cause instanceof Error ? cause.message : String(cause);
}
