/** How much the data that was found weighs. */
import type { DataClass, Finding, Signal } from "../types.ts";
import { type RiskFacts, roundScore } from "./score.ts";
import {
  CLASS_WEIGHT,
  CONFIDENCE_FACTOR,
  COUNT_LIMIT,
  COUNT_PER_DOUBLING,
  FURTHER_CLASS,
  READ_FACTOR,
  SEVERE_PII_FACTOR,
  SEVERE_PII_RULES,
} from "./weights.ts";

/** The heaviest finding, more for further classes and for many values, less on a read. */
export function classifierSignal({ action, findings }: RiskFacts): Signal | null {
  const first = findings[0];
  if (first === undefined) return null;
  let heaviest = first;
  const classes = new Set<DataClass>();
  for (const finding of findings) {
    if (finding.confidence !== "LOW") classes.add(finding.class);
    if (weightOf(finding) > weightOf(heaviest)) heaviest = finding;
  }
  const further = Math.max(0, classes.size - 1) * FURTHER_CLASS;
  const count = Math.min(COUNT_LIMIT, Math.log2(findings.length) * COUNT_PER_DOUBLING);
  const factor = action.verb === "READ" ? READ_FACTOR : 1;
  return {
    engine: "classifier",
    score: roundScore((weightOf(heaviest) + further + count) * factor),
    details: {
      heaviest: heaviest.rule,
      class: heaviest.class,
      confidence: heaviest.confidence,
      classes: [...classes],
      count: findings.length,
    },
  };
}

function weightOf(finding: Finding): number {
  const severe = SEVERE_PII_RULES.has(finding.rule) ? SEVERE_PII_FACTOR : 1;
  return CLASS_WEIGHT[finding.class] * CONFIDENCE_FACTOR[finding.confidence] * severe;
}
