/** How much it weighs that a call is unlike those that its agent usually makes. */
import type { Signal } from "../types.ts";
import { type RiskFacts, roundScore } from "./score.ts";
import type { RiskWeights } from "./weights.ts";

export function baselineSignal({ action, caller }: RiskFacts, weights: RiskWeights): Signal | null {
  const facts = caller?.baseline;
  if (facts === undefined) return null;
  const parts = {
    ...(facts.isNewDestination && { new_destination: weights.new_destination }),
    ...(facts.isNewOperation && { new_operation: weights.new_operation }),
    ...(facts.isUnusualSize && { unusual_size: weights.unusual_size }),
    ...(facts.isUnusualHour && { unusual_hour: weights.unusual_hour }),
    ...(facts.isBurst && { burst: weights.burst }),
  };
  const sum = Object.values(parts).reduce((total, part) => total + part, 0);
  const factor = action.verb === "READ" ? weights.read_factor : 1;
  if (sum === 0) return null;
  return {
    engine: "baseline",
    score: roundScore(sum * factor),
    details: { ...parts, factor, calls_seen: facts.calls },
  };
}
