/** Records as the console's JSON: snake_case, times as RFC 3339 text. */
import type { TraceStats } from "../engine/ports.ts";
import type { Approval, Outcome, RecordedTrace, Trace } from "../engine/types.ts";
import { responseReportToWire } from "../engine/wire/response_report.ts";
import { reportedState } from "../engine/approvals.ts";

type Wire = Record<string, unknown>;

/** What a list needs of a call: everything but headers, body and the voices behind the score. */
export function traceSummaryToWire(trace: Trace): Wire {
  const { action } = trace;
  return {
    trace_id: trace.traceId,
    at: timeToWire(trace.at),
    door: trace.door,
    mode: trace.mode,
    agent_id: trace.agentId,
    agent_name: trace.agentName,
    session_id: trace.sessionId,
    runtime: trace.runtime,
    env: trace.env,
    method: trace.method,
    url: trace.url,
    tool_name: action.tool,
    operation: action.operation,
    verb: action.verb,
    category: action.category,
    host: action.host,
    facts: action.facts,
    ...(action.externalPrincipal !== undefined && { external_principal: action.externalPrincipal }),
    decision: trace.decision,
    risk_score: trace.riskScore,
    risk_band: trace.riskBand,
    reason_codes: trace.reasonCodes,
    message: trace.message,
    policy_id: trace.policyId,
    policy_name: trace.policyName,
    rule_id: trace.ruleId,
    classifications: trace.classifications,
    approval_id: trace.approvalId,
    ...(trace.sanitizesOnApproval !== undefined && { sanitizes_on_approval: trace.sanitizesOnApproval }),
    findings_count: trace.findings.length,
    scan_ms: trace.scanMs,
    evaluate_ms: trace.evaluateMs,
  };
}

export function traceToWire(trace: Trace | RecordedTrace): Wire {
  const { request } = trace;
  return {
    ...traceSummaryToWire(trace),
    signals: trace.signals,
    findings: trace.findings,
    request: {
      headers: request.headers,
      body: request.body,
      body_bytes: request.bodyBytes,
      content_type: request.contentType,
      body_cut: request.bodyCut,
    },
    ...("outcome" in trace && {
      outcome: trace.outcome === null ? null : outcomeToWire(trace.outcome),
      response: trace.response === null ? null : responseReportToWire(trace.response),
    }),
  };
}

export function outcomeToWire(outcome: Outcome): Wire {
  return {
    trace_id: outcome.traceId,
    forwarded: outcome.forwarded,
    upstream_status: outcome.upstreamStatus,
    error: outcome.error,
    total_ms: outcome.totalMs,
    response_bytes: outcome.responseBytes,
  };
}

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
    })),
  };
}

function timeToWire(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
