/** `interven policy` as a user runs it: packs, problems, cases. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { interven, temporaryFolder } from "./interven_process.ts";

const POLICY = `extends: [default]
policies:
  - name: mine
    rules:
      - rule_id: no-chat
        match: { tools: [slack] }
        condition: { when: 'body.text.contains("x")' }
        action: DENY
tests:
  - note: a chat is held
    input: { method: POST, url: "https://slack.com/api/chat.postMessage", body: { channel: C1, text: x } }
    expect: { decision: DENY, rule_id: no-chat }
`;
const CASES = `- note: a message without the letter passes
  input: { method: POST, url: "https://slack.com/api/chat.postMessage", body: { channel: C1, text: "y" } }
  expect: { decision: ALLOW }
- note: a card is redacted
  input: { method: POST, url: "https://slack.com/api/chat.postMessage", body: { channel: C1, text: "{{card}}" } }
  expect: { decision: SANITIZE, removed: ["{{card}}"] }
`;

Deno.test("interven policy test runs the cases inside and beside a policy, and its exit code says how it went", async () => {
  await using folder = await temporaryFolder();
  const env = { INTERVEN_DATA_DIR: folder.path };
  const path = join(folder.path, "p.yaml");
  await Deno.writeTextFile(path, POLICY);
  await Deno.writeTextFile(join(folder.path, "p.cases.yaml"), CASES);
  const good = await interven(["policy", "test", path], { env });
  assert.deepEqual([good.code, good.stdout], [0, "3 of 3 cases passed\n"], good.stderr);

  await Deno.writeTextFile(
    join(folder.path, "p.cases.yaml"),
    CASES.replace("decision: ALLOW", "rule_id: no-chat"),
  );
  const bad = await interven(["policy", "test", path], { env });
  assert.equal(bad.code, 1);
  assert.match(bad.stdout, /^not ok {2}a message without the letter passes {2}\[.*p\.cases\.yaml:1\]$/m);
  assert.match(bad.stdout, /rule_id: expected "no-chat", found null/);
  assert.match(
    bad.stdout,
    /no-chat did not match: condition\.when wanted body\.text\.contains\("x"\), found false/,
  );
  assert.match(bad.stdout, /2 of 3 cases passed/);
  const json = JSON.parse((await interven(["policy", "test", path, "--json"], { env })).stdout);
  assert.deepEqual([json.ok, json.passed, json.failed], [false, 2, 1]);

  const none = await interven(["policy", "test", "pack:sre"], { env });
  assert.equal(none.code, 1);
  assert.match(none.stderr, /found no cases/);
  assert.equal((await interven(["policy", "test"], { env })).code, 2);
  const broken = await interven(["policy", "test", "--cases", path, path], { env });
  assert.equal(broken.code, 1);
  assert.match(broken.stderr, /p\.yaml:1:1: Cannot read the cases/);
});

Deno.test("interven policy shows packs by name, and validate tells every problem with what was probably meant", async () => {
  const packs = await interven(["policy", "show", "--packs"]);
  assert.deepEqual(
    packs.stdout.trim().split("\n").map((line) => line.split(" ")[0]),
    ["default", "sre", "vibe-coder", "healthcare", "finance", "browser-agent"],
  );
  const shown = await interven(["policy", "show", "--pack", "finance"]);
  assert.match(shown.stdout, /rule_id: finance-every-payment/);
  assert.equal((await interven(["policy", "validate", "pack:browser-agent"])).code, 0);
  await using folder = await temporaryFolder();
  const path = join(folder.path, "bad.yaml");
  await Deno.writeTextFile(path, "extends: [sree]\npolicies:\n  - name: p\n    rulez: []\n");
  const bad = await interven(["policy", "validate", path]);
  assert.equal(bad.code, 1);
  assert.match(bad.stderr, /bad\.yaml:1:10: .*did you mean "sre"\?/);
  assert.match(bad.stderr, /bad\.yaml:4:5: .*did you mean "rules"\?/);
});

Deno.test("interven policy explain shows what came before a call, made up or not, and the rules that rest on it", async () => {
  await using folder = await temporaryFolder();
  const env = { INTERVEN_DATA_DIR: folder.path };
  const call = [
    "policy",
    "explain",
    "--method",
    "POST",
    "--url",
    "https://api.example.net/x",
    "--body",
    '{"a":"b"}',
  ];
  const past = "{session: {private_data: true, overlap: 0.7}, baseline: {new_destination: true}, trust: 0.2}";
  const told = await interven([...call, "--caller", past], { env });
  assert.equal(told.code, 0, told.stderr);
  assert.match(told.stdout, /^DENY {2}/);
  assert.match(told.stdout, /the session holds private_data; overlap 0\.70/);
  assert.match(told.stdout, /=> sensitive-reading-to-new-place: DENY/);
  assert.match(
    told.stdout,
    /condition\.when: wanted tool == "custom_proxy" \|\| external_principal, found true/,
  );
  assert.match((await interven(call, { env })).stdout, /^ALLOW/);
  const bad = await interven([...call, "--caller", "{sesion: {}}"], { env });
  assert.equal(bad.code, 2);
  assert.match(bad.stderr, /unknown key "sesion".*did you mean "session"/);
});
