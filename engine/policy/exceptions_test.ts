import assert from "node:assert/strict";
import { forgetfulEngine } from "./cases/run_case.ts";
import { loadPolicy } from "./load.ts";
import { policyVersion } from "./version.ts";
import type { Policy } from "./policy.ts";
import type { Scanner } from "../ports.ts";
import { scanParts } from "../scan/mod.ts";
import { parseScanRequest } from "../wire/scan_request.ts";

const SCANNER: Scanner = {
  scan: (request) => Promise.resolve(scanParts(request, { enter() {}, expired: () => false, now: () => 0 })),
};

function load(text: string): Policy {
  const loaded = loadPolicy([{ name: "mine.yaml", text }]);
  assert.ok(loaded.ok, JSON.stringify(loaded));
  return loaded.policy;
}

function problems(text: string): readonly string[] {
  const loaded = loadPolicy([{ name: "mine.yaml", text }]);
  return loaded.ok ? [] : loaded.errors.map(({ line, message }) => `${line}: ${message}`);
}

async function decision(policy: Policy, input: Record<string, unknown>) {
  const parsed = parseScanRequest(input, { door: "cli", agentId: "agent" });
  assert.ok(parsed.ok);
  const engine = forgetfulEngine({ policy, scanner: SCANNER, caller: {}, now: 0 });
  const { verdict } = await engine.evaluate(parsed.call);
  const { explanation } = await engine.explain(parsed.call);
  return { decision: verdict.decision, ruleId: verdict.ruleId, explanation };
}

const REPOSITORY = (name: string) => ({ method: "DELETE", url: `https://api.github.com/repos/acme/${name}` });
const SANDBOX = `
extends: [default]
without:
  - rule: destructive
    description: The sandbox is thrown away every night
    match: { tools: [github], repos: [acme/sandbox] }
`;

Deno.test("An exception sets a pack's rule aside for its calls, and for no other", async () => {
  const policy = load(SANDBOX);
  const inside = await decision(policy, REPOSITORY("sandbox"));
  assert.deepEqual([inside.decision, inside.ruleId], ["ALLOW", null]);
  const trial = inside.explanation.policies.flatMap(({ rules }) => rules)
    .find(({ ruleId }) => ruleId === "destructive");
  assert.deepEqual([trial?.matched, trial?.spoke, trial?.setAside?.source], [true, false, "mine.yaml:4"]);
  assert.equal((await decision(policy, REPOSITORY("shop"))).ruleId, "destructive");
});

Deno.test("An exception from one rule leaves all other rules as strict as they were", async () => {
  const card = "4111 1111" + " 1111 1111";
  const policy = load(`
extends: [default]
without:
  - rule: pii-to-chat
    match: { tools: [slack] }
policies:
  - name: own
    rules:
      - { rule_id: ask-slack, match: { tools: [slack] }, action: REQUIRE_APPROVAL }
`);
  const body = { channel: "C1", text: `card ${card}` };
  const asked = await decision(policy, {
    method: "POST",
    url: "https://slack.com/api/chat.postMessage",
    body,
  });
  assert.deepEqual([asked.decision, asked.ruleId], ["REQUIRE_APPROVAL", "ask-slack"]);
});

Deno.test("What cannot be told sets no rule aside", async () => {
  const policy = load(`
extends: [default]
without:
  - rule: destructive
    match: { tools: [github] }
    condition: { body_path_equals: { path: $.reason, value: cleanup } }
`);
  const call = REPOSITORY("shop");
  const unread = { ...call, headers: { "content-type": "application/json" }, body: '{"reason": "cleanup"' };
  assert.equal((await decision(policy, unread)).ruleId, "destructive");
  assert.equal((await decision(policy, { ...call, body: { reason: "cleanup" } })).ruleId, null);
});

Deno.test("Rules of a file of one's own can be set aside too; without match, rule or a known rule it is refused", () => {
  const own = load(`
policies: [{ name: p, rules: [{ rule_id: r, action: DENY }] }]
without: [{ rule: [r], match: { tools: slack } }]
`);
  assert.equal(own.units[0]?.rules[0]?.exceptions?.length, 1);
  const base = "extends: [default]\nwithout:\n  - ";
  assert.match(problems(`${base}{ rule: payment }`)[0] ?? "", /^3: .*found no "match"/);
  assert.match(problems(`${base}{ rule: payment, match: {} }`)[0] ?? "", /found no "match"/);
  assert.match(problems(`${base}{ match: { tools: slack } }`)[0] ?? "", /wanted a rule_id, or "rule"/);
  assert.match(
    problems(`${base}{ rule: paymnt, match: { tools: slack } }`)[0] ?? "",
    /did you mean "payment"/,
  );
  assert.match(
    problems(`${base}{ rule: payment, match: { tols: slack } }`)[0] ?? "",
    /unknown key "tols".*did you mean "tools"/,
  );
});

Deno.test("A policy with an exception is another policy: an approval given before does not hold under it", () => {
  assert.notEqual(policyVersion(load(SANDBOX)), policyVersion(load("extends: [default]")));
  assert.notEqual(policyVersion(load(SANDBOX)), policyVersion(load(SANDBOX.replace("sandbox]", "other]"))));
});
