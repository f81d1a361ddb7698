/** How much it weighs that the session has lately read text that gives the agent orders. */
import type { Signal } from "../types.ts";
import { type RiskFacts, roundScore } from "./score.ts";
import type { RiskWeights } from "./weights.ts";

export function injectionSignal({ action, caller }: RiskFacts, weights: RiskWeights): Signal | null {
  const loudest = caller?.session?.injection ?? 0;
  const factor = action.verb === "READ" ? weights.read_factor : 1;
  const score = roundScore(loudest * weights.injection * factor);
  if (score === 0) return null;
  return { engine: "injection", score, details: { loudest: roundScore(loudest), factor } };
}
