import assert from "node:assert/strict";
import { nameAction } from "../actions/catalogue.ts";
import { CallView } from "../call_view.ts";
import type { BaselineFacts, CallerFacts, IntelMatch, SequenceMatch, SessionFacts } from "../history.ts";
import type { Confidence, DataClass, Finding, ToolCall } from "../types.ts";
import { decide } from "./decide.ts";
import { explainPolicy } from "./explain.ts";
import { loadPolicy } from "./load.ts";
import type { PolicyFacts } from "./policy.ts";

function load(text: string) {
  const loaded = loadPolicy([{ name: "p.yaml", text }]);
  assert.ok(loaded.ok, JSON.stringify(loaded));
  return loaded.policy;
}

/** One policy with one rule of the given match and condition. */
const one = (match: string, condition: string, action = "DENY") =>
  load(
    `policies: [{ name: p, rules: [{ rule_id: r, match: {${match}}, condition: {${condition}}, action: ${action} }] }]`,
  );

function facts(
  request: string,
  over: Partial<PolicyFacts> & { body?: string; type?: string; call?: Partial<ToolCall> } = {},
): PolicyFacts {
  const [method = "", url = ""] = request.split(" ");
  const { body, type = "application/json", call, ...rest } = over;
  const view = new CallView({
    door: "proxy",
    method,
    url,
    headers: [],
    body: body === undefined
      ? null
      : { bytes: new TextEncoder().encode(body), contentType: type, inspectable: true },
    agentId: "agent-1",
    sessionId: "s-1",
    ...call,
  });
  return {
    view,
    action: nameAction(view),
    findings: [],
    bodyInspectable: true,
    riskScore: 0,
    now: 0,
    ...rest,
  };
}

function found(
  dataClass: DataClass,
  confidence: Confidence = "HIGH",
  part: Finding["part"] = "body",
  rule = "x",
): Finding {
  return { rule, class: dataClass, confidence, part, path: "$", start: 0, end: 1, chain: [], preview: "" };
}

const SLACK = "POST https://slack.com/api/chat.postMessage";

const USUAL: BaselineFacts = {
  calls: 60,
  isNewDestination: false,
  isNewOperation: false,
  isUnusualSize: false,
  isUnusualHour: false,
  isBurst: false,
};
const QUIET: SessionFacts = { holds: [], overlap: 0, taint: 0, injection: 0, flows: [] };
const PASTE: IntelMatch = { list: "built-in", kind: "paste_site", entry: "paste.example" };
const MASS: SequenceMatch = { name: "mass_action", reasonCode: "MASS_ACTION", traceIds: [], weight: 1 };

/** A message after such a past. */
const after = (caller: CallerFacts) => facts(SLACK, { caller });

function withFacts(named: Readonly<Record<string, string>>): PolicyFacts {
  const given = facts(SLACK);
  return { ...given, action: { ...given.action, facts: named } };
}

