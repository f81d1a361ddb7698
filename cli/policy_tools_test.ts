import assert from "node:assert/strict";
import { join } from "node:path";
import type { TraceReader } from "../engine/ports.ts";
import type { Trace } from "../engine/types.ts";
import { load, record } from "../tests/fixtures/recorded_cases.ts";
import { apiHarness, BEARER } from "../tests/fixtures/api_harness.ts";
import { readPolicyOnDisk, savePolicy } from "./policy_saving.ts";
import { openPolicySource, type PolicySource, savedPolicyPath } from "./policy_source.ts";
import { policyTools } from "./policy_tools.ts";

const POLICY = `
extends: [default]
policies:
  - name: mine
    rules:
      - { rule_id: no-chat, match: { tools: [slack] }, action: DENY }
`;
const SLACK = {
  method: "POST",
  url: "https://slack.com/api/chat.postMessage",
  body: { channel: "C1", text: "x" },
};

async function post(path: string, body: unknown) {
  await using folder = await policyFolder();
  const source = await openPolicySource({ path: undefined, dataDir: folder.path, watch: false, say });
  return await ask(source, "POST", path, body);
}

const say = () => {};

async function policyFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await Deno.makeTempDir();
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

async function ask(
  source: PolicySource,
  method: string,
  path: string,
  body?: unknown,
  traces: readonly Trace[] = [],
) {
  const clock = { now: () => Date.UTC(2026, 0, 15, 12) };
  const store: { current?: TraceReader } = {};
  const reader: Pick<TraceReader, "list" | "get"> = {
    list: (query) => store.current?.list(query) ?? { traces: [], nextCursor: null },
    get: (id) => store.current?.get(id),
  };
  await using harness = apiHarness({ policyTools: policyTools({ source, traces: reader, clock }) });
  store.current = harness.store.traces;
  for (const trace of traces) await harness.store.traces.append(trace);
  const response = await harness.send(method, path, { headers: BEARER, ...(body !== undefined && { body }) });
  return { status: response.status, body: await response.json() };
}

Deno.test("POST /v1/policies/validate tells every problem with its place, and what it counted when there is none", async () => {
  const good = await post("/v1/policies/validate", { text: POLICY });
  assert.equal(good.status, 200);
  assert.equal(good.body.ok, true);
  assert.ok(good.body.rules > 30);
  const bad = await post("/v1/policies/validate", {
    files: [{ name: "a.yaml", text: "policies:\n  - name: p\n    rulez: []" }],
  });
  assert.equal(bad.body.ok, false);
  assert.equal(bad.body.errors[0].file, "a.yaml");
  assert.equal(bad.body.errors[0].line, 3);
  assert.match(bad.body.errors[0].message, /did you mean "rules"/);
});

Deno.test("POST /v1/policies/test runs cases on a policy that is not in force, and on the one that is", async () => {
  const cases = [
    { note: "held", input: SLACK, expect: { decision: "DENY", rule_id: "no-chat" } },
    { note: "not held", input: SLACK, expect: { decision: "ALLOW" } },
  ];
  const { body } = await post("/v1/policies/test", { text: POLICY, cases });
  assert.deepEqual([body.ok, body.passed, body.failed], [false, 1, 1]);
  assert.deepEqual(body.cases[1].mismatches, [{ field: "decision", wanted: "ALLOW", found: "DENY" }]);
  assert.ok(body.cases[1].why.some((line: string) => line.includes("no-chat said DENY")));
  const inForce = await post("/v1/policies/test", { cases: [cases[1]] });
  assert.equal(inForce.body.ok, true);
});

Deno.test("A request that is none is refused with the field that is wrong", async () => {
  const cases: [string, unknown, string][] = [
    ["/v1/policies/validate", {}, "text"],
    ["/v1/policies/validate", [], "$"],
    ["/v1/policies/validate", { text: 1 }, "text"],
    ["/v1/policies/validate", { files: [] }, "files"],
    ["/v1/policies/test", { files: [{ name: "", text: "" }] }, "files[0]"],
    ["/v1/policies/test", { cases: 5 }, "cases"],
  ];
  for (const [path, body, field] of cases) {
    const answer = await post(path, body);
    assert.equal(answer.status, 400, JSON.stringify(body));
    assert.equal(answer.body.field, field);
  }
  assert.equal((await post("/v1/policies/test", { cases: [] })).body.ok, false);
});

