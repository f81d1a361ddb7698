/** How much packed data weighs that stands where it has no business. */
import type { Signal } from "../types.ts";
import { type RiskFacts, roundScore } from "./score.ts";
import type { RiskWeights } from "./weights.ts";

/** Reads count in full: an address carries data away just as well as a body. */
export function exfiltrationSignal(
  { action, payloads = [] }: RiskFacts,
  weights: RiskWeights,
): Signal | null {
  const first = payloads[0];
  if (first === undefined) return null;
  return {
    engine: "exfiltration",
    score: roundScore(action.tool === "custom_proxy" ? weights.payload_unknown : weights.payload_known),
    details: {
      shapes: [...new Set(payloads.map(({ shape }) => shape))],
      part: first.part,
      path: first.path,
      chars: payloads.reduce((sum, { chars }) => sum + chars, 0),
    },
  };
}