const CASES: readonly [string, string, PolicyFacts, boolean][] = [
  ["tools: slack", "", facts(SLACK), true],
  ["tools: [github, 'sl*']", "", facts(SLACK), true],
  ["tools: [slack.post_message]", "", facts(SLACK), true],
  ["tools: github", "", facts(SLACK), false],
  ["tools: google_drive", "", facts("GET https://www.googleapis.com/drive/v3/files"), true],
  ["operations: post_message", "", facts(SLACK), true],
  ["operations: ['category:message']", "", facts(SLACK), true],
  ["operations: ['method:DELETE']", "", facts("DELETE https://x.example/"), true],
  ["operations: ['category:delete']", "", facts("DELETE https://api.github.com/repos/a/b"), true],
  ["operations: ['*']", "", facts(SLACK), true],
  ["verbs: write", "", facts(SLACK), true],
  ["verbs: [READ, ADMIN]", "", facts(SLACK), false],
  ["methods: [post]", "", facts(SLACK), true],
  ["hosts: ['*.example.com']", "", facts("GET https://a.b.EXAMPLE.com./"), true],
  ["hosts: ['*.example.com']", "", facts("GET https://example.com.evil.net/"), false],
  ["urls: ['https://api.example.com/v1']", "", facts("GET https://API.example.com/v1/x?y=1"), true],
  ["urls: ['https://api.example.com/v1']", "", facts("GET https://api.example.com/v1?y=1"), true],
  ["urls: ['https://api.example.com/v1']", "", facts("GET https://api.example.com/v10"), false],
  ["urls: ['https://api.example.com']", "", facts("GET https://api.example.com.evil.net/"), false],
  [
    "urls: ['https://api.example.com/admin/**']",
    "",
    facts("GET https://api.example.com//x/../%61dmin/users"),
    true,
  ],
  ["agents: 'agent-*'", "", facts(SLACK), true],
  ["agents: bot", "", facts(SLACK, { call: { agentName: "bot" } }), true],
  ["runtimes: langchain", "", facts(SLACK, { call: { runtime: "langchain" } }), true],
  ["runtimes: langchain", "", facts(SLACK), false],
  ["sessions: s-1", "", facts(SLACK), true],
  ["envs: production", "", facts(SLACK), true],
  ["envs: production", "", facts(SLACK, { call: { env: "staging" } }), false],
  ["orgs: acme", "", facts("GET https://api.github.com/repos/ACME/web"), true],
  ["orgs: 'acme/*'", "", facts("GET https://api.github.com/repos/acme/web"), true],
  ["repos: ['acme/w*']", "", facts("GET https://api.github.com/repos/acme/web"), true],
  ["repos: web", "", facts("GET https://api.github.com/repos/acme/web"), true],
  ["channels: ['#alerts*']", "", facts(SLACK, { body: '{"channel":"alerts-prod"}' }), true],
  ["regions: 'eu-*'", "", facts("GET https://b.s3.eu-west-1.amazonaws.com/x"), true],
  [
    "principals: '*@evil.example'",
    "",
    facts("POST https://slack.com/api/admin.users.invite", { body: '{"email":"x@evil.example"}' }),
    true,
  ],
  ["mcp_servers: files", "", facts("POST mcp://files/read_file"), true],
  ["facts: { bucket: 'prod-*' }", "", facts("PUT https://prod-x.s3.amazonaws.com/k"), true],

  ["", "has_data_class: SECRETS", facts(SLACK, { findings: [found("SECRETS")] }), true],
  ["", "has_data_class: SECRETS", facts(SLACK, { findings: [found("SECRETS", "LOW")] }), false],
  [
    "",
    "has_data_class: SECRETS, has_data_class_min_confidence: LOW",
    facts(SLACK, { findings: [found("SECRETS", "LOW")] }),
    true,
  ],
  [
    "",
    "has_data_class: SECRETS, has_data_class_min_confidence: HIGH",
    facts(SLACK, {
      findings: [found("SECRETS", "MEDIUM"), found("PII", "HIGH")],
    }),
    false,
  ],
  ["", "finding_rules: ['iban']", facts(SLACK, { findings: [found("PII", "HIGH", "body", "iban")] }), true],
  [
    "",
    "has_data_class: PII, finding_in: BODY",
    facts(SLACK, { findings: [found("PII", "HIGH", "url")] }),
    false,
  ],
  ["", "body_contains_any: [alpha, BETA]", facts(SLACK, { body: '{"text":"a beta"}' }), true],
  ["", "body_contains_all: [alpha, beta]", facts(SLACK, { body: '{"text":"a beta"}' }), false],
  ["", "body_contains_any: [beta]", facts(SLACK, { body: '{"text":"\\u0062eta"}' }), true],
  [
    "",
    "body_contains_any: ['drop table']",
    facts(SLACK, { body: "q=drop+table", type: "application/x-www-form-urlencoded" }),
    true,
  ],
  ["", "body_path_equals: { path: $.a.b, value: x }", facts(SLACK, { body: '{"a":{"b":"x"}}' }), true],
  [
    "",
    "body_path_equals: { path: $.a, value: [1, 2] }",
    facts(SLACK, { body: "a=2", type: "application/x-www-form-urlencoded" }),
    true,
  ],
  [
    "",
    "body_path_gt: { path: '$.items[*].price', value: 100 }",
    facts(SLACK, { body: '{"items":[{"price":1},{"price":"500"}]}' }),
    true,
  ],
  ["", "body_path_gt: { path: $.amount, value: 100 }", facts(SLACK, { body: '{"amount":100}' }), false],
  ["", "body_path_gte: { path: $.amount, value: 100 }", facts(SLACK, { body: '{"amount":100}' }), true],
  ["", "body_path_lt: { path: $.amount, value: 100 }", facts(SLACK, { body: '{"amount":"x"}' }), false],
  ["", "body_path_gt: { path: $.amount, value: 100 }", facts(SLACK), false],
  ["", "body_path_gt: { path: $.amount, value: 100 }", facts(SLACK, { body: '{"amount": 500' }), true],
  [
    "",
    "body_path_gt: { path: $.amount, value: 100 }",
    facts(SLACK, { body: '{"amount": 500}', type: "text/plain" }),
    true,
  ],
  ["", "body_size_gt: 3", facts(SLACK, { body: "1234" }), true],
  ["", "body_not_inspectable: true", facts(SLACK, { body: "x", bodyInspectable: false }), true],
  ["", "body_not_inspectable: true", facts(SLACK, { bodyInspectable: false }), false],
  ["", "is_external_principal: true", facts("PUT https://api.github.com/repos/a/b/collaborators/m"), true],
  ["", "is_external_principal: false", facts(SLACK), false],
  ["", "risk_score_gt: 0.5", facts(SLACK, { riskScore: 0.51 }), true],
  ["", "risk_score_gt: 0.5", facts(SLACK, { riskScore: 0.5 }), false],
  [
    "",
    "time_of_day_outside: { start: '09:00', end: '18:00', tz: Europe/Berlin }",
    facts(SLACK, { now: Date.UTC(2026, 6, 1, 6, 59) }),
    true,
  ],
  [
    "",
    "time_of_day_outside: { start: '09:00', end: '18:00', tz: Europe/Berlin }",
    facts(SLACK, { now: Date.UTC(2026, 6, 1, 7, 0) }),
    false,
  ],
  [
    "",
    "time_of_day_outside: { start: '22:00', end: '06:00' }",
    facts(SLACK, { now: Date.UTC(2026, 6, 1, 23, 0) }),
    false,
  ],
  ["tools: slack", "body_size_gt: 3", facts(SLACK, { body: "1" }), false],
  ["", "", facts(SLACK), true],

  ["categories: message", "", facts(SLACK), true],
  ["categories: [payment, delete]", "", facts("DELETE https://api.github.com/repos/a/b"), true],
  ["facts: { to: 'b@*' }", "", withFacts({ to: "a@x.example, B@y.example" }), true],
  ["facts: { to: 'c@*' }", "", withFacts({ to: "a@x.example, b@y.example" }), false],
  ["facts: { to: 'a@*', cc: '*' }", "", withFacts({ to: "a@x.example" }), false],

  ["", "is_new_destination: true", after({ baseline: { ...USUAL, isNewDestination: true } }), true],
  ["", "is_new_destination: true", after({ baseline: USUAL }), false],
  ["", "is_new_destination: true", facts(SLACK), false],
  ["", "is_new_destination: false", after({ baseline: USUAL }), true],
  ["", "new_resource: true", after({ baseline: { ...USUAL, isNewDestination: true } }), true],
  ["", "is_new_operation: true", after({ baseline: { ...USUAL, isNewOperation: true } }), true],
  ["", "is_unusual_size: true", after({ baseline: { ...USUAL, isUnusualSize: true } }), true],
  ["", "is_unusual_hour: true", after({ baseline: { ...USUAL, isUnusualHour: true } }), true],
  ["", "is_volume_burst: true", after({ baseline: { ...USUAL, isBurst: true } }), true],
  ["", "volume_burst: true", after({ baseline: USUAL }), false],
  ["", "trust_score_lt: 0.5", after({ trust: 0.49 }), true],
  ["", "trust_score_lt: 0.5", after({ trust: 0.5 }), false],
  ["", "trust_score_lt: 0.5", facts(SLACK), false],
  ["", "threat_intel_match: true", after({ intel: [PASTE] }), true],
  ["", "threat_intel_match: true", facts(SLACK), false],
  ["", "threat_intel_match: false", facts(SLACK), true],
  ["", "threat_intel_match: [PASTE_SITE]", after({ intel: [PASTE] }), true],
  ["", "threat_intel_match: [built-in]", after({ intel: [PASTE] }), true],
  ["", "threat_intel_match: [tunnel]", after({ intel: [PASTE] }), false],
  ["", "threat_intel_match: true", after({ intel: [{ ...PASTE, path: "$.text" }] }), false],
  ["", "threat_intel_mention: [paste_site]", after({ intel: [{ ...PASTE, path: "$.text" }] }), true],
  [
    "",
    "session_has: [secrets, private_data]",
    after({ session: { ...QUIET, holds: ["private_data"] } }),
    true,
  ],
  ["", "session_has: secrets", after({ session: { ...QUIET, holds: ["private_data"] } }), false],
  ["", "session_has: secrets", facts(SLACK), false],
  ["", "overlaps_earlier_read: true", after({ session: { ...QUIET, overlap: 0.5 } }), true],
  ["", "overlaps_earlier_read: true", after({ session: { ...QUIET, overlap: 0.49 } }), false],
  ["", "overlaps_earlier_read: 0.2", after({ session: { ...QUIET, overlap: 0.2 } }), true],
  ["", "overlaps_earlier_read: false", after({ session: QUIET }), true],
  ["", "overlaps_earlier_read: false", facts(SLACK), false],
  ["", "injection_score_gt: 0.5", after({ session: { ...QUIET, injection: 0.6 } }), true],
  ["", "injection_score_gt: 0.5", after({ session: { ...QUIET, taint: 0.6 } }), false],
  ["", "taint_gt: 0.5", after({ session: { ...QUIET, taint: 0.6 } }), true],
  ["", "taint_gt: 0.5", facts(SLACK), false],
  ["", "sequence: [mass_action]", after({ sequences: [MASS] }), true],
  ["", "sequence: ['iam_*']", after({ sequences: [MASS] }), false],
  ["", "mcp_signals: [MCP_TOOL_DRIFT]", after({ mcpSignals: ["MCP_TOOL_DRIFT"] }), true],
  ["", "mcp_signals: ['MCP_*']", facts(SLACK), false],
  ["", `when: 'tool == "slack" && verb == "WRITE"'`, facts(SLACK), true],
  ["", `when: 'tool == "github" || risk > 0.5'`, facts(SLACK), false],
  ["", `when: 'body.amount > 5'`, facts(SLACK, { body: "{}" }), true],
  ["", `when: 'has(body.amount) && body.amount > 5'`, facts(SLACK, { body: "{}" }), false],
];

