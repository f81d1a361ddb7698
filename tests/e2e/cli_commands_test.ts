/** The commands beside the gateway, as a user runs them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { fakeGithubToken } from "./fake_secrets.ts";
import { startGateway } from "./gateway_process.ts";
import { testUnless } from "../skips.ts";
import { interven, temporaryFolder } from "./interven_process.ts";

const DELETION = JSON.stringify({ method: "DELETE", url: "https://api.github.com/repos/octo/demo" });

Deno.test("A question put by one process is listed, approved and denied by another", async () => {
  await using folder = await temporaryFolder();
  const env = { INTERVEN_DATA_DIR: folder.path };
  const run = (args: readonly string[], stdin?: string) =>
    interven(args, { env, ...(stdin !== undefined && { stdin }) });
  assert.match((await run(["approvals", "list"])).stdout, /^No pending approvals\n$/);

  const held = await run(["scan"], DELETION);
  assert.equal(held.code, 4, held.stderr);
  const id = JSON.parse(held.stdout).approval_id;
  const listed = await run(["approvals", "list"]);
  assert.match(listed.stdout, new RegExp(`${id} +pending +10 min +cli +github\\.delete_repo`));
  const [record] = (await run(["approvals", "list", "--json"])).stdout.trim().split("\n");
  assert.equal(JSON.parse(record ?? "").url, "https://api.github.com/repos/octo/demo");

  const approved = await run(["approvals", "approve", id, "--note", "fine"]);
  assert.deepEqual([approved.code, approved.stderr], [0, ""]);
  assert.match(approved.stdout, new RegExp(`^Approved ${id}: the same call is allowed for 10 minutes\n$`));
  const granted = await run(["scan"], DELETION);
  assert.equal(granted.code, 0, granted.stdout);
  assert.ok(JSON.parse(granted.stdout).reason_codes.includes("RECENT_APPROVAL_GRANT"));

  const twice = await run(["approvals", "deny", id]);
  assert.equal(twice.code, 1);
  assert.match(twice.stderr, /it is approved already/);
  const unknown = await run(["approvals", "deny", "nothing"]);
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /there is none of that id/);
  assert.match((await run(["approvals", "list", "--status", "all"])).stdout, /approved/);
});

Deno.test("doctor says what is in force, and that it works", async () => {
  await using folder = await temporaryFolder();
  const good = await interven(["doctor", "--data-dir", folder.path]);
  assert.equal(good.code, 0, good.stdout);
  for (
    const wanted of [
      /ok +version +interven \d/,
      /ok +data folder/,
      /ok +policy +built-in/,
      /ok +workers +\d+ scanning thread/,
    ]
  ) {
    assert.match(good.stdout, wanted);
  }
  const bad = await interven(["doctor", "--data-dir", folder.path, "--policy", "/nowhere"]);
  assert.equal(bad.code, 1);
  assert.match(bad.stdout, /FAILED +policy +Cannot read policy "\/nowhere"/);
  assert.match(bad.stdout, /ok +workers/);
});

Deno.test("doctor looks at a remote engine", async () => {
  await using gateway = await startGateway();
  await using folder = await temporaryFolder();
  const args = [
    "doctor",
    "--data-dir",
    folder.path,
    "--gateway-url",
    gateway.origin,
    "--api-key",
    "iv_test_1",
  ];
  const good = await interven(args);
  assert.equal(good.code, 0, good.stdout);
  assert.match(good.stdout, /ok +engine +http:.* answers/);
  gateway.signal("SIGKILL");
  await gateway.exited;
  const bad = await interven(args);
  assert.equal(bad.code, 1);
  assert.match(bad.stdout, /FAILED +engine +Cannot use the engine/);
});

Deno.test("policy show prints the built-in pack so that it can be copied, and policy validate accepts the copy", async () => {
  await using folder = await temporaryFolder();
  const shown = await interven(["policy", "show"]);
  assert.equal(shown.code, 0);
  const copy = join(folder.path, "copy.yaml");
  await Deno.writeTextFile(copy, shown.stdout);
  const valid = await interven(["policy", "validate", copy]);
  assert.deepEqual([valid.code, valid.stderr], [0, ""]);
  assert.match(valid.stdout, /\d+ policies, \d+ rules, no problems/);
  const asJson = JSON.parse((await interven(["policy", "show", "--json"])).stdout);
  assert.equal(asJson[0].policy_id, "default");

  await Deno.writeTextFile(copy, "policies:\n  - name: a\n    rules:\n      - actoin: DENY\n");
  const invalid = await interven(["policy", "validate", folder.path]);
  assert.equal(invalid.code, 1);
  assert.match(invalid.stderr, /copy\.yaml:4:9: .*"actoin"/);
  assert.equal((await interven(["policy", "validate", "/nowhere"])).code, 1);
});

Deno.test("policy explain tells which rule spoke and why others did not, and leaves nothing behind", async () => {
  await using folder = await temporaryFolder();
  const body = JSON.stringify({ text: fakeGithubToken() });
  const args = ["policy", "explain", "--url", "https://slack.com/api/chat.postMessage", "--body", body];
  const told = await interven(args, { env: { INTERVEN_DATA_DIR: folder.path } });
  assert.equal(told.code, 0, told.stderr);
  assert.match(told.stdout, /^DENY {2}slack\.post_message \(WRITE\)/);
  assert.match(told.stdout, /found github-pat \(SECRETS, HIGH\)/);
  assert.match(told.stdout, /^=> secrets-to-third-party: DENY/m);
  assert.match(told.stdout, /^ - \S+: .*\n {5}\S+: wanted .*, found /m);
  assert.ok(!told.stdout.includes(fakeGithubToken()));
  assert.equal(JSON.parse((await interven([...args, "--json"])).stdout).decision, "DENY");
  assert.deepEqual([...Deno.readDirSync(folder.path)], []);
});

Deno.test("rules list names the rules, and rules check runs their examples", async () => {
  const listed = await interven(["rules", "list", "--class", "secrets"]);
  assert.match(listed.stdout, /^github-pat +SECRETS +critical +HIGH /m);
  assert.doesNotMatch(listed.stdout, / PII /);
  const first = (await interven(["rules", "list", "--json"])).stdout.split("\n")[0] ?? "";
  assert.ok(JSON.parse(first).id);
  const checked = await interven(["rules", "check"]);
  assert.equal(checked.code, 0, checked.stderr);
  assert.match(checked.stdout, /^\d+ rules, \d+ texts, 0 failures\n$/);
});

Deno.test("A question that another process puts appears on the gateway's event stream, and so does its answer", async () => {
  await using gateway = await startGateway();
  const stream = await gateway.console("/v1/events");
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  const until = async (wanted: RegExp) => {
    while (!wanted.test(seen)) {
      const { value, done } = await reader.read();
      assert.ok(!done, `the stream ended before ${wanted}`);
      seen += value;
    }
  };
  await until(/event: stats/);
  const env = { INTERVEN_DATA_DIR: gateway.dataDir };
  const { approval_id: id, trace_id: trace } = JSON.parse(
    (await interven(["scan"], { env, stdin: DELETION })).stdout,
  );
  await until(new RegExp(`event: decision[\\s\\S]*${trace}`));
  await until(new RegExp(`event: approval[\\s\\S]*${id}[\\s\\S]*pending`));
  await interven(["approvals", "approve", id], { env });
  await until(new RegExp(`event: approval[\\s\\S]*${id}[\\s\\S]*approved`));
  await reader.cancel();
});

testUnless(
  Deno.build.os === "linux" ? undefined : "the stand-in for a browser is made for Linux",
  "--open shows the dashboard's link to the platform's browser",
  async () => {
    await using folder = await temporaryFolder();
    const note = join(folder.path, "opened");
    await Deno.writeTextFile(
      join(folder.path, "xdg-open"),
      `#!/bin/sh\necho "$1" > ${note}.part && mv ${note}.part ${note}\n`,
      {
        mode: 0o755,
      },
    );
    const watcher = Deno.watchFs(folder.path);
    const env = { PATH: `${folder.path}:${Deno.env.get("PATH")}` };
    await using gateway = await startGateway({ args: ["--open"], env });
    for await (const { paths } of watcher) if (paths.includes(note)) break;
    assert.match(await Deno.readTextFile(note), new RegExp(`^${gateway.origin}/login\\?token=\\S+\n$`));
  },
);
