/** How much it weighs that an agent was refused before. Full trust adds nothing and takes nothing away: a trusted agent can be hijacked. */
import type { Signal } from "../types.ts";
import { type RiskFacts, roundScore } from "./score.ts";
import type { RiskWeights } from "./weights.ts";

export function trustSignal({ caller }: RiskFacts, weights: RiskWeights): Signal | null {
  const trust = caller?.trust ?? 1;
  const score = roundScore((1 - trust) * weights.low_trust);
  if (score === 0) return null;
  return { engine: "trust", score, details: { trust: roundScore(trust), lost: roundScore(1 - trust) } };
}
