/** Waiting for a person: for doors that hold a call open instead of sending its caller away to come back. */
import type { Engine } from "./ports.ts";
import type { ApprovalState } from "./types.ts";

export interface AwaitOptions {
  /** How long to wait, milliseconds. */
  readonly forMs: number;
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
  /** Resolves after so long, or at once when the caller has gone. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The caller has gone. */
  readonly signal: AbortSignal;
}

/** Asked often at first, for people who watch the console, and then less: an approval may wait for minutes. */
const FIRST_LOOK_MS = 100;
const LAST_LOOK_MS = 1_000;

/** The approval's state when it was decided, when time was up, or when nobody waits for it any more. */
export async function awaitDecision(
  engine: Pick<Engine, "approvalStatus">,
  approvalId: string,
  { forMs, monotonic, sleep, signal }: AwaitOptions,
): Promise<ApprovalState> {
  const endsAt = monotonic() + forMs;
  for (let lookMs = FIRST_LOOK_MS;; lookMs = Math.min(LAST_LOOK_MS, lookMs * 1.2)) {
    const status = (await engine.approvalStatus(approvalId))?.status ?? "expired";
    const leftMs = endsAt - monotonic();
    if (status !== "pending" || leftMs <= 0 || signal.aborted) return status;
    await sleep(Math.min(lookMs, leftMs), signal);
  }
}
