import assert from "node:assert/strict";
import fc from "fast-check";
import { formatProblem, type PolicyProblem } from "../document.ts";
import { loadDefaultPolicy } from "../default_pack.ts";
import { scanParts } from "../../scan/mod.ts";
import { readCaseFile, readEmbeddedCases } from "./read_cases.ts";
import { runCase } from "./run_case.ts";

function problemsOf(text: string): string[] {
  const errors: PolicyProblem[] = [];
  readCaseFile({ name: "c.yaml", text }, errors);
  return errors.map(formatProblem);
}

const scanner = {
  scan: (request: Parameters<typeof scanParts>[0]) =>
    Promise.resolve(scanParts(request, { enter() {}, expired: () => false, now: () => 0 })),
};

async function run(text: string) {
  const errors: PolicyProblem[] = [];
  const [one] = readCaseFile({ name: "c.yaml", text }, errors);
  assert.deepEqual(errors, []);
  assert.ok(one !== undefined);
  return await runCase(one, { policy: loadDefaultPolicy(), scanner });
}

Deno.test("What is wrong with a case is told with its place", () => {
  const cases: [string, string][] = [
    ["{}", "c.yaml:1:1: Cannot read the cases: wanted a list of 1 to"],
    ["[]", "wanted a list of 1 to"],
    ["- note: x", 'c.yaml:1:3: Cannot read "case": wanted "input"'],
    [
      "- input: { method: GET, url: x }\n  expect: {}",
      'c.yaml:2:11: Cannot read "expect": wanted at least one field',
    ],
    ["- input: {}\n  expect: { decison: DENY }", 'unknown key "decison"'],
    ["- input: {}\n  expect: { decison: DENY }", 'did you mean "decision"?'],
    ["- input: { body: '{{nothing}}' }\n  expect: { verb: READ }", 'no made-up value is called "nothing"'],
    ["- input: {}\n  now: soon\n  expect: { verb: READ }", 'c.yaml:2:8: Cannot read "now"'],
    [
      "- input: {}\n  caller: { trust: 5 }\n  expect: { verb: READ }",
      'Cannot read "caller.trust": found number "5"',
    ],
    ["- input: {}\n  caller: { session: { taints: 1 } }\n  expect: { verb: READ }", 'did you mean "taint"?'],
    ["- input: {}\n  wants: {}\n  expect: { verb: READ }", 'unknown key "wants"'],
  ];
  for (const [text, wanted] of cases) {
    const problems = problemsOf(text);
    assert.ok(problems.some((problem) => problem.includes(wanted)), `${text}\n${problems.join("\n")}`);
  }
});

Deno.test("A case that is no call fails with the reason, and one that is not met tells what came and why", async () => {
  const none = await run("- input: { method: GET, url: nowhere }\n  expect: { decision: ALLOW }");
  assert.ok(!none.passed);
  assert.match(none.error ?? "", /url/);
  const other = await run(
    "- input: { method: DELETE, url: 'https://api.github.com/repos/a/b' }\n  expect: { decision: ALLOW, verb: ADMIN }",
  );
  assert.deepEqual(other.mismatches, [{ field: "decision", wanted: "ALLOW", found: "REQUIRE_APPROVAL" }]);
  const spoke = other.explanation?.policies.flatMap(({ rules }) => rules).filter((rule) => rule.spoke);
  assert.deepEqual(spoke?.map(({ ruleId }) => ruleId), ["destructive"]);
});

Deno.test("readCaseFile() never throws, whatever text it is given", () => {
  fc.assert(fc.property(fc.string(), (text) => void problemsOf(text)));
  const cases = fc.array(
    fc.dictionary(fc.constantFrom("note", "input", "caller", "now", "expect"), fc.jsonValue()),
    { maxLength: 3 },
  );
  fc.assert(fc.property(cases, (value) => {
    problemsOf(JSON.stringify(value));
    readEmbeddedCases({ name: "p", text: JSON.stringify({ tests: value }) }, []);
  }));
});
