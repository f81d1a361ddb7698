/** Risk: every source gives a contribution, and they add up. */
import type { CallerFacts } from "../history.ts";
import type { Action, EncodedPayload, Finding, RiskBand, Signal } from "../types.ts";
import { actionSignal } from "./action.ts";
import { baselineSignal } from "./baseline.ts";
import { classifierSignal } from "./classifier.ts";
import { correlationSignal } from "./correlation.ts";
import { exfiltrationSignal } from "./exfiltration.ts";
import { injectionSignal } from "./injection.ts";
import { sequenceSignal } from "./sequence.ts";
import { threatIntelSignal } from "./threat_intel.ts";
import { trustSignal } from "./trust.ts";
import { DEFAULT_RISK_WEIGHTS, type RiskWeights } from "./weights.ts";

/** What the sources look at. */
export interface RiskFacts {
  readonly action: Action;
  readonly findings: readonly Finding[];
  /** Default: none. */
  readonly payloads?: readonly EncodedPayload[];
  /** What came before the call. Default: nothing. */
  readonly caller?: CallerFacts;
}

/** One voice. Null when it has nothing to say. Its `details` hold numbers and words that a person understands, never a value. */
export type SignalSource = (facts: RiskFacts, weights: RiskWeights) => Signal | null;

/** Every voice, once. A new one is one function and its line here. */
export const SIGNAL_SOURCES: readonly SignalSource[] = [
  classifierSignal,
  exfiltrationSignal,
  actionSignal,
  baselineSignal,
  correlationSignal,
  injectionSignal,
  threatIntelSignal,
  sequenceSignal,
  trustSignal,
];

export interface Risk {
  /** 0…1, two decimals. */
  readonly score: number;
  readonly band: RiskBand;
  readonly signals: readonly Signal[];
}

export interface RiskOptions {
  /** Default: those of the table. */
  readonly weights?: RiskWeights | undefined;
  /** Default: every voice. */
  readonly sources?: readonly SignalSource[];
}

/** Adds the contributions up and cuts the sum to 0…1. */
export function scoreRisk(
  facts: RiskFacts,
  { weights = DEFAULT_RISK_WEIGHTS, sources = SIGNAL_SOURCES }: RiskOptions = {},
): Risk {
  const signals: Signal[] = [];
  let sum = 0;
  for (const source of sources) {
    const signal = source(facts, weights);
    if (signal === null || signal.score === 0) continue;
    signals.push(signal);
    sum += signal.score;
  }
  const score = roundScore(Math.min(1, Math.max(0, sum)));
  return { score, band: riskBand(score), signals };
}

/** LOW below 0.25, MEDIUM below 0.5, HIGH below 0.75, then CRITICAL. */
export function riskBand(score: number): RiskBand {
  if (score < 0.25) return "LOW";
  if (score < 0.5) return "MEDIUM";
  return score < 0.75 ? "HIGH" : "CRITICAL";
}

/** Two decimals: more would claim a precision that no weight has. */
export function roundScore(score: number): number {
  return Math.round(score * 100) / 100;
}
