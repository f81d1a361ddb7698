/** Many things deleted, shared or written to in a few minutes. What counts is how many different ones, not how many calls. */
import { type SequenceDetector, toldTraces } from "./step.ts";

export const MASS_WINDOW_MS = 5 * 60_000;

/** From so many different targets on. A mailing of five, or twenty issues in one tracker, is far below. */
export const MASS_LIMITS = { delete: 15, share: 10, message: 20 } as const;
type MassKind = keyof typeof MASS_LIMITS;

export const detectMassAction: SequenceDetector = (step, before, now) => {
  const kind = massKind(step.category);
  if (kind === null || step.targets.length === 0) return null;
  const alike = before.filter(({ at, category }) =>
    now - at <= MASS_WINDOW_MS && massKind(category) === kind
  );
  const targets = new Set(step.targets);
  for (const { targets: others } of alike) for (const target of others) targets.add(target);
  const limit = MASS_LIMITS[kind];
  if (targets.size < limit) return null;
  return {
    name: "mass_action",
    reasonCode: "MASS_ACTION",
    traceIds: toldTraces(alike),
    // Half at the limit, full at three times as many.
    weight: Math.min(1, 0.25 + 0.25 * targets.size / limit),
  };
};

function massKind(category: string): MassKind | null {
  if (category === "destroy") return "delete";
  return category === "delete" || category === "share" || category === "message" ? category : null;
}
