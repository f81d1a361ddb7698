/** What of a body is written over when only part of what was found is meant. */
import type { LeafInstructions } from "../injection/leaf_instructions.ts";
import { compileGlob } from "../policy/glob.ts";
import type { RedactOnly } from "../ports.ts";
import type { Rule } from "../rules/rule.ts";
import { CONFIDENCES, type FindingFilter } from "../types.ts";
import type { Hit } from "./hit.ts";
import type { Replacements } from "./replacements.ts";

/** Whether a hit is one that is written over. */
export type Meant = (hit: Hit) => boolean;

export function meantBy({ findings }: RedactOnly): Meant {
  const tests = findings.map(testOf);
  return (hit) => hit.rule === INSTRUCTION || tests.some((test) => test(hit));
}

function testOf({ classes, minConfidence = "LOW", rules }: FindingFilter): Meant {
  const globs = rules?.map((pattern) => compileGlob(pattern));
  const rank = CONFIDENCES.indexOf(minConfidence);
  return ({ rule, confidence }) =>
    (classes === undefined || classes.includes(rule.class)) && CONFIDENCES.indexOf(confidence) >= rank &&
    (globs === undefined || globs.some((glob) => glob.matches(rule.id)));
}

/** Stands for what no detection rule finds. Its hits are made here alone, and are never reported as findings. */
const INSTRUCTION: Rule = {
  id: "instruction",
  kind: "INSTRUCTION",
  class: "INTERNAL",
  description: "Tells the agent what to do.",
  severity: "high",
  confidence: "HIGH",
  source: "",
  homes: [],
  examples: [],
  nearMisses: [],
  trigger: "keyword",
  keywords: [],
  pattern: /(?!)/,
};

/** Sentences of one part that tell the agent what to do, as hits that are written over. */
export function instructionHits(
  told: LeafInstructions,
  part: number,
  { above, replacements }: { above: number; replacements: Replacements },
): Hit[] {
  return told.located(part).filter(({ span }) => span.score > above).map(({ leaf, span }): Hit => {
    const start = leaf.from + span.start;
    const end = leaf.from + span.end;
    const hit: Hit = {
      rule: INSTRUCTION,
      confidence: "HIGH",
      leaf,
      start,
      end,
      value: leaf.layer.text.slice(start, end),
      publicPrefix: "",
      exempt: false,
      placeholder: "",
      replacement: "",
    };
    replacements.assign(hit);
    // A mask would leave words of it standing.
    hit.replacement = hit.placeholder;
    return hit;
  });
}