for (const [match, condition, given, wanted] of CASES) {
  const title = `match {${match}} condition {${condition}} ${wanted ? "holds for" : "does not hold for"}`;
  Deno.test(`${title} ${given.view.method} ${given.view.call.url} ${given.view.text.slice(0, 40)} #${CASES.findIndex(([, , f]) => f === given)}`, () => {
    assert.equal(decide(one(match, condition), given).decision, wanted ? "DENY" : "ALLOW");
  });
}

Deno.test("What cannot be told keeps an ALLOW rule silent", () => {
  const small = one("", "body_path_lte: { path: $.amount, value: 100 }", "ALLOW");
  const spoke = (body: string) => decide(small, facts(SLACK, { body })).rulings.length === 1;
  assert.ok(spoke('{"amount":100}'));
  assert.ok(!spoke('{"amount":[5, 5000]}'));
  assert.ok(!spoke('{"amount": 5'));
  assert.ok(!spoke("{}"));
  const known = one("", "has_data_class: SECRETS, finding_rules: [password]", "ALLOW");
  const findings = [found("SECRETS", "HIGH", "body", "password")];
  assert.equal(decide(known, facts(SLACK, { findings })).rulings.length, 1);
  assert.equal(decide(known, facts(SLACK, { findings: [...findings, found("SECRETS")] })).rulings.length, 0);
  const urls = one("urls: ['https://a.example/public/**']", "", "ALLOW");
  assert.equal(decide(urls, facts("GET https://a.example/public/x")).rulings.length, 1);
  assert.equal(decide(urls, facts("GET https://a.example/public/..%2fadmin")).rulings.length, 0);
  const ours = one("principals: '*@ours.example'", "", "ALLOW");
  assert.equal(decide(ours, withFacts({ principal: "a@ours.example, b@ours.example" })).rulings.length, 1);
  assert.equal(decide(ours, withFacts({ principal: "x@evil.example,a@ours.example" })).rulings.length, 0);
  const usual = one("", "is_new_destination: false", "ALLOW");
  assert.equal(decide(usual, after({ baseline: USUAL })).rulings.length, 1);
  assert.equal(decide(usual, after({ baseline: { ...USUAL, calls: 49 } })).rulings.length, 0);
  const expression = one("", "when: 'body.amount < 5'", "ALLOW");
  assert.equal(decide(expression, facts(SLACK, { body: '{"amount":1}' })).rulings.length, 1);
  assert.equal(decide(expression, facts(SLACK, { body: "{}" })).rulings.length, 0);
  assert.equal(decide(expression, facts(SLACK, { body: '{"amount":' })).rulings.length, 0);
});

