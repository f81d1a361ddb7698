import assert from "node:assert/strict";
import { UsageError } from "./exit_codes.ts";
import { readSettingsFile, resolveSettings } from "./resolve_settings.ts";
import { flagName, type Setting, type SettingName, SETTINGS } from "./settings.ts";

interface Case {
  /** Text that is accepted, and what it becomes. */
  readonly good: readonly [text: string, value: unknown];
  /** Another accepted text, to tell the sources apart. */
  readonly other: readonly [text: string, value: unknown];
  readonly bad: string | null;
}

const TOKEN = "t".repeat(16);
const WEBHOOK_SECRET = "whsec_" + btoa("k".repeat(32));
const CASES: Readonly<Record<SettingName, Case>> = {
  config: { good: ["a.yaml", "a.yaml"], other: ["b.yaml", "b.yaml"], bad: "a\0b" },
  port: { good: ["0", 0], other: ["65535", 65535], bad: "65536" },
  host: { good: ["::1", "::1"], other: ["[::1]", "::1"], bad: "not a host" },
  connectPort: { good: ["4300", 4300], other: ["off", "off"], bad: "70000" },
  interceptExcept: {
    good: ["pinned.example.com,*.bank.example", ["pinned.example.com", "*.bank.example"]],
    other: ["*", ["*"]],
    bad: "https://pinned.example.com",
  },
  allowHost: {
    good: ["interven.example.com", ["interven.example.com"]],
    other: ["a.example.com,b.example.com", ["a.example.com", "b.example.com"]],
    bad: "*.example.com",
  },
  mode: { good: ["monitor", "monitor"], other: ["enforce", "enforce"], bad: "Monitor" },
  policy: { good: ["p.yaml", "p.yaml"], other: ["q", "q"], bad: "p\0" },
  internalDomain: {
    good: ["acme.example", ["acme.example"]],
    other: ["@ACME.example.,*.b.example", ["acme.example", "b.example"]],
    bad: "acme",
  },
  threatIntel: {
    good: ["a.txt", [{ kind: "file", path: "a.txt" }]],
    other: ["https://lists.example/x,b.csv", [
      { kind: "url", url: new URL("https://lists.example/x") },
      { kind: "file", path: "b.csv" },
    ]],
    bad: "http://lists.example/x",
  },
  dataDir: { good: ["/tmp/a", "/tmp/a"], other: ["b", "b"], bad: "\0" },
  retentionDays: { good: ["7", 7], other: ["0", 0], bad: "-1" },
  maxStoreSize: { good: ["2GB", 2_000_000_000], other: ["0", 0], bad: "1MB" },
  apiKey: { good: ["iv_live_1", "iv_live_1"], other: ["k", "k"], bad: "two words" },
  gatewayUrl: {
    good: ["https://g.example/", new URL("https://g.example/")],
    other: ["http://127.0.0.1:1", new URL("http://127.0.0.1:1")],
    bad: "https://user:pw@g.example/",
  },
  failOpen: { good: ["1", true], other: ["false", false], bad: "maybe" },
  workers: { good: ["1", 1], other: ["64", 64], bad: "0" },
  maxBody: { good: ["10MB", 10_000_000], other: ["64KiB", 65_536], bad: "10 apples" },
  allowUpstream: {
    good: ["localhost:80", ["localhost:80"]],
    other: ["a,10.0.0.0/8", ["a", "10.0.0.0/8"]],
    bad: "a,,b",
  },
  consoleToken: { good: [TOKEN, TOKEN], other: [TOKEN + "2", TOKEN + "2"], bad: "short" },
  approvalWait: { good: ["120", 120_000], other: ["0", 0], bad: "601" },
  approvalWebhook: {
    good: ["https://a.example/x", [new URL("https://a.example/x")]],
    other: ["https://a.example/,http://b.example/", [
      new URL("https://a.example/"),
      new URL("http://b.example/"),
    ]],
    bad: "https://user:pw@a.example/",
  },
  slackWebhook: {
    good: ["https://a.example/x", [new URL("https://a.example/x")]],
    other: ["http://b.example/", [new URL("http://b.example/")]],
    bad: "ftp://a.example/",
  },
  webhookSecret: { good: [TOKEN, TOKEN], other: [WEBHOOK_SECRET, WEBHOOK_SECRET], bad: "whsec_c2hvcnQ=" },
  scanTimeoutMs: { good: ["1", 1], other: ["30000", 30000], bad: "1.5" },
  verbose: { good: ["1", true], other: ["0", false], bad: "2" },
  quiet: { good: ["on", true], other: ["off", false], bad: "" },
  logFile: { good: ["a.log", "a.log"], other: ["b.log", "b.log"], bad: "a\0" },
  logFormat: { good: ["json", "json"], other: ["text", "text"], bad: "xml" },
  open: { good: ["yes", true], other: ["no", false], bad: "perhaps" },
};

