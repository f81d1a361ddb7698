import type { SettingOrigin, SettingWire } from "../engine/wire/gateway_settings.ts";
import { flagName, type Setting, type SettingName, SETTINGS } from "./settings.ts";
import { fallbackText } from "./settings_table.ts";

/** Each setting in words, with where it comes from. Of a secret only whether there is one. */
export function settingReport(
  settings: Readonly<Partial<Record<SettingName, unknown>>>,
  origins: Readonly<Partial<Record<SettingName, SettingOrigin>>>,
): readonly SettingWire[] {
  return (Object.keys(settings) as SettingName[]).map((name) => {
    const setting: Setting<unknown> = SETTINGS[name];
    return {
      flag: flagName(name),
      env: setting.env ?? null,
      value: valueText(setting, settings[name]),
      origin: origins[name] ?? "default",
      doc: setting.doc,
    };
  });
}

function valueText(setting: Setting<unknown>, value: unknown): string {
  const isUnset = value === undefined || Array.isArray(value) && value.length === 0;
  if (setting.secret) return isUnset ? "not set" : "set, not shown";
  if (isUnset) return setting.fallbackText ?? "not set";
  if (value === setting.fallback && setting.fallbackText !== undefined) return fallbackText(setting);
  return textOf(value);
}

/** A query of a URL may hold a key. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  if (value instanceof URL) return value.origin + value.pathname;
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value !== "object" || value === null) return String(value);
  if ("url" in value) return textOf(value.url);
  return "path" in value ? String(value.path) : "set, not shown";
}
