import assert from "node:assert/strict";
import fc from "fast-check";
import { loadDefaultPolicy } from "./default_pack.ts";
import { formatProblem } from "./document.ts";
import { loadPolicy } from "./load.ts";
import { REASON_CODES } from "../reason_codes.ts";

function problemsOf(text: string, name = "policy.yaml"): string[] {
  const loaded = loadPolicy([{ name, text }]);
  return loaded.ok ? [] : loaded.errors.map(formatProblem);
}

const rule = (...lines: string[]) =>
  ["policies:", "  - name: p", "    rules:", "      - rule_id: r", ...lines.map((line) => `        ${line}`)]
    .join("\n");

Deno.test("The built-in policy loads, and its reason codes are those of the list", () => {
  const policy = loadDefaultPolicy();
  const codes: readonly string[] = REASON_CODES;
  for (const { reasonCode } of policy.units.flatMap(({ rules }) => rules)) {
    assert.ok(reasonCode === null || codes.includes(reasonCode), reasonCode ?? "");
  }
  assert.deepEqual(policy.units.map(({ id }) => id), [
    "default",
    "default-actions",
    "default-payloads",
    "default-shell",
    "default-mcp",
    "default-destinations",
    "default-history",
  ]);
});

Deno.test("Every error names file, line, column, field, what was found and what is allowed", () => {
  const cases: [string, string][] = [
    [
      rule("action: MAYBE"),
      'policy.yaml:5:17: Cannot read "action": found "MAYBE", allowed: ALLOW, SANITIZE',
    ],
    [rule("priority: 1"), 'policy.yaml:4:9: Cannot read "action": it is missing'],
    [
      rule("action: DENY", "priority: soon"),
      'policy.yaml:6:19: Cannot read "priority": found string "soon", wanted a number from 0',
    ],
    [
      rule("action: DENY", "match: { tols: [x] }"),
      'policy.yaml:6:18: Cannot read "match": unknown key "tols", allowed: accounts, agents',
    ],
    [
      rule("action: DENY", "match: { tools: [] }"),
      'policy.yaml:6:25: Cannot read "match.tools": found an empty list',
    ],
    [
      rule("action: DENY", "match: { verbs: [LOOK] }"),
      'policy.yaml:6:25: Cannot read "match.verbs": found "LOOK", allowed: READ, WRITE, ADMIN',
    ],
    [rule("action: DENY", "match: [x]"), 'policy.yaml:6:16: Cannot read "match": wanted a map of keys'],
    [
      rule("action: DENY", "condition: { has_data_class: [SECRET] }"),
      'Cannot read "condition.has_data_class": found "SECRET", allowed: SECRETS, PII, PHI, INTERNAL',
    ],
    [
      rule("action: DENY", "condition: { body_path_gt: { path: amount, value: 1 } }"),
      'Cannot read "condition.body_path_gt.path"',
    ],
    [rule("action: DENY", "condition: { body_path_gt: { path: $.a } }"), 'wanted both "path" and "value"'],
    [rule("action: DENY", "condition: { body_path_gt: { path: $.a, value: x } }"), "wanted a number"],
    [rule("action: DENY", "condition: { risk_score_gt: 5 }"), "wanted a number from 0 to 1"],
    [rule("action: DENY", "condition: { is_external_principal: maybe }"), "wanted true or false"],
    [
      rule("action: DENY", "condition: { time_of_day_outside: { start: 9, end: '18:00' } }"),
      'wanted a time such as "09:00"',
    ],
    [
      rule("action: DENY", "condition: { time_of_day_outside: { start: '09:00', end: '18:00', tz: Mars } }"),
      "wanted a time zone",
    ],
    [rule("action: DENY", "reason_code: not a code"), 'Cannot read "reason_code"'],
    [rule("action: DENY", "when: x"), 'unknown key "when", allowed: rule_id, description, priority'],
    ["policies: []", 'Cannot read "policies": wanted a list of at least one policy'],
    ["rules: []", 'policy.yaml:1:8: Cannot read "rules": wanted a list of at least one detection rule'],
    [
      "polices: []",
      'unknown key "polices", allowed: extends, without, policies, rules, tests, redaction, risk, approvals; did you mean "policies"?',
    ],
    ["policies:\n  - name: p\n    rules: []", 'policy.yaml:3:12: Cannot read "rules"'],
    ["policies:\n  - rules: [{ rule_id: r, action: DENY }]", 'Cannot read "name"'],
    ["policies: [", "Cannot read the YAML"],
    ["policies:\n  - name: p\n    name: q", "Cannot read the YAML: Map keys must be unique"],
    ["", "Cannot read"],
    [rule("action: DENY") + "\n      - rule_id: r\n        action: DENY", 'rule_id "r" is given twice'],
  ];
  for (const [text, wanted] of cases) {
    const problems = problemsOf(text);
    assert.ok(
      problems.some((problem) => problem.includes(wanted)),
      `${text}\nwanted ${wanted}\nfound ${problems.join("\n")}`,
    );
    for (const problem of problems) assert.match(problem, /^policy\.yaml:\d+:\d+: \S/);
  }
});