const OWN = `${POLICY}# ours\n`;

Deno.test("A policy is saved with its backup, and is in force at once", async () => {
  await using folder = await policyFolder();
  const path = join(folder.path, "policy.yaml");
  await Deno.writeTextFile(path, OWN, { mode: 0o640 });
  const source = await openPolicySource({ path, watch: false, say });
  const changes: string[] = [];
  source.beforeChange((policy, by) => changes.push(`${by}: ${policy.units.length}`));
  const { body: shown } = await ask(source, "GET", "/v1/policies/source");
  assert.deepEqual([shown.kind, shown.read_only, shown.new_file], ["file", null, null]);
  assert.deepEqual(shown.files, [{ name: path, text: OWN }]);
  const text = OWN.replace("no-chat", "no-talk");
  const saved = await ask(source, "PUT", "/v1/policies/source", {
    file: { name: path, text },
    expected_version: shown.version,
  });
  assert.equal(saved.body.ok, true, JSON.stringify(saved.body));
  assert.equal(await Deno.readTextFile(path), text);
  assert.equal(await Deno.readTextFile(saved.body.backup), OWN);
  if (Deno.build.os !== "windows") assert.equal((await Deno.stat(path)).mode! & 0o777, 0o640);
  assert.notEqual(saved.body.source.version, shown.version);
  assert.ok(source.current().units.some(({ rules }) => rules.some(({ ruleId }) => ruleId === "no-talk")));
  assert.equal(changes.length, 1);
  assert.match(changes[0] ?? "", /^console: /);
});

Deno.test("What was changed elsewhere is not overwritten, and what does not load is never written", async () => {
  await using folder = await policyFolder();
  const path = join(folder.path, "policy.yaml");
  await Deno.writeTextFile(path, OWN);
  const source = await openPolicySource({ path, watch: false, say });
  const { body: shown } = await ask(source, "GET", "/v1/policies/source");
  const save = (text: string, expected_version: string) =>
    ask(source, "PUT", "/v1/policies/source", { file: { name: path, text }, expected_version });
  const broken = await save(OWN.replace("rules:", "rulez:"), shown.version);
  assert.deepEqual([broken.status, broken.body.ok, broken.body.errors[0].line], [200, false, 5]);
  await Deno.writeTextFile(path, `${OWN}# by hand\n`);
  const late = await save(OWN, shown.version);
  assert.deepEqual([late.status, late.body.code], [409, "POLICY_CHANGED"]);
  assert.equal(await Deno.readTextFile(path), `${OWN}# by hand\n`);
  const fresh = await save(OWN, late.body.version);
  assert.equal(fresh.body.ok, true);
  const elsewhere = await ask(source, "PUT", "/v1/policies/source", {
    file: { name: join(folder.path, "other.yaml"), text: OWN },
    expected_version: fresh.body.source.version,
  });
  assert.deepEqual([elsewhere.status, elsewhere.body.code], [409, "POLICY_READ_ONLY"]);
  assert.equal([...Deno.readDirSync(folder.path)].some(({ name }) => name === "other.yaml"), false);
});

Deno.test("Of two who save at once one is told that the other was faster", async () => {
  await using folder = await policyFolder();
  const path = join(folder.path, "policy.yaml");
  await Deno.writeTextFile(path, OWN);
  const source = await openPolicySource({ path, watch: false, say });
  const { version } = await readPolicyOnDisk(source);
  const outcomes = await Promise.all(
    [1, 2, 3].map((i) =>
      savePolicy(source, { name: path, text: `${OWN}# ${i}\n` }, { expected: version, now: new Date(i) })
    ),
  );
  assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ["changed", "changed", "saved"]);
  const saved = outcomes.findIndex(({ kind }) => kind === "saved");
  assert.equal(await Deno.readTextFile(path), `${OWN}# ${saved + 1}\n`);
});

