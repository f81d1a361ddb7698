import assert from "node:assert/strict";
import { originOf, resolveSettings } from "./resolve_settings.ts";
import { settingReport } from "./setting_report.ts";
import { type SettingName, SETTINGS } from "./settings.ts";

Deno.test("settingReport() tells each setting in words and where it is from, and of a secret only that it is set", () => {
  const hidden = "console-" + "token-of-this-test";
  const hook = "https://hooks.slack.com/services/" + "T000/B000/" + "x".repeat(24);
  const env: Record<string, string> = { INTERVEN_CONSOLE_TOKEN: hidden, INTERVEN_SLACK_WEBHOOK: hook };
  const sources = {
    flags: { port: "4200", threatIntel: "https://lists.example/a.txt?key=" + "k".repeat(20) },
    env: (name: string) => env[name],
    file: { path: "interven.yaml", values: { mode: "monitor" } },
  };
  const names = Object.keys(SETTINGS) as SettingName[];
  const origins = Object.fromEntries(names.map((name) => [name, originOf(name, sources)]));
  const report = settingReport(resolveSettings(names, sources), origins);
  const told = (flag: string) => {
    const row = report.find((each) => each.flag === flag);
    return `${row?.value} (${row?.origin})`;
  };
  assert.equal(told("--port"), "4200 (flag)");
  assert.equal(told("--mode"), "monitor (file)");
  assert.equal(told("--console-token"), "set, not shown (env)");
  assert.equal(told("--slack-webhook"), "set, not shown (env)");
  assert.equal(told("--webhook-secret"), "not set (default)");
  assert.equal(told("--threat-intel"), "https://lists.example/a.txt (flag)");
  assert.equal(told("--max-store-size"), "1GB (default)");
  assert.equal(told("--fail-open"), "refuse with 503 (default)");
  const text = JSON.stringify(report);
  for (const secret of [hidden, hook, "k".repeat(20)]) assert.ok(!text.includes(secret));
});
