/** A recorded call as JSON: snake_case, times as RFC 3339 text. What the console reads and exports hold. */
import type { Outcome, RecordedTrace, Trace } from "../types.ts";
import { responseReportToWire } from "./response_report.ts";

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

export function timeToWire(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
