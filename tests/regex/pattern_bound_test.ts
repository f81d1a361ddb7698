import assert from "node:assert/strict";
import fc from "fast-check";
import { RULES } from "../../engine/rules/list.ts";
import { judgePattern } from "../../engine/rules/pattern_safety.ts";
import { parsePattern } from "../../engine/rules/pattern_syntax.ts";
import { countSteps } from "./counting_matcher.ts";
import { hostileTexts } from "./hostile_texts.ts";

function boundOf(source: string): { maxSteps: number } {
  const judgement = judgePattern(source);
  assert.ok(judgement.ok, JSON.stringify(judgement));
  return judgement.cost;
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
      const { maxSteps } = boundOf(source);
      fc.pre(maxSteps < 5_000);
      // The matcher here also counts entering groups, which the bound leaves out.
      for (const each of texts) {
        const steps = countSteps(tree, each);
        assert.ok(
          steps <= maxSteps * 6 + 20,
          `"${source}" takes ${steps} steps on "${each}", bound ${maxSteps}`,
        );
      }
    }),
    { numRuns: 2000 },
  );
});

/** A bound above this proves too little; such patterns are tried on texts built against them. */
const PROVEN_STEPS = 100_000;
const MAX_TRIED_STEPS = 400_000;
const TEXT_CHARS = 4_000;

for (const rule of RULES) {
  if (rule.trigger !== "keyword") continue;
  const { source, flags } = rule.pattern;
  const judgement = judgePattern(source, flags);
  if (judgement.ok && judgement.cost.maxSteps <= PROVEN_STEPS) continue;
  Deno.test(`the pattern of ${rule.id}, which has no low bound, takes few steps on texts built against it`, () => {
    const tree = parsePattern(source, flags);
    for (const { name, text } of hostileTexts(rule, TEXT_CHARS)) {
      const steps = countSteps(tree, text, { limit: MAX_TRIED_STEPS });
      assert.ok(steps < MAX_TRIED_STEPS, `${name} takes ${steps} steps or more`);
    }
  });
}
