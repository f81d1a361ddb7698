/**
 * Every pattern before a second judge, recheck, with its bounds taken away (relaxed_pattern.ts): linear or polynomial is well, since
 * counts bound the polynomial; exponential is refused. What it cannot judge in time must have a low bound of its own, or stand the
 * texts of pattern_bound_test.ts. By default the patterns with a high bound are judged; `INTERVEN_TEST_REGEX=all`, and CI, take all of them,
 * which is some minutes.
 */
import assert from "node:assert/strict";
import { RULES } from "../../engine/rules/list.ts";
import { judgePattern } from "../../engine/rules/pattern_safety.ts";
import { relaxedPattern } from "./relaxed_pattern.ts";

// The checker's JavaScript, in this process: no child, no native code.
Deno.env.set("RECHECK_BACKEND", "pure");
const { checkSync } = await import("recheck");

const HIGH_STEPS = 20_000;
const TIMEOUT_MS = 1_500;
/** The checker is slow until it is warm. */
const FIRST_TIMEOUT_MS = 60_000;
const takesAll = Deno.env.get("INTERVEN_TEST_REGEX") === "all" || Deno.env.get("CI") === "true";

function verdictOn(pattern: string, timeout = TIMEOUT_MS): string {
  const judged = checkSync(`^${pattern}`, "", { checker: "automaton", timeout });
  if (judged.status === "safe") return "safe";
  return judged.status === "unknown" ? "unknown" : judged.complexity.type;
}

Deno.test("the second judge tells linear, polynomial and exponential patterns apart", () => {
  assert.equal(verdictOn(relaxedPattern("key=[a-z]{1,40}(?![a-z])", ""), FIRST_TIMEOUT_MS), "safe");
  assert.equal(verdictOn(relaxedPattern("[a-z]{0,40}[a-z0-9]{0,40}!", ""), FIRST_TIMEOUT_MS), "polynomial");
  assert.equal(verdictOn(relaxedPattern("(?:[a-z]{1,20}){1,20}!", ""), FIRST_TIMEOUT_MS), "exponential");
});

for (const rule of RULES) {
  if (rule.trigger !== "keyword") continue;
  const { source, flags } = rule.pattern;
  const judgement = judgePattern(source, flags);
  const isHigh = !judgement.ok || judgement.cost.maxSteps > HIGH_STEPS;
  if (!takesAll && !isHigh) continue;
  Deno.test(`recheck finds nothing exponential in the pattern of ${rule.id}`, () => {
    assert.notEqual(verdictOn(relaxedPattern(source, flags)), "exponential");
  });
}
