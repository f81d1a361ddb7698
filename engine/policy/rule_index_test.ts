import assert from "node:assert/strict";
import fc from "fast-check";
import { CallView } from "../call_view.ts";
import type { CallerFacts } from "../history.ts";
import { type Confidence, CONFIDENCES, DATA_CLASSES, type DataClass, type Finding, VERBS } from "../types.ts";
import { decide, exceptionFor } from "./decide.ts";
import { loadPolicy } from "./load.ts";
import { PACK_NAMES } from "./packs.ts";
import type { Policy, PolicyFacts } from "./policy.ts";

const OWN = `
policies:
  - name: own
    rules:
      - { rule_id: allow-clean, action: ALLOW, priority: 1, match: { tools: [slack], categories: [message] }, condition: { threat_intel_match: false } }
      - { rule_id: by-method, action: DENY, match: { methods: [DELETE], verbs: [WRITE] }, condition: {} }
      - { rule_id: by-given-name, action: SANITIZE, match: { tools: ["given*"] }, condition: {} }
      - { rule_id: by-category, action: REQUIRE_APPROVAL, match: { operations: ["category:delete"] }, condition: { risk_score_gt: 0.5 } }
`;

function load(name: string): Policy {
  const text = name === "own" ? OWN : `extends: [${name}]\n`;
  const loaded = loadPolicy([{ name: `${name}.yaml`, text }]);
  assert.ok(loaded.ok, JSON.stringify(loaded));
  return loaded.policy;
}

const finding = fc.record({
  class: fc.constantFrom<DataClass>(...DATA_CLASSES),
  confidence: fc.constantFrom<Confidence>(...CONFIDENCES),
  part: fc.constantFrom<Finding["part"]>("url", "header", "body"),
}).map((told): Finding => ({ rule: "x", path: "$", start: 0, end: 1, chain: [], preview: "", ...told }));

const caller: fc.Arbitrary<CallerFacts> = fc.record({
  intel: fc.array(
    fc.record({
      list: fc.constant("built-in"),
      kind: fc.constantFrom("exfil_sink", "tunnel", "mine"),
      entry: fc.constant("e"),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  sequences: fc.constant([{ name: "mass_action", reasonCode: "MASS_ACTION", traceIds: [], weight: 1 }]),
  mcpSignals: fc.constantFrom(["MCP_TOOL_DRIFT"], ["MCP_TOOL_ADDED"]),
  trust: fc.constantFrom(0.2, 1),
  session: fc.constant({ holds: ["secrets" as const], overlap: 0.6, taint: 0.7, injection: 0, flows: [] }),
}, { requiredKeys: [] });

const facts: fc.Arbitrary<PolicyFacts> = fc.record({
  tool: fc.constantFrom("custom_proxy", "slack", "github", "aws_iam", "database", "given"),
  operation: fc.constantFrom(
    "post",
    "delete",
    "chat.postMessage",
    "repos.delete",
    "AttachUserPolicy",
    "call",
  ),
  verb: fc.constantFrom(...VERBS),
  category: fc.constantFrom("other", "delete", "destroy", "message", "read", "execute", "payment"),
  method: fc.constantFrom("GET", "POST", "DELETE"),
  toolName: fc.option(fc.constantFrom("given_tool", "slack", ""), { nil: undefined }),
  findings: fc.array(finding, { maxLength: 2 }),
  payloads: fc.constantFrom(undefined, [], [{
    shape: "text" as const,
    part: "body" as const,
    path: "$",
    chars: 900,
  }]),
  riskScore: fc.constantFrom(0, 0.7, 0.95),
  caller: fc.option(caller, { nil: undefined }),
}).map(({ method, toolName, tool, operation, verb, category, caller, payloads, ...rest }) => ({
  view: new CallView({
    door: "proxy",
    method,
    url: "https://api.example.com/things",
    headers: [],
    body: null,
    agentId: "a",
    sessionId: "s",
    ...(toolName !== undefined && { toolName }),
  }),
  action: { tool, operation, verb, category, host: "api.example.com", facts: {} },
  bodyInspectable: true,
  now: 0,
  ...(caller !== undefined && { caller }),
  ...(payloads !== undefined && { payloads }),
  ...rest,
}));

/** What each policy says when every key of every rule is asked. */
function askedOneByOne({ units }: Policy, facts: PolicyFacts): readonly string[] {
  return units.flatMap(({ id, rules }) => {
    const first = rules.find((rule) =>
      rule.predicates.every((key) => key.holds(facts)) && exceptionFor(rule, facts) === undefined
    );
    return first === undefined ? [] : [`${id} ${first.ruleId}`];
  });
}

for (const name of [...PACK_NAMES, "own"]) {
  Deno.test(`Rules that are left out beforehand would not have spoken: ${name}`, () => {
    const policy = load(name);
    fc.assert(
      fc.property(facts, (facts) => {
        const told = decide(policy, facts).rulings.map(({ unit, rule }) => `${unit.id} ${rule.ruleId}`);
        assert.deepEqual(told.sort(), [...askedOneByOne(policy, facts)].sort());
      }),
      { seed: 7, numRuns: 1_000 },
    );
  });
}

Deno.test("Calls whose names only run together alike are told apart", () => {
  const policy = load("own");
  const call = (tool: string, operation: string, toolName: string): PolicyFacts => ({
    view: new CallView({
      ...{ door: "proxy", method: "POST", url: "https://api.example.com/", headers: [], body: null },
      ...{ agentId: "a", sessionId: "s", toolName },
    }),
    action: { tool, operation, verb: "WRITE", category: "other", host: "", facts: {} },
    ...{ findings: [], bodyInspectable: true, riskScore: 0, now: 0 },
  });
  assert.equal(decide(policy, call("giv", "en", "")).decision, "ALLOW");
  assert.equal(decide(policy, call("given", "", "")).decision, "SANITIZE");
  assert.equal(decide(policy, call("give", "n", "")).decision, "ALLOW");
});
