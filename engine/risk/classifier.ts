/** How much the data that was found weighs. */
import type { Confidence, DataClass, Finding, Signal } from "../types.ts";
import { type RiskFacts, roundScore } from "./score.ts";
import { type RiskWeights, SEVERE_PII_RULES } from "./weights.ts";

/** The heaviest finding, more for further classes and for many values, less on a read. */
export function classifierSignal({ action, findings }: RiskFacts, weights: RiskWeights): Signal | null {
  const first = findings[0];
  if (first === undefined) return null;
  let heaviest = first;
  const classes = new Set<DataClass>();
  for (const finding of findings) {
    if (finding.confidence !== "LOW") classes.add(finding.class);
    if (findingWeight(finding, weights) > findingWeight(heaviest, weights)) heaviest = finding;
  }
  const further = Math.max(0, classes.size - 1) * weights.further_class;
  const count = Math.min(weights.count_limit, Math.log2(findings.length) * weights.count_doubling);
  const factor = action.verb === "READ" ? weights.read_factor : 1;
  return {
    engine: "classifier",
    score: roundScore((findingWeight(heaviest, weights) + further + count) * factor),
    details: {
      heaviest: heaviest.rule,
      class: heaviest.class,
      confidence: heaviest.confidence,
      classes: [...classes],
      count: findings.length,
    },
  };
}

const CLASS_NAME = {
  SECRETS: "secrets",
  PHI: "phi",
  PII: "pii",
  INTERNAL: "internal",
} as const satisfies Record<
  DataClass,
  keyof RiskWeights
>;

const CONFIDENCE_NAME = {
  HIGH: "confidence_high",
  MEDIUM: "confidence_medium",
  LOW: "confidence_low",
} as const satisfies Record<Confidence, keyof RiskWeights>;

function findingWeight(finding: Finding, weights: RiskWeights): number {
  const severe = SEVERE_PII_RULES.has(finding.rule) ? 1 + weights.severe_pii_extra : 1;
  return weights[CLASS_NAME[finding.class]] * weights[CONFIDENCE_NAME[finding.confidence]] * severe;
}