Deno.test("explainPolicy() tells from which calls a value came, and why an expression could not be told", () => {
  const flow = {
    traceId: "t-1",
    kind: "copied_data",
    path: "$.text",
    weight: 0.9,
    reasons: ["rare"],
  } as const;
  const caller = { session: { ...QUIET, overlap: 0.8, flows: [flow] } };
  const policy = one("", "overlaps_earlier_read: true, when: 'body.amount > 5'");
  const [rule] = explainPolicy(policy, facts(SLACK, { body: "{}", caller })).policies[0]?.rules ?? [];
  assert.equal(rule?.predicates[0]?.found, "0.80; copied_data of t-1 at $.text");
  assert.match(
    rule?.predicates[1]?.found ?? "",
    /^cannot be told: field not found: amount; it counts against the call, so it holds$/,
  );
});

Deno.test("Inside a policy the first rule by priority speaks; across policies the strictest word wins", () => {
  const policy = load(`
policies:
  - name: a
    rules:
      - { rule_id: late, priority: 20, action: DENY }
      - { rule_id: first, priority: 10, action: ALLOW }
      - { rule_id: unnamed, action: DENY }
  - name: b
    rules: [{ rule_id: clean, action: SANITIZE }]
  - name: c
    rules: [{ rule_id: ask, action: REQUIRE_APPROVAL }]
`);
  const outcome = decide(policy, facts(SLACK));
  assert.equal(outcome.decision, "REQUIRE_APPROVAL");
  assert.equal(outcome.sanitize, true);
  assert.deepEqual(outcome.rulings.map(({ rule }) => rule.ruleId), ["ask", "clean", "first"]);
  assert.equal(decide({ units: [], detectionRules: [], files: [] }, facts(SLACK)).decision, "ALLOW");
});

