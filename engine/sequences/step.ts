/** What sequences remember of a call: only what some detector asks about, and no value. */
import type { SeenCall, SequenceMatch } from "../history.ts";
import { credentialPlace } from "./credential_places.ts";
import { type IdentityStep, identityStep } from "./identity_steps.ts";
import { targetsOf } from "./targets.ts";

export interface Step {
  readonly host: string;
  readonly category: string;
  /** Makes an identity, or gives one rights. */
  readonly identity: IdentityStep | null;
  /** Digests of what a deletion, share or message is aimed at; empty for other calls. */
  readonly targets: readonly string[];
  /** Digest of the place of credentials that was read; null when it was none. */
  readonly credentialPlace: string | null;
  /** Changes something where others may see it. */
  readonly isOutward: boolean;
}

/** A step that was taken. */
export interface TakenStep extends Step {
  readonly at: number;
  readonly traceId: string;
}

/**
 * Looks for one sequence that a call would complete. `before` are the agent's steps of the last hour, oldest first. Pure: a new
 * detector is one function and its line in the voice's list.
 */
export type SequenceDetector = (
  step: Step,
  before: readonly TakenStep[],
  now: number,
) => SequenceMatch | null;

/** Trace ids told with a match, newest first. */
export const MAX_TOLD_TRACES = 5;

export function toldTraces(steps: readonly TakenStep[]): readonly string[] {
  return steps.slice(-MAX_TOLD_TRACES).reverse().map(({ traceId }) => traceId);
}

export function toStep(seen: SeenCall): Step {
  const { action, view } = seen;
  const isWrite = action.verb !== "READ";
  const isNetwork = /^https?$/.test(view.location.scheme);
  return {
    host: action.host,
    category: action.category,
    identity: isWrite ? identityStep(seen) : null,
    targets: isWrite ? targetsOf(seen) : [],
    credentialPlace: credentialPlace(seen),
    isOutward: isWrite &&
      ((isNetwork && action.tool === "custom_proxy") || action.externalPrincipal === true ||
        action.category === "message" || action.category === "share"),
  };
}

/** Whether any later call could make something of the step. */
export function isMemorable({ identity, targets, credentialPlace }: Step): boolean {
  return identity !== null || targets.length > 0 || credentialPlace !== null;
}
