/** Approvals: one pending question for each exact call, and the time for which its answer holds. */
import type { ApprovalMinutes } from "./policy/policy.ts";
import type { ApprovalStore, Clock } from "./ports.ts";
import type { Approval, ApprovalState } from "./types.ts";

export interface ApprovalSettings {
  /** How long a question waits for an answer, milliseconds. Default 10 minutes. */
  readonly pendingTtlMs: number;
  /** How long the same call is allowed after a yes, milliseconds. Default 10 minutes. */
  readonly grantWindowMs: number;
  /** How long the same call is refused after a no, milliseconds. Default 10 minutes. */
  readonly denialWindowMs: number;
}

/** More questions of one agent than a person can read are no questions: further calls are refused. */
export const MAX_PENDING_PER_AGENT = 50;

export const DEFAULT_APPROVAL_SETTINGS: ApprovalSettings = {
  pendingTtlMs: 10 * 60_000,
  grantWindowMs: 10 * 60_000,
  denialWindowMs: 10 * 60_000,
};

/** Longest note kept with a decision, in UTF-16 units. */
export const MAX_NOTE_CHARS = 2_000;

export interface ApprovalDecision {
  readonly status: "approved" | "denied";
  /** Who decided, such as `console` or `cli`. */
  readonly by: string;
  /** Kept up to 2,000 characters. Default none. */
  readonly note?: string;
}

export type DecideResult =
  | { readonly ok: true; readonly approval: Approval }
  /** `conflict`: decided or expired before; `status` says which. */
  | { readonly ok: false; readonly code: "conflict"; readonly status: ApprovalState }
  | { readonly ok: false; readonly code: "unknown" };

/**
 * Gives a person's answer to a pending question. The console and the command line both come this way.
 *
 * @throws {StoreError} when the store cannot do it.
 */
export function decideApproval(
  store: ApprovalStore,
  id: string,
  decision: ApprovalDecision,
  { clock, settings = DEFAULT_APPROVAL_SETTINGS }: { clock: Clock; settings?: ApprovalSettings },
): DecideResult {
  const now = clock.now();
  const asked = store.get(id);
  const windowMs = decision.status === "approved"
    ? asked?.grantWindowMs ?? settings.grantWindowMs
    : asked?.denialWindowMs ?? settings.denialWindowMs;
  const approval = store.decide(id, {
    status: decision.status,
    now,
    expiresAt: now + windowMs,
    decidedBy: decision.by,
    note: decision.note === undefined ? null : decision.note.slice(0, MAX_NOTE_CHARS),
  });
  if (approval !== undefined) return { ok: true, approval };
  const found = store.get(id);
  if (found === undefined) return { ok: false, code: "unknown" };
  return { ok: false, code: "conflict", status: approvalState(found, now) };
}

/** The settings with what the policy says otherwise. */
export function withMinutes(
  settings: ApprovalSettings,
  { pendingMinutes, grantMinutes, denialMinutes }: ApprovalMinutes = {},
): ApprovalSettings {
  const msOf = (minutes: number | undefined, otherwise: number) =>
    minutes === undefined ? otherwise : minutes * 60_000;
  return {
    pendingTtlMs: msOf(pendingMinutes, settings.pendingTtlMs),
    grantWindowMs: msOf(grantMinutes, settings.grantWindowMs),
    denialWindowMs: msOf(denialMinutes, settings.denialWindowMs),
  };
}

/** State at `now`: a question past its time is expired, and so is an answer whose window has closed. */
export function approvalState(approval: Approval, now: number): ApprovalState {
  return now >= approval.expiresAt ? "expired" : approval.status;
}

/** What a caller who polls is told: an answer stays an answer after its window, only a question lapses. */
export function reportedState(approval: Approval, now: number): ApprovalState {
  return approval.status === "pending" ? approvalState(approval, now) : approval.status;
}
