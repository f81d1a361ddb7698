/** How the risk score comes about: contribution after contribution, up to where it is cut. */
import type { Signal } from "../../../engine/types.ts";

export interface ScorePart {
  readonly engine: string;
  readonly score: number;
  /** Where the bar of this part begins and ends, 0…1, as the sum grows. */
  readonly from: number;
  readonly to: number;
  /** What it is made of: `new destination +0.10`, `github-pat`. */
  readonly reasons: readonly string[];
}

export interface ScoreSum {
  readonly parts: readonly ScorePart[];
  /** Before it is cut to 0…1; two decimals. */
  readonly sum: number;
}

/** Parts that say nothing are left out. */
export function scoreParts(signals: readonly Signal[]): ScoreSum {
  let sum = 0;
  const parts = signals.filter(({ score }) => score !== 0).map(({ engine, score, details }) => {
    const from = cut(sum);
    sum += score;
    return { engine, score, from, to: cut(sum), reasons: reasonsIn(details) };
  });
  return { parts, sum: Math.round(sum * 100) / 100 };
}

function cut(value: number): number {
  return Math.min(1, Math.max(0, value));
}

const MAX_REASONS = 6;

/** Numbers and words that say something; lists of objects, such as flows, are told elsewhere. */
function reasonsIn(details: Signal["details"]): readonly string[] {
  const reasons: string[] = [];
  for (const [name, value] of Object.entries(details)) {
    // Told by `classes` as well, and by the number that the name belongs to.
    if (name === "class" || name.endsWith("_name")) continue;
    const own = details[`${name}_name`];
    const words = (typeof own === "string" ? own : name).replaceAll("_", " ");
    if (typeof value === "number" && value !== 0 && !(name === "factor" && value === 1)) {
      reasons.push(Number.isInteger(value) ? `${words}: ${value}` : `${words} ${value.toFixed(2)}`);
    } else if (value === true) reasons.push(words);
    else if (typeof value === "string" && value !== "") {
      reasons.push(`${words}: ${value.replaceAll("_", " ")}`);
    } else if (Array.isArray(value)) {
      const texts = value.filter((item) => typeof item === "string");
      if (texts.length > 0) reasons.push(`${words}: ${texts.join(", ").replaceAll("_", " ")}`);
    }
  }
  return reasons.slice(0, MAX_REASONS);
}
