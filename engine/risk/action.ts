/** How much the act itself weighs, whatever it carries. */
import type { Signal } from "../types.ts";
import { type RiskFacts, roundScore } from "./score.ts";
import { CATEGORY_WEIGHT, EXTERNAL_PRINCIPAL, UNKNOWN_DESTINATION, VERB_WEIGHT } from "./weights.ts";

export function actionSignal({ action }: RiskFacts): Signal | null {
  const isUnknown = action.tool === "custom_proxy" && action.verb !== "READ";
  const parts = {
    verb: VERB_WEIGHT[action.verb],
    category: action.verb === "READ" ? 0 : CATEGORY_WEIGHT[action.category] ?? 0,
    external_principal: action.externalPrincipal === true ? EXTERNAL_PRINCIPAL : 0,
    unknown_destination: isUnknown ? UNKNOWN_DESTINATION : 0,
  };
  const score = roundScore(
    parts.verb + parts.category + parts.external_principal + parts.unknown_destination,
  );
  if (score === 0) return null;
  return { engine: "action", score, details: { ...parts, category_name: action.category } };
}