Deno.test("All problems of a file are told at once", () => {
  assert.equal(problemsOf(rule("action: MAYBE", "priority: x", "match: { tols: [x] }")).length, 3);
});

Deno.test("Names of older policies are accepted", () => {
  for (
    const match of [
      "tool_name: slack",
      "tool_names: [slack]",
      "url_patterns: ['https://a/*']",
      "env_name: production",
      "env_names: [x]",
      "agent_ids: [a]",
      "org_patterns: ['acme/*']",
    ]
  ) {
    assert.deepEqual(problemsOf(rule("action: DENY", `match: { ${match} }`)), [], match);
  }
  assert.deepEqual(
    problemsOf(
      rule("action: DENY", "condition: { has_data_class: PII, has_data_class_min_confidence: MED }"),
    ),
    [],
  );
  assert.deepEqual(problemsOf(rule("action: OPEN_INCIDENT")), []);
  assert.deepEqual(
    problemsOf(
      "policies:\n  - name: p\n    env_names: [production]\n    rules: [{ rule_id: r, action: ALLOW }]",
    ),
    [],
  );
});

Deno.test("JSON is a policy too, and two files with one policy name are refused", () => {
  const text = JSON.stringify({ policies: [{ name: "p", rules: [{ rule_id: "r", action: "DENY" }] }] });
  assert.deepEqual(problemsOf(text), []);
  const loaded = loadPolicy([{ name: "a.json", text }, { name: "b.json", text }]);
  assert.ok(!loaded.ok);
  assert.match(loaded.errors[0]?.message ?? "", /"p": its name is given twice/);
  assert.ok(!loadPolicy([]).ok);
});

Deno.test("An alias bomb and an endless alias end in a problem", () => {
  const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]"];
  for (let i = 0; i < 12; i++) {
    bomb.push(
      `${"bcdefghijklm"[i]}: &${"bcdefghijklm"[i]} [${Array(9).fill(`*${"abcdefghijkl"[i]}`).join(", ")}]`,
    );
  }
  assert.match(problemsOf(bomb.join("\n"))[0] ?? "", /more than 200000 values|nested deeper/);
  assert.match(problemsOf("policies: &p [*p]")[0] ?? "", /nested deeper|alias/);
});

Deno.test("loadPolicy() never throws, whatever text it is given", () => {
  fc.assert(fc.property(fc.string(), (text) => void loadPolicy([{ name: "x", text }])));
  fc.assert(
    fc.property(
      fc.jsonValue(),
      (value) => void loadPolicy([{ name: "x", text: JSON.stringify({ policies: value }) }]),
    ),
  );
  const deep = fc.dictionary(
    fc.constantFrom("match", "condition", "action", "rule_id", "priority", "tools", "body_path_gt"),
    fc.jsonValue(),
  );
  fc.assert(fc.property(deep, (value) => {
    void loadPolicy([{ name: "x", text: JSON.stringify({ policies: [{ name: "p", rules: [value] }] }) }]);
  }));
});
