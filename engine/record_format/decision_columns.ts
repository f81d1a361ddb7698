/** What a table tells of each call. */
import type { RecordedTrace } from "../types.ts";
import type { CsvValue } from "./csv.ts";

export type Column<T> = readonly [name: string, value: (item: T) => CsvValue];

export const DECISION_COLUMNS: readonly Column<RecordedTrace>[] = [
  ["at", (trace) => new Date(trace.at).toISOString()],
  ["trace_id", (trace) => trace.traceId],
  ["decision", (trace) => trace.decision],
  ["risk_score", (trace) => trace.riskScore],
  ["risk_band", (trace) => trace.riskBand],
  ["reason_codes", (trace) => trace.reasonCodes.join(" ")],
  ["door", (trace) => trace.door],
  ["mode", (trace) => trace.mode],
  ["agent_id", (trace) => trace.agentId],
  ["session_id", (trace) => trace.sessionId],
  ["tool_name", (trace) => trace.action.tool],
  ["operation", (trace) => trace.action.operation],
  ["verb", (trace) => trace.action.verb],
  ["method", (trace) => trace.method],
  ["url", (trace) => trace.url],
  ["policy_id", (trace) => trace.policyId],
  ["rule_id", (trace) => trace.ruleId],
  ["approval_id", (trace) => trace.approvalId],
  ["evaluate_ms", (trace) => trace.evaluateMs],
  ["forwarded", (trace) => trace.outcome?.forwarded ?? null],
  ["upstream_status", (trace) => trace.outcome?.upstreamStatus ?? null],
  ["error", (trace) => trace.outcome?.error ?? null],
];