const none = () => undefined;
const value = (name: SettingName, sources: Parameters<typeof resolveSettings>[1]) =>
  (resolveSettings([name], sources) as Record<string, unknown>)[name];

for (const name of Object.keys(SETTINGS) as SettingName[]) {
  const setting: Setting<unknown> = SETTINGS[name];
  const { good, other, bad } = CASES[name];
  const key = flagName(name).slice(2);
  const fileWith = (text: string) => ({ path: "interven.yaml", values: { [key]: text } });
  const envWith = (text: string) => (asked: string) => asked === setting.env ? text : undefined;

  Deno.test(`${flagName(name)} has its default when nobody sets it`, () => {
    assert.deepEqual(value(name, { flags: {}, env: none }), setting.fallback);
    assert.deepEqual(value(name, { flags: {}, env: () => "" }), setting.fallback);
  });

  Deno.test(`${flagName(name)} comes from the flag before the environment before the file`, () => {
    const file = fileWith(other[0]);
    assert.deepEqual(value(name, { flags: {}, env: none, file }), other[1]);
    if (setting.env !== undefined) {
      assert.deepEqual(value(name, { flags: {}, env: envWith(good[0]), file }), good[1]);
    }
    const flags = { [name]: good[0] };
    assert.deepEqual(value(name, { flags, env: envWith(other[0]), file }), good[1]);
  });

  Deno.test(`${flagName(name)} with a bad value is refused in one line, wherever it stands`, () => {
    if (bad === null) return;
    const places: [string, Parameters<typeof resolveSettings>[1]][] = [
      [flagName(name), { flags: { [name]: bad }, env: none }],
      [`${key} in interven.yaml`, { flags: {}, env: none, file: fileWith(bad) }],
    ];
    if (setting.env !== undefined && bad !== "") places.push([setting.env, { flags: {}, env: envWith(bad) }]);
    for (const [place, sources] of places) {
      assert.throws(() => value(name, sources), (error: unknown) => {
        assert.ok(error instanceof UsageError);
        assert.ok(error.message.startsWith(`Invalid ${place}`), error.message);
        assert.match(error.message, /: want /);
        assert.ok(!error.message.includes("\n"));
        if (setting.secret) assert.ok(!error.message.includes(bad), "a secret must not be quoted");
        return true;
      });
    }
  });
}

Deno.test("A repeated --allow-upstream adds up", () => {
  const flags = { allowUpstream: ["localhost", "10.0.0.0/8"] };
  assert.deepEqual(resolveSettings(["allowUpstream"], { flags, env: none }).allowUpstream, [
    "localhost",
    "10.0.0.0/8",
  ]);
});

async function withFile(text: string, use: (path: string) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".yaml" });
  try {
    await Deno.writeTextFile(path, text);
    await use(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("A settings file is a mapping of flag names; lists and numbers are plain YAML", async () => {
  await withFile("port: 4200\nallow-upstream: [localhost, 10.0.0.0/8]\nfail-open: true\n", async (path) => {
    const values = await readSettingsFile(path);
    const settings = resolveSettings(["port", "allowUpstream", "failOpen"], {
      flags: {},
      env: none,
      file: { path, values },
    });
    assert.deepEqual(settings, { port: 4200, allowUpstream: ["localhost", "10.0.0.0/8"], failOpen: true });
  });
});

for (
  const [what, text, wanted] of [
    ["an unknown setting", "prot: 1\n", /Unknown setting "prot".*want one of .*port/],
    ["no mapping", "- port\n", /want a mapping/],
    ["broken YAML", "port: [1\n", /Cannot parse settings file/],
    ["an alias", "port: &a 1\nworkers: *a\n", /alias/i],
    ["the settings file itself", "config: x.yaml\n", /Unknown setting "config"/],
  ] as const
) {
  Deno.test(`A settings file with ${what} is refused in one line`, async () => {
    await withFile(text, async (path) => {
      await assert.rejects(readSettingsFile(path), (error: unknown) => {
        assert.ok(error instanceof UsageError, String(error));
        assert.match(error.message, wanted);
        assert.ok(!error.message.includes("\n"));
        return true;
      });
    });
  });
}

Deno.test("A settings file that is not there is named", async () => {
  await assert.rejects(
    readSettingsFile("/nowhere/interven.yaml"),
    /"\/nowhere\/interven.yaml": no such file/,
  );
});
