import { type Setting, type SettingName, SETTINGS } from "./settings.ts";

/** The default in words; empty when a setting is off or unset by default. */
export function fallbackText(setting: Setting<unknown>): string {
  if (setting.fallbackText !== undefined) return setting.fallbackText;
  const { fallback } = setting;
  return fallback === undefined || typeof fallback === "boolean" ? "" : String(fallback);
}

/** The rows of the table in docs/cli.md; a test keeps the two the same. */
export function settingsRows(): readonly string[] {
  return (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const setting: Setting<unknown> = SETTINGS[name];
    const env = setting.env === undefined ? "" : ` \`${setting.env}\``;
    const fallback = fallbackText(setting);
    return `| \`${setting.flag}\` |${env} |${fallback === "" ? "" : ` ${fallback}`} | ${setting.doc} |`;
  });
}
