import assert from "node:assert/strict";
import { loadDefaultPolicy } from "../engine/policy/default_pack.ts";
import { apiHarness, BEARER } from "../tests/fixtures/api_harness.ts";
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

async function post(path: string, body: unknown, tools = policyTools(loadDefaultPolicy)) {
  await using harness = apiHarness({ policyTools: tools });
  const response = await harness.send("POST", path, { headers: BEARER, body });
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
