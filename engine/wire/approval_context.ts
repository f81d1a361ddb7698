/** What stands beside a question to a person, as the console's JSON: earlier answers, and what the session did before. */
import type { EarlierApproval } from "../approval_history.ts";
import type { ApprovalState } from "../types.ts";
import type { SessionCallWire } from "./session.ts";
import { timeToWire } from "./trace.ts";

/** An earlier question about the same operation at the same host. */
export interface EarlierApprovalWire {
  readonly approval_id: string;
  readonly trace_id: string;
  readonly status: ApprovalState;
  readonly agent_id: string;
  readonly session_id: string;
  readonly method: string;
  readonly url: string;
  readonly created_at: string;
  readonly decided_at: string | null;
  readonly decided_by: string | null;
  readonly note: string | null;
}

/** `GET /v1/approvals/{id}/context`. */
export interface ApprovalContextWire {
  /** Newest first; the counts are of all that were looked at. */
  readonly similar: {
    readonly approved: number;
    readonly denied: number;
    readonly expired: number;
    readonly latest: readonly EarlierApprovalWire[];
  };
  /** The session's calls before this one, newest first. */
  readonly before: readonly SessionCallWire[];
  /** The session has more calls before those. */
  readonly has_more_before: boolean;
  /** Calls whose answers the call carries something of. */
  readonly sources: readonly SessionCallWire[];
}

export function earlierApprovalToWire({ approval, trace }: EarlierApproval): EarlierApprovalWire {
  return {
    approval_id: approval.id,
    trace_id: approval.traceId,
    status: approval.status,
    agent_id: approval.agentId,
    session_id: approval.sessionId,
    method: trace.method,
    url: trace.url,
    created_at: timeToWire(approval.createdAt),
    decided_at: approval.decidedAt === null ? null : timeToWire(approval.decidedAt),
    decided_by: approval.decidedBy,
    note: approval.note,
  };
}
