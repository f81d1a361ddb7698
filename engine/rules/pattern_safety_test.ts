import assert from "node:assert/strict";
import fc from "fast-check";
import { charSet } from "./char_set.ts";
import { RULES } from "./list.ts";
import { judgePattern, type PatternCost } from "./pattern_safety.ts";
import { parsePattern, type PatternNode } from "./pattern_syntax.ts";

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

/** Steps that a backtracking matcher without any cleverness takes from the start of `text`. */
function stepsOf(tree: PatternNode, text: string): number {
  let steps = 0;
  const match = (node: PatternNode, at: number, next: (at: number) => boolean): boolean => {
    steps++;
    switch (node.kind) {
      case "set":
        return at < text.length && (node.set & charSet(text.charCodeAt(at))) !== 0n && next(at + 1);
      case "edge":
        return next(at);
      case "sequence": {
        const from = (index: number, place: number): boolean =>
          index === node.items.length
            ? next(place)
            : match(node.items[index]!, place, (then) => from(index + 1, then));
        return from(0, at);
      }
      case "choice":
        return node.branches.some((branch) => match(branch, at, next));
      case "repeat": {
        const round = (count: number, place: number): boolean =>
          (count < node.max &&
            match(
              node.item,
              place,
              (then) => (then > place || count < node.min) && round(count + 1, then),
            )) ||
          (count >= node.min && next(place));
        return round(0, at);
      }
      case "look":
        return match(node.item, at, () => true) !== node.negative && next(at);
    }
  };
  match(tree, 0, () => true);
  return steps;
}

Deno.test("no text makes a pattern take more steps than its bound says", () => {
  const piece = fc.letrec<{ atom: string; term: string; sequence: string; pattern: string }>((tie) => ({
    atom: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom("a", "b", "c", "[ab]", "[bc]", "[^a]", "."),
      fc.constantFrom("(?![ab])", "(?=a)", "(?!c)").map((look) => `(?:${look})`),
      tie("pattern").map((inner) => `(?:${inner})`),
    ),
    term: fc.tuple(tie("atom"), fc.constantFrom("", "", "?", "{0,2}", "{1,3}", "{2}", "{0,4}?")).map((
      [a, q],
    ) => a + q),
    sequence: fc.array(tie("term"), { minLength: 1, maxLength: 4 }).map((terms) => terms.join("")),
    pattern: fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map((branches) => branches.join("|")),
  })).pattern;
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 14 });
  fc.assert(
    fc.property(piece, fc.array(text, { minLength: 1, maxLength: 6 }), (source, texts) => {
      // Counts on a look-around are refused.
      fc.pre(judgePattern(source).ok);
      const tree = parsePattern(source, "");
      const { maxSteps } = costOf(source);
      fc.pre(maxSteps < 5_000);
      // The matcher here also counts entering groups, which the bound leaves out.
      for (const each of texts) {
        const steps = stepsOf(tree, each);
        assert.ok(
          steps <= maxSteps * 6 + 20,
          `"${source}" takes ${steps} steps on "${each}", bound ${maxSteps}`,
        );
      }
    }),
    { numRuns: 2000 },
  );
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
