/** Records as the console's JSON: snake_case, times as RFC 3339 text. */
import type { RecordedExplanation } from "../engine/policy/replay/explain_recorded.ts";
import type { TraceStats } from "../engine/ports.ts";
import type { Approval, RecordedTrace } from "../engine/types.ts";
import { reportedState } from "../engine/approvals.ts";
import { timeToWire, traceToWire } from "../engine/wire/trace.ts";

export { outcomeToWire, traceSummaryToWire, traceToWire } from "../engine/wire/trace.ts";

type Wire = Record<string, unknown>;

/** @param now Epoch milliseconds: a pending approval past its time is told as expired. */
export function approvalToWire(approval: Approval, now: number): Wire {
  return {
    approval_id: approval.id,
    trace_id: approval.traceId,
    agent_id: approval.agentId,
    session_id: approval.sessionId,
    signature: approval.signature,
    status: reportedState(approval, now),
    created_at: timeToWire(approval.createdAt),
    expires_at: timeToWire(approval.expiresAt),
    decided_at: approval.decidedAt === null ? null : timeToWire(approval.decidedAt),
    decided_by: approval.decidedBy,
    note: approval.note,
  };
}

/** A list of a hundred stays below a few megabytes. */
const MAX_LISTED_BODY_CHARS = 16_384;

/** An approval with the call it is about, so that one answer holds all that is needed to decide. */
export function approvalWithCallToWire(
  approval: Approval,
  { now, trace }: { now: number; trace: RecordedTrace | undefined },
): Wire {
  return { ...approvalToWire(approval, now), trace: trace === undefined ? null : traceToWire(trace) };
}

/** One of many: a call with a large body is left out, to be fetched by its trace id. */
export function listedApprovalToWire(
  approval: Approval,
  { now, trace }: { now: number; trace: RecordedTrace | undefined },
): Wire {
  const isLarge = (trace?.request.body?.length ?? 0) > MAX_LISTED_BODY_CHARS;
  return approvalWithCallToWire(approval, { now, trace: isLarge ? undefined : trace });
}

export function statsToWire(stats: TraceStats): Wire {
  return {
    total: stats.total,
    by_decision: stats.byDecision,
    by_tool: stats.byTool,
    by_reason: stats.byReason,
    evaluate_ms: stats.evaluateMs,
    series: stats.series.map((bucket) => ({
      start: timeToWire(bucket.startMs),
      width_ms: bucket.widthMs,
      by_decision: bucket.byDecision,
      ...(bucket.evaluateMs && { evaluate_ms: bucket.evaluateMs }),
    })),
  };
}

/** Which rules a recorded call met. `null` where the record cannot tell. */
export function explanationToWire({ isPolicyOfThen, gaps, policies }: RecordedExplanation): Wire {
  return {
    policy_of_then: isPolicyOfThen,
    gaps,
    policies: policies.map(({ policyId, policyName, rules }) => ({
      policy_id: policyId,
      policy_name: policyName,
      rules: rules.map(({ ruleId, description, source, action, matched, spoke, setAside, predicates }) => ({
        rule_id: ruleId,
        description,
        source,
        action,
        matched,
        spoke,
        ...(setAside && { set_aside: setAside }),
        predicates,
      })),
    })),
  };
}
