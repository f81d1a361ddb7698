import type { EngineEvents } from "../engine/ports.ts";

/** Tells several listeners, in order. */
export function fanOut(...listeners: readonly EngineEvents[]): EngineEvents {
  return {
    decision: (trace) => listeners.forEach((each) => each.decision(trace)),
    outcome: (outcome) => listeners.forEach((each) => each.outcome(outcome)),
    approval: (approval) => listeners.forEach((each) => each.approval(approval)),
  };
}

export const NO_EVENTS: EngineEvents = { decision() {}, outcome() {}, approval() {} };
