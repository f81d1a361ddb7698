/** Weights as a policy gives them: some by name, the others stay as they are. */
import { DEFAULT_RISK_WEIGHTS, RISK_WEIGHT_NAMES, type RiskWeightName, type RiskWeights } from "./weights.ts";

export interface WeightProblem {
  /** As it was written. */
  readonly name: string;
  readonly message: string;
}

export type ReadWeights =
  | { readonly ok: true; readonly weights: RiskWeights }
  /** In the order written. */
  | { readonly ok: false; readonly problems: readonly WeightProblem[] };

/**
 * Puts overrides in the place of the defaults. Every name must be known, stand once, and hold a number from 0 to 1.
 *
 * @param fields Names and values as they were written, in order.
 * @param base What is overridden. Default: the defaults.
 */
export function readRiskWeights(
  fields: Iterable<readonly [name: string, value: unknown]>,
  base: RiskWeights = DEFAULT_RISK_WEIGHTS,
): ReadWeights {
  const problems: WeightProblem[] = [];
  const overrides: Partial<Record<RiskWeightName, number>> = {};
  for (const [name, value] of fields) {
    const known = RISK_WEIGHT_NAMES.find((other) => other === name);
    const message = known === undefined
      ? `unknown weight "${name.slice(0, 60)}", allowed: ${RISK_WEIGHT_NAMES.join(", ")}`
      : Object.hasOwn(overrides, name)
      ? `"${name}" is given twice`
      : isWeight(value)
      ? undefined
      : `found ${describe(value)} for "${name}", wanted a number from 0 to 1`;
    if (message !== undefined) problems.push({ name, message: `Cannot read the risk weights: ${message}` });
    else if (known !== undefined) overrides[known] = value as number;
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, weights: { ...base, ...overrides } };
}

function isWeight(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  return typeof value === "object" ? "a list or map" : `${typeof value} "${String(value).slice(0, 60)}"`;
}
