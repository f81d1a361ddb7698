/** How much it weighs that a list names where the call goes, or a host that stands inside it. */
import type { IntelMatch } from "../history.ts";
import type { Signal } from "../types.ts";
import { type RiskFacts, roundScore } from "./score.ts";
import { type RiskWeights, weightOf } from "./weights.ts";

/**
 * The heaviest match counts. A read of a list's member weighs less, but not one of a place that collects what others send: an address
 * carries data there just as well as a body.
 */
export function threatIntelSignal({ action, caller }: RiskFacts, weights: RiskWeights): Signal | null {
  const matches = caller?.intel ?? [];
  const isRead = action.verb === "READ";
  let heaviest: IntelMatch | undefined;
  let score = 0;
  for (const match of matches) {
    const weight = matchWeight(match, { weights, isRead });
    if (heaviest !== undefined && weight <= score) continue;
    heaviest = match;
    score = weight;
  }
  if (heaviest === undefined) return null;
  const { list, kind, entry, path } = heaviest;
  return {
    engine: "threat_intel",
    score: roundScore(score),
    details: { list, kind, entry, where: path ?? "host", matches: matches.length },
  };
}

function matchWeight(
  { kind, path }: IntelMatch,
  { weights, isRead }: { weights: RiskWeights; isRead: boolean },
): number {
  const weight = weightOf(weights, `intel_${kind}`) ?? weights.intel_listed;
  const isCollector = kind === "exfil_sink";
  return weight * (path === undefined ? 1 : weights.intel_mention_factor) *
    (isRead && !isCollector ? weights.read_factor : 1);
}