Deno.test("Without a policy of one's own the first save makes one in the data folder, which later starts read", async () => {
  await using folder = await policyFolder();
  const options = { path: undefined, dataDir: folder.path, watch: true, say };
  const source = await openPolicySource(options);
  try {
    const { body: shown } = await ask(source, "GET", "/v1/policies/source");
    assert.deepEqual([shown.kind, shown.files, shown.read_only], ["built-in", [], null]);
    assert.equal(shown.new_file, savedPolicyPath(folder.path));
    const saved = await ask(source, "PUT", "/v1/policies/source", {
      file: { name: shown.new_file, text: OWN },
      expected_version: shown.version,
    });
    assert.deepEqual([saved.body.ok, saved.body.source.kind], [true, "saved"]);
    assert.equal(source.description(), shown.new_file);
    if (Deno.build.os !== "windows") assert.equal((await Deno.stat(shown.new_file)).mode! & 0o777, 0o600);
  } finally {
    source.close();
  }
  const next = await openPolicySource({ ...options, watch: false });
  assert.ok(next.current().units.some(({ name }) => name === "mine"));
  const named = await openPolicySource({ ...options, path: "pack:default", watch: false });
  assert.equal(named.current().units.some(({ name }) => name === "mine"), false);
  const { body: packs } = await ask(named, "GET", "/v1/policies/source");
  assert.equal(packs.kind, "packs");
  assert.match(packs.read_only, /extends: \[default\]/);
});

Deno.test("A file that is broken on disk is shown with its problems, and the last good policy stays in force", async () => {
  await using folder = await policyFolder();
  const path = join(folder.path, "policy.yaml");
  await Deno.writeTextFile(path, OWN);
  const source = await openPolicySource({ path, watch: false, say });
  await Deno.writeTextFile(path, "policies: [");
  assert.equal(await source.reload("file"), false);
  const { body } = await ask(source, "GET", "/v1/policies/source");
  assert.equal(body.problems[0].file, path);
  assert.ok(source.current().units.some(({ name }) => name === "mine"));
});

Deno.test("No more than ten backups of a file are kept", async () => {
  await using folder = await policyFolder();
  const path = join(folder.path, "policy.yaml");
  await Deno.writeTextFile(path, OWN);
  const source = await openPolicySource({ path, watch: false, say });
  for (let i = 0; i < 12; i++) {
    const { body: shown } = await ask(source, "GET", "/v1/policies/source");
    const file = { name: path, text: `${OWN}# ${i}\n` };
    const { body } = await ask(source, "PUT", "/v1/policies/source", {
      file,
      expected_version: shown.version,
    });
    assert.equal(body.ok, true, JSON.stringify(body));
  }
  assert.equal([...Deno.readDirSync(folder.path)].length, 11);
});

/** Recorded calls with ids and times of their own. */
async function recorded(inputs: readonly unknown[]): Promise<readonly Trace[]> {
  const policy = load("extends: [default]");
  const traces: Trace[] = [];
  for (const [i, input] of inputs.entries()) {
    const trace = await record(policy, { input, now: 1_700_000_000_000 + i });
    traces.push({ ...trace, traceId: `trace-${i}` });
  }
  return traces;
}

const REMOVAL = (repo: string) => ({ method: "DELETE", url: `https://api.github.com/repos/acme/${repo}` });

Deno.test("POST /v1/policies/replay tells which recorded calls a policy would decide otherwise", async () => {
  await using folder = await policyFolder();
  const source = await openPolicySource({ path: undefined, dataDir: folder.path, watch: false, say });
  const traces = await recorded([SLACK, REMOVAL("a"), ...Array.from({ length: 70 }, () => SLACK)]);
  const answer = await ask(source, "POST", "/v1/policies/replay", { text: POLICY }, traces);
  const { calls, same, changed, untold, unjudged, moves, changes, since } = answer.body;
  assert.deepEqual({ calls, same, changed, untold, unjudged }, {
    calls: 72,
    same: 1,
    changed: 71,
    untold: 0,
    unjudged: 0,
  });
  assert.deepEqual(moves, [{ from: "ALLOW", to: "DENY", calls: 71 }]);
  assert.deepEqual([changes[0].trace_id, changes[0].after.rule_id], ["trace-71", "no-chat"]);
  assert.equal(since, new Date(1_700_000_000_000).toISOString());
  const few = await ask(source, "POST", "/v1/policies/replay", { text: POLICY, limit: 3 }, traces);
  assert.equal(few.body.calls, 3);
  const broken = await ask(source, "POST", "/v1/policies/replay", { text: "policies: 1" }, traces);
  assert.equal(broken.body.ok, false);
  const bad = await ask(source, "POST", "/v1/policies/replay", { text: POLICY, limit: 1001 }, traces);
  assert.deepEqual([bad.status, bad.body.field], [400, "limit"]);
});

