/** Other processes (`interven mcp`, the command line) write to the same store: what they did is told to whoever watches. */
import type { ApprovalStore, Clock, TraceReader } from "../engine/ports.ts";
import type { Approval, Trace } from "../engine/types.ts";

export interface ForeignWatchOptions {
  /** Changes whenever another process has written. */
  readonly foreignChanges: () => number;
  readonly traces: Pick<TraceReader, "list">;
  readonly approvals: Pick<ApprovalStore, "list">;
  readonly clock: Clock;
  /** Told of each record that is new; told twice of one, it must stay silent. */
  readonly tell: {
    readonly decision: (trace: Trace) => void;
    readonly approval: (approval: Approval) => void;
  };
}

/** Nobody looked for so long: what happened meanwhile is read from the lists, not told as news. */
const STALE_MS = 5_000;
/** A call is stamped when it is judged and visible when it is written. */
const OVERLAP_MS = 5_000;
const MAX_TRACES = 200;
const MAX_APPROVALS = 100;

/** Looks once for news; to be called about every second while somebody watches. */
export function createForeignWatch(options: ForeignWatchOptions): () => void {
  const { foreignChanges, traces, approvals, clock, tell } = options;
  let seen = foreignChanges();
  let lookedAt = -Infinity;
  let newsSince = 0;
  return () => {
    const now = clock.now();
    const changes = foreignChanges();
    if (now - lookedAt > STALE_MS) newsSince = now;
    lookedAt = now;
    if (changes === seen) return;
    seen = changes;
    const since = Math.max(newsSince, now - OVERLAP_MS * 2);
    for (const trace of [...traces.list({ since, limit: MAX_TRACES }).traces].reverse()) tell.decision(trace);
    for (const approval of [...approvals.list({ now, limit: MAX_APPROVALS })].reverse()) {
      if (Math.max(approval.createdAt, approval.decidedAt ?? 0) >= since) tell.approval(approval);
    }
  };
}