Deno.test("OPEN_INCIDENT refuses and marks the incident", () => {
  const outcome = decide(one("", "", "OPEN_INCIDENT"), facts(SLACK));
  assert.equal(outcome.decision, "DENY");
  assert.equal(outcome.incident, true);
});

Deno.test("A policy for one environment keeps out of the others", () => {
  const policy = load("policies: [{ name: p, env_names: [staging], rules: [{ rule_id: r, action: DENY }] }]");
  assert.equal(decide(policy, facts(SLACK)).decision, "ALLOW");
  assert.equal(decide(policy, facts(SLACK, { call: { env: "staging" } })).decision, "DENY");
});

Deno.test("explainPolicy() agrees with decide() and shows what each key wanted and found", () => {
  const policy = one("tools: github, verbs: WRITE", "body_size_gt: 1");
  const { outcome, policies } = explainPolicy(policy, facts(SLACK, { body: "123" }));
  assert.equal(outcome.decision, "ALLOW");
  assert.deepEqual(policies[0]?.rules[0]?.predicates, [
    { key: "match.tools", wanted: "github", found: "slack, slack.post_message", held: false },
    { key: "match.verbs", wanted: "WRITE", found: "WRITE", held: true },
    { key: "condition.body_size_gt", wanted: "above 1", found: "3", held: true },
  ]);
});
