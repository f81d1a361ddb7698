import assert from "node:assert/strict";
import fc from "fast-check";
import { RULES } from "./list.ts";
import { judgePattern, type PatternCost } from "./pattern_safety.ts";

/** Longest stretch that one attempt of a built-in pattern may read, in characters. */
const MAX_PATTERN_CHARS = 34_000;

function costOf(source: string, flags = ""): PatternCost {
  const judgement = judgePattern(source, flags);
  assert.ok(judgement.ok, JSON.stringify(judgement));
  return judgement.cost;
}

function problemOf(source: string): string {
  const judgement = judgePattern(source);
  assert.ok(!judgement.ok, `"${source}" is accepted`);
  return `${judgement.at}: ${judgement.problem}`;
}

Deno.test("a pattern without an upper bound, with a back-reference or with broken syntax is refused at its place", () => {
  assert.match(problemOf("ab+"), /^2: a quantifier without an upper bound; write one, such as \{1,200\}/);
  assert.match(problemOf("ab*c"), /^2: .*\{0,200\}/);
  assert.match(problemOf("(?:a{2,}){0,3}"), /^4: .*\{2,200\}/);
  assert.match(problemOf("(a)\\1"), /^3: back-references/);
  assert.match(problemOf("(?<x>a)\\k<x>"), /^7: back-references/);
  assert.match(problemOf("a(b"), /^1: "\(" is never closed/);
  assert.match(problemOf("ab)"), /^2: unmatched/);
  assert.match(problemOf("[ab"), /^0: "\[" is never closed/);
  assert.match(problemOf("[b-a]"), /^2: a range counts backwards/);
  assert.match(problemOf("a{3,2}"), /^1: .*counts backwards/);
  assert.match(problemOf("?a"), /^0: .*nothing to repeat/);
  assert.match(problemOf("(?i:a)"), /^0: groups may begin with/);
  assert.match(problemOf("\\p{L}"), /^0: .*not supported/);
  assert.match(problemOf("(".repeat(40)), /more than 30 deep/);
});

Deno.test("the longest match is counted through groups, choices and counts, and look-arounds take nothing", () => {
  assert.equal(costOf("a{1,3}b").maxChars, 4);
  assert.equal(costOf("(?:ab|c)?[x-z]{2}").maxChars, 4);
  assert.equal(costOf("(?<![a-z])ab(?=c{9})\\b").maxChars, 2);
});

Deno.test("neighbours that share no characters add up, and those that do multiply", () => {
  assert.ok(costOf("x[a-z]{0,50}[0-9]{1,50}[a-z]{0,50}-").maxSteps < 500);
  assert.ok(costOf("x[a-z]{0,50}[a-z0-9]{0,50}[a-z]{0,50}-").maxSteps > 50_000);
  assert.ok(costOf("(?:[a-z]{1,20}\\.){1,20}x").maxSteps < 2_000, "a dot ends each round");
  assert.ok(costOf("(?:[a-z]{1,20}){1,20}x").maxSteps > 1e9, "rounds can be cut anywhere");
  assert.ok(costOf("(?:a|a){0,30}b").maxSteps > 1e8, "two ways a round");
  assert.ok(costOf("(?:ax|ay){0,30}b").maxSteps < 500, "the second character tells");
  assert.ok(costOf("k[a-z]{20,40}(?![a-z])").maxSteps < 200, "a look-ahead counts as what follows");
  assert.ok(costOf("K[A-Z]{0,50}[0-9]{1,50}k", "i").maxSteps < 500);
  assert.ok(costOf("[A-Z]{0,50}[a-z]{0,50}!", "i").maxSteps > 2_000, "case makes them share characters");
});

Deno.test("what is read from a pattern is what the runtime's own engine makes of it", () => {
  const source = fc.constantFrom(
    "[a-c]{1,3}",
    "(?:ab|b)c?",
    "\\x61\\u0062",
    "[^\\d\\-x]",
    ".\\w",
    "(?<n>a)b{0,2}?$",
  );
  fc.assert(fc.property(source, fc.string({ maxLength: 6 }), (pattern, text) => {
    assert.ok(judgePattern(pattern).ok);
    const match = new RegExp(pattern, "y").exec(text);
    if (match !== null) assert.ok(match[0].length <= costOf(pattern).maxChars);
  }));
  fc.assert(fc.property(fc.string({ maxLength: 30 }), (text) => {
    if (!judgePattern(text).ok) return;
    new RegExp(text);
  }));
});

for (const rule of RULES) {
  if (rule.trigger !== "keyword") continue;
  Deno.test(`the pattern of ${rule.id} reads a bounded stretch and cannot backtrack without end`, () => {
    const { maxChars } = costOf(rule.pattern.source, rule.pattern.flags);
    assert.ok(maxChars <= MAX_PATTERN_CHARS, `reads up to ${maxChars} characters`);
    assert.ok(!/[gydm]/.test(rule.pattern.flags), "sets flags that the scan sets itself");
  });
}
