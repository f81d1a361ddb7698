/** How much it weighs that a call completes something that earlier calls began. */
import type { Signal } from "../types.ts";
import { type RiskFacts, roundScore } from "./score.ts";
import { type RiskWeights, weightOf } from "./weights.ts";

/** Each name counts once, with its heaviest match. */
export function sequenceSignal({ caller }: RiskFacts, weights: RiskWeights): Signal | null {
  const heaviest = new Map<string, { weight: number; traceIds: readonly string[] }>();
  for (const { name, weight, traceIds } of caller?.sequences ?? []) {
    const known = heaviest.get(name);
    if (known === undefined || weight > known.weight) heaviest.set(name, { weight, traceIds });
  }
  if (heaviest.size === 0) return null;
  let sum = 0;
  const sequences = [...heaviest].map(([name, { weight, traceIds }]) => {
    sum += weight * (weightOf(weights, `sequence_${name}`) ?? weights.sequence_other);
    return { name, weight: roundScore(weight), trace_ids: [...traceIds] };
  });
  return { engine: "sequence", score: roundScore(sum), details: { sequences } };
}
