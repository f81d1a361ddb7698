import assert from "node:assert/strict";
import { formatProblem } from "../policy/document.ts";
import { loadPolicy } from "../policy/load.ts";
import { compileRules, scanParts } from "../scan/mod.ts";
import { MAX_USER_RULES, toKeywordRules, type UserRule } from "./user_rules.ts";
import { checkUserRules } from "./user_rules_check.ts";

const GOOD = [
  "rules:",
  "  - id: employee-number",
  "    class: PII",
  "    description: Number of an employee, which names the person",
  "    severity: high",
  "    confidence: HIGH",
  "    keywords: [EMP-]",
  "    pattern: '(?i)(?<![A-Za-z0-9])EMP-\\d{6}(?!\\d)'",
  "    homes: [hr.example.com]",
  "    examples: [EMP-123456]",
  "    nearMisses: [EMP-12345, TEMP-123456]",
];

function load(text: string, name = "rules.yaml"): readonly UserRule[] {
  const loaded = loadPolicy([{ name, text }]);
  assert.ok(loaded.ok, JSON.stringify(loaded));
  return loaded.policy.detectionRules;
}

function problems(text: string): string[] {
  const loaded = loadPolicy([{ name: "rules.yaml", text }]);
  assert.ok(!loaded.ok, "the rules are accepted");
  return loaded.errors.map(formatProblem);
}

/** GOOD with one field written otherwise, or left out. */
function changed(field: string, line?: string): string {
  return GOOD.flatMap((each) => each.includes(` ${field}:`) ? (line === undefined ? [] : [line]) : [each])
    .join("\n");
}

function scan(rules: readonly UserRule[], content: string, host = "") {
  const watch = { enter() {}, expired: () => false, now: () => 0 };
  const parts = [{ kind: "header", name: "x-note", content }, { kind: "body", content }] as const;
  const request = { parts, host, want: { redact: true }, timeoutMs: 1000 };
  return scanParts(request, watch, compileRules(toKeywordRules(rules)));
}

Deno.test("a user rule finds, redacts under its own name, and knows its home", () => {
  const rules = load(GOOD.join("\n"));
  const report = scan(rules, "see emp-123456 there");
  assert.deepEqual(report.findings.map(({ rule, class: data, confidence }) => [rule, data, confidence]), [
    ["employee-number", "PII", "HIGH"],
    ["employee-number", "PII", "HIGH"],
  ]);
  assert.equal(report.redacted[1], "see [REDACTED:EMPLOYEE_NUMBER#1] there");
  assert.deepEqual(scan(rules, "see emp-123456", "hr.example.com").findings.map(({ part }) => part), [
    "body",
  ]);
  assert.deepEqual(checkUserRules(rules), []);
});

Deno.test("severity, confidence and homes may be left out, and near misses may be written either way", () => {
  let text = GOOD.filter((line) => !/severity|confidence|homes/.test(line)).join("\n");
  text = text.replace("nearMisses", "near_misses");
  const [rule] = load(text);
  assert.equal(rule?.severity, "medium");
  assert.equal(rule?.confidence, "MEDIUM");
  assert.deepEqual(rule?.homes, []);
});

Deno.test("rules stand beside policies in one file or in a file of their own", () => {
  const policy = "policies:\n  - name: p\n    rules: [{ rule_id: r, action: DENY }]\n";
  const together = loadPolicy([{ name: "a.yaml", text: policy + GOOD.join("\n") }]);
  const apart = loadPolicy([{ name: "a.yaml", text: policy }, { name: "b.yaml", text: GOOD.join("\n") }]);
  for (const loaded of [together, apart]) {
    assert.ok(loaded.ok);
    assert.deepEqual([loaded.policy.units.length, loaded.policy.detectionRules.length], [1, 1]);
  }
});

Deno.test("everything that is wrong with a rule is named with file, line and column", () => {
  const cases: readonly (readonly [string, string])[] = [
    [changed("id"), 'rules.yaml:2:5: Cannot read "rules": wanted a list of at least one detection rule'],
    [changed("id", "  -"), 'rules.yaml:3:5: Cannot read "rule": "id" is missing'],
    [changed("id", "  - id: Employee Number"), 'rules.yaml:2:9: Cannot read "id": found "Employee Number"'],
    [changed("id", "  - id: github-pat"), '"github-pat" is a built-in rule'],
    [
      changed("class", "    class: SECRET"),
      'rules.yaml:3:12: Cannot read "class": found "SECRET", allowed: SECRETS',
    ],
    [changed("severity", "    severity: awful"), "allowed: LOW, MEDIUM, HIGH, CRITICAL"],
    [changed("keywords", "    keywords: [x]"), 'rules.yaml:7:15: Cannot read "keywords": found "x"'],
    [changed("keywords", "    keywords: []"), 'Cannot read "keywords": found an empty list'],
    [
      changed("pattern", "    pattern: EMP-\\d+"),
      'rules.yaml:8:14: Cannot read "pattern": a quantifier without an upper bound',
    ],
    [changed("pattern", "    pattern: (?i)EMP-\\d+"), "(character 11 of the pattern)"],
    [changed("pattern", "    pattern: EMP-(?:a|a){0,20}b"), "one attempt may take"],
    [changed("pattern", "    pattern: x{0,3}"), "it matches a text without characters"],
    [changed("homes", "    homes: ['https://hr.example.com/']"), "wanted a host such as"],
    [changed("examples"), '"examples" is missing'],
    [changed("nearMisses"), '"nearMisses" is missing'],
    [changed("severity", "    severty: high"), 'rules.yaml:5:5: Cannot read "rule": unknown key "severty"'],
    [
      `${GOOD.join("\n")}\n${GOOD.slice(1).join("\n")}`,
      'rules.yaml:12:5: Cannot load rule "employee-number": its id is given twice',
    ],
  ];
  for (const [text, wanted] of cases) {
    const found = problems(text);
    assert.ok(
      found.some((problem) => problem.includes(wanted)),
      `wanted ${wanted}\nfound ${found.join("\n")}`,
    );
  }
});

Deno.test("more rules or keywords than a scan has room for are refused", () => {
  const one = (id: string, keyword: string) =>
    GOOD.slice(1).join("\n").replace("employee-number", id).replace("[EMP-]", `["${keyword}"]`);
  const many = Array.from({ length: MAX_USER_RULES + 1 }, (_, i) => one(`r-${i}`, "emp-"));
  assert.match(problems(`rules:\n${many.join("\n")}`).join(), /"r-500": it is one too many/);
  const wide = Array.from({ length: 400 }, (_, i) => one(`r-${i}`, "emp-".repeat(16)));
  assert.match(problems(`rules:\n${wide.join("\n")}`).join(), /20000 characters of keywords/);
});

Deno.test("an example that is not found and a near miss that is found are told where they stand, and never quoted", () => {
  const text = changed("nearMisses", "    nearMisses:\n      - EMP-12345\n      - EMP-654321").replace(
    "[EMP-123456]",
    "[EMP-1]",
  );
  const found = checkUserRules(load(text)).map(formatProblem);
  assert.deepEqual(found, [
    'rules.yaml:10:16: Rule "employee-number": example 1 is not found',
    'rules.yaml:13:9: Rule "employee-number": near miss 2 is found',
  ]);
});

Deno.test("rules are plain data: a copy that crossed to another thread finds the same", () => {
  const rules = structuredClone(load(GOOD.join("\n")));
  assert.equal(scan(rules, "EMP-123456").findings.length, 2);
});
