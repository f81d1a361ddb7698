/** How much it weighs that a call carries what its session has read, or does what it was told there. */
import type { Signal } from "../types.ts";
import { type RiskFacts, roundScore } from "./score.ts";
import type { RiskWeights } from "./weights.ts";

export function correlationSignal({ caller }: RiskFacts, weights: RiskWeights): Signal | null {
  const session = caller?.session;
  if (session === undefined) return null;
  const { overlap, taint, holds, flows } = session;
  const score = roundScore(overlap * weights.overlap + taint * weights.taint);
  if (score === 0) return null;
  return {
    engine: "correlation",
    score,
    details: {
      overlap: roundScore(overlap),
      taint: roundScore(taint),
      holds: [...holds],
      flows: flows.map(({ traceId, kind, path, weight, reasons }) => ({
        trace_id: traceId,
        kind,
        path,
        weight: roundScore(weight),
        reasons: [...reasons],
      })),
    },
  };
}
