/** How much the act itself weighs, whatever it carries. */
import type { Signal } from "../types.ts";
import { type RiskFacts, roundScore } from "./score.ts";
import { type RiskWeights, weightOf } from "./weights.ts";

export function actionSignal({ action }: RiskFacts, weights: RiskWeights): Signal | null {
  const isRead = action.verb === "READ";
  const isUnknown = action.tool === "custom_proxy" && !isRead;
  const parts = {
    verb: isRead ? 0 : action.verb === "ADMIN" ? weights.verb_admin : weights.verb_write,
    category: isRead ? 0 : weightOf(weights, `category_${action.category}`) ?? 0,
    external_principal: action.externalPrincipal === true ? weights.external_principal : 0,
    unknown_destination: isUnknown ? weights.unknown_destination : 0,
  };
  const score = roundScore(
    parts.verb + parts.category + parts.external_principal + parts.unknown_destination,
  );
  if (score === 0) return null;
  return { engine: "action", score, details: { ...parts, category_name: action.category } };
}