Deno.test("POST /v1/policies/replay says that detection rules cannot be tried on records", async () => {
  const rule = `
rules:
  - id: acme-ticket
    class: INTERNAL
    description: A ticket of ours, which tells what we work on.
    keywords: [ACME-]
    pattern: 'ACME-\\d{6}'
    examples: ["see ACME-123456"]
    near_misses: ["see ACME-12"]
`;
  const answer = await post("/v1/policies/replay", {
    text: `extends: [default]${rule}`.replaceAll("\\\\", "\\"),
  });
  assert.match(answer.body.notes?.[0] ?? JSON.stringify(answer.body), /Detection rules are not tried/);
});

Deno.test("POST /v1/policies/draft drafts an exception with its effect, and saving it lets the next such call pass", async () => {
  await using folder = await policyFolder();
  const source = await openPolicySource({ path: undefined, dataDir: folder.path, watch: false, say });
  await Deno.mkdir(join(folder.path, "policy"));
  const traces = await recorded([REMOVAL("a"), REMOVAL("b"), SLACK]);
  const { body: draft } = await ask(source, "POST", "/v1/policies/draft", { trace_id: "trace-0" }, traces);
  assert.deepEqual([draft.ok, draft.rules], [true, ["destructive"]], JSON.stringify(draft));
  assert.deepEqual([draft.effect.changed, draft.effect.same], [1, 2]);
  assert.equal(draft.effect.changes[0].trace_id, "trace-0");
  const wider = { trace_id: "trace-0", leave_out: ["repos"] };
  const { body: loose } = await ask(source, "POST", "/v1/policies/draft", wider, traces);
  assert.equal(loose.effect.changed, 2);
  const { file, version } = draft;
  const { body: saved } = await ask(source, "PUT", "/v1/policies/source", {
    file,
    expected_version: version,
  });
  assert.equal(saved.ok, true, JSON.stringify(saved));
  assert.equal((await record(source.current(), { input: REMOVAL("a") })).decision, "ALLOW");
  assert.equal((await record(source.current(), { input: REMOVAL("b") })).decision, "REQUIRE_APPROVAL");
  const { status } = await ask(source, "POST", "/v1/policies/draft", { trace_id: "none" }, traces);
  assert.equal(status, 404);
  const { body: fine } = await ask(source, "POST", "/v1/policies/draft", { trace_id: "trace-2" }, traces);
  assert.equal(fine.ok, false);
});

Deno.test("POST /v1/policies/case gives a case that /v1/policies/test takes", async () => {
  await using folder = await policyFolder();
  const source = await openPolicySource({ path: undefined, dataDir: folder.path, watch: false, say });
  const traces = await recorded([REMOVAL("a")]);
  const { body } = await ask(source, "POST", "/v1/policies/case", { trace_id: "trace-0" }, traces);
  assert.deepEqual([body.ok, body.lacks], [true, []]);
  const { body: tested } = await ask(source, "POST", "/v1/policies/test", { cases: body.text });
  assert.deepEqual([tested.ok, tested.passed], [true, 1]);
});

Deno.test("GET /v1/policies/packs/:name shows what is built in", async () => {
  await using folder = await policyFolder();
  const source = await openPolicySource({ path: undefined, dataDir: folder.path, watch: false, say });
  assert.match((await ask(source, "GET", "/v1/policies/packs/sre")).body.text, /extends/);
  assert.equal((await ask(source, "GET", "/v1/policies/packs/srx")).status, 404);
});

Deno.test("Saving wants the console's session and its own origin, like every change", async () => {
  await using folder = await policyFolder();
  const source = await openPolicySource({ path: undefined, dataDir: folder.path, watch: false, say });
  const clock = { now: () => 0 };
  const traces = { list: () => ({ traces: [], nextCursor: null }), get: () => undefined };
  await using harness = apiHarness({ policyTools: policyTools({ source, traces, clock }) });
  const body = { file: { name: savedPolicyPath(folder.path), text: OWN }, expected_version: "x" };
  const put = (headers: Record<string, string>) =>
    harness.send("PUT", "/v1/policies/source", { headers, body });
  assert.equal((await put({})).status, 401);
  assert.equal((await put(harness.signedIn())).status, 403);
  assert.equal((await put({ ...harness.signedIn(), origin: "http://evil.example" })).status, 403);
  // Now it is the version that is wrong.
  assert.equal((await put({ ...harness.signedIn(), origin: "http://localhost:4100" })).status, 409);
});
