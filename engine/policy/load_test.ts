import assert from "node:assert/strict";
import fc from "fast-check";
import { loadDefaultPolicy } from "./default_pack.ts";
import { formatProblem } from "./document.ts";
import { loadPolicy, MAX_POLICY_CHARS } from "./load.ts";
import { PACK_NAMES } from "./packs.ts";
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
    [rule("action: DENY", "condition: { trust_score_lt: 2 }"), "wanted a number from 0 to 1"],
    [rule("action: DENY", "condition: { is_new_destination: 1 }"), "wanted true or false"],
    [
      rule("action: DENY", "condition: { overlaps_earlier_read: 0 }"),
      "wanted true, false or a number above 0 up to 1",
    ],
    [
      rule("action: DENY", "condition: { session_has: [secret] }"),
      'found "secret", allowed: PRIVATE_DATA, UNTRUSTED_CONTENT, SECRETS; did you mean "SECRETS"?',
    ],
    [rule("action: DENY", "condition: { sequence: [] }"), "found an empty list"],
    [
      rule("action: DENY", "condition: { is_new_destinatoin: true }"),
      'unknown key "is_new_destinatoin", allowed: body_contains_all',
    ],
    [rule("action: DENY", "condition: { is_new_destinatoin: true }"), 'did you mean "is_new_destination"?'],
    [rule("action: DENI"), 'did you mean "DENY"?'],
    [
      rule("action: DENY", "condition:", "  when: toool == 'x'"),
      'policy.yaml:7:17: Cannot read "condition.when": unknown name "toool"',
    ],
    [rule("action: DENY", "condition:", "  when: 'risk > 1.0 &&& true'"), "policy.yaml:7:29: Cannot read"],
    [
      rule("action: DENY", "condition:", "  when: >-", '    tool == "slack" &&', "    risk > tool"),
      'policy.yaml:9:18: Cannot read "condition.when": ">" does not take a double and text',
    ],
    [rule("action: DENY", "condition: { when: 5 }"), "wanted text"],
    [
      "extends: [sree]",
      'policy.yaml:1:10: Cannot read "extends": found no pack "sree", allowed: default, sre',
    ],
    [
      "extends: [default]\nwithout: [paymnt]",
      'policy.yaml:2:11: Cannot read "without": found no rule "paymnt"',
    ],
    ["extends: [default]\nwithout: [paymnt]", 'did you mean "payment"?'],
    ["without: [payment]", 'found no rule "payment" in a pack that is extended'],
    [
      "redaction: { styles: { PII: masked } }",
      'found "masked", allowed: placeholder, mask, hash, remove; did you mean "mask"?',
    ],
    [
      "redaction: { styles: { PIII: mask } }",
      'unknown key "PIII", allowed: SECRETS, PII, PHI, INTERNAL; did you mean "PII"?',
    ],
    ["redaction: { rules: { Not A Rule: mask } }", "wanted a rule id such as email-address"],
    ["redaction: { rules: [x] }", "wanted a map of rule ids to styles"],
    ["risk: { secretz: 0.5 }", 'did you mean "secrets"?'],
    [
      "risk: { secrets: 3 }",
      'policy.yaml:1:18: Cannot read "risk.secrets": found number "3", wanted a number from 0 to 1',
    ],
    ["risk: 5", 'Cannot read "risk": found number "5", wanted a map'],
    ["approvals: { grant_minutes: 61 }", "wanted a number from 1 to 60"],
    ["approvals: { grant: 5 }", 'unknown key "grant"'],
    ["{}", "it is empty, allowed: extends, without, policies"],
    ["policies: []", 'Cannot read "policies": wanted a list of at least one policy'],
    ["rules: []", 'policy.yaml:1:8: Cannot read "rules": wanted a list of at least one detection rule'],
    [
      "polices: []",
      'unknown key "polices", allowed: extends, without, policies, answers, rules, tests, redaction, risk, approvals; did you mean "policies"?',
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

Deno.test("Packs are extended once, lie under what a file says, and lose the rules that it does without", () => {
  const loaded = loadPolicy([
    {
      name: "a.yaml",
      text: "extends: [default, healthcare]\nwithout: payment\nredaction: { styles: { PII: mask } }",
    },
    {
      name: "b.yaml",
      text: "extends: [pack:default]\napprovals: { grant_minutes: 5 }\nrisk: { secrets: 0.9 }",
    },
  ]);
  assert.ok(loaded.ok, JSON.stringify(loaded));
  const { units, redaction, approvals, risk, files } = loaded.policy;
  assert.equal(units.filter(({ name }) => name === "default").length, 1);
  const ids = units.flatMap(({ rules }) => rules.map(({ ruleId }) => ruleId));
  assert.ok(ids.includes("small-payment") && !ids.includes("payment"));
  assert.deepEqual(redaction, { byClass: { PHI: "remove", PII: "mask" }, byRule: {} });
  assert.deepEqual([approvals, risk], [{ grantMinutes: 5 }, { secrets: 0.9 }]);
  assert.deepEqual(files, ["pack:default", "pack:healthcare", "a.yaml", "b.yaml"]);
  const twice = loadPolicy([{ name: "a", text: "risk: { secrets: 0.9 }" }, {
    name: "b",
    text: "risk: { pii: 0.9 }",
  }]);
  assert.ok(!twice.ok);
  assert.match(twice.errors[0]?.message ?? "", /"risk": it is given in a already, wanted once/);
});

Deno.test("Every pack loads, alone and with all others", () => {
  for (const name of PACK_NAMES) assert.deepEqual(problemsOf(`extends: [${name}]`), [], name);
  assert.deepEqual(problemsOf(`extends: [${PACK_NAMES.join(", ")}]`), []);
  const codes: readonly string[] = REASON_CODES;
  for (const name of PACK_NAMES) {
    const loaded = loadPolicy([{ name: "p", text: `extends: ${name}` }]);
    assert.ok(loaded.ok);
    for (const { reasonCode, ruleId } of loaded.policy.units.flatMap(({ rules }) => rules)) {
      assert.ok(reasonCode === null || codes.includes(reasonCode), `${ruleId}: ${reasonCode}`);
    }
  }
});

Deno.test("A file that is too large is refused before it is read", () => {
  const [problem] = problemsOf(`# ${"x".repeat(MAX_POLICY_CHARS)}`);
  assert.match(
    problem ?? "",
    /^policy\.yaml:1:1: Cannot read the policy: found \d+ characters, wanted at most/,
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
  const yaml = fc.array(
    fc.constantFrom(
      "policies:",
      "- ",
      "  ",
      "\n",
      "name: p",
      "rules:",
      "&a",
      "*a",
      "<<: *a",
      "|",
      ">-",
      "'",
      '"',
      "{",
      "}",
      "[",
      "]",
      "when: x",
      "!!binary",
      "? ",
      ": ",
      "---",
      "%YAML 1.1",
      "tests:",
      "extends: default",
      "\t",
      "#",
    ),
    { maxLength: 40 },
  ).map((parts) => parts.join(""));
  fc.assert(fc.property(yaml, (text) => void loadPolicy([{ name: "x", text }])), { numRuns: 500 });
  const deep = fc.dictionary(
    fc.constantFrom("match", "condition", "when", "action", "rule_id", "priority", "tools", "body_path_gt"),
    fc.jsonValue(),
  );
  fc.assert(fc.property(deep, (value) => {
    void loadPolicy([{ name: "x", text: JSON.stringify({ policies: [{ name: "p", rules: [value] }] }) }]);
  }));
});
