/** One line a decision, for the terminal or for a log collector. Takes traces alone: their URLs are redacted already. */
import type { Approval, Decision, Trace } from "../engine/types.ts";
import { printable } from "./text_table.ts";

export type LogFormat = "text" | "json";

const COLOUR: Readonly<Record<Decision, string>> = {
  ALLOW: "\x1b[32m",
  SANITIZE: "\x1b[36m",
  REQUIRE_APPROVAL: "\x1b[33m",
  DENY: "\x1b[31m",
};
const PLAIN = "\x1b[0m";
const WIDEST_DECISION = "REQUIRE_APPROVAL".length;

export interface LineOptions {
  readonly format: LogFormat;
  readonly colour: boolean;
}

export function decisionLine(trace: Trace, { format, colour }: LineOptions): string {
  if (format === "json") return JSON.stringify(decisionRecord(trace));
  const word = trace.decision.padEnd(WIDEST_DECISION);
  const reasons = trace.reasonCodes.length === 0 ? "" : ` ${trace.reasonCodes.join(",")}`;
  const monitored = trace.mode === "monitor" && trace.decision !== "ALLOW" ? " (monitor: not enforced)" : "";
  return [
    timeOf(trace.at),
    colour ? `${COLOUR[trace.decision]}${word}${PLAIN}` : word,
    `${trace.riskScore.toFixed(2)} ${trace.riskBand.padEnd("CRITICAL".length)}`,
    printable(`${trace.action.tool}.${trace.action.operation}`, 40),
    printable(`${trace.method} ${trace.url}`, 120) + reasons,
    `${trace.evaluateMs.toFixed(1)}ms ${trace.traceId}${monitored}`,
  ].join("  ");
}

function decisionRecord(trace: Trace): Record<string, unknown> {
  return {
    time: new Date(trace.at).toISOString(),
    event: "decision",
    decision: trace.decision,
    mode: trace.mode,
    door: trace.door,
    risk_score: trace.riskScore,
    risk_band: trace.riskBand,
    reason_codes: trace.reasonCodes,
    tool_name: trace.action.tool,
    operation: trace.action.operation,
    verb: trace.action.verb,
    method: trace.method,
    url: trace.url,
    agent_id: trace.agentId,
    session_id: trace.sessionId,
    rule_id: trace.ruleId,
    approval_id: trace.approvalId,
    evaluate_ms: trace.evaluateMs,
    trace_id: trace.traceId,
  };
}

/** Tells that a person has to act, and how. A decided approval gets a line too. */
export function approvalLine(approval: Approval, consoleUrl: string, { format }: LineOptions): string {
  if (format === "json") {
    return JSON.stringify({
      time: new Date(approval.decidedAt ?? approval.createdAt).toISOString(),
      event: "approval",
      approval_id: approval.id,
      status: approval.status,
      trace_id: approval.traceId,
      agent_id: approval.agentId,
    });
  }
  const at = timeOf(approval.decidedAt ?? approval.createdAt);
  if (approval.status !== "pending") return `${at}  approval ${approval.id} ${approval.status}`;
  return `${at}  approval wanted: ${consoleUrl}/approvals/${approval.id}`;
}

/** Something about the gateway itself, such as a reloaded policy. */
export function noticeLine(level: "info" | "warn" | "error", message: string, format: LogFormat): string {
  const now = new Date();
  if (format === "json") return JSON.stringify({ time: now.toISOString(), event: "notice", level, message });
  return `${timeOf(now.getTime())}  ${level === "info" ? "" : `${level}: `}${message}`;
}

function timeOf(epochMs: number): string {
  const at = new Date(epochMs);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => String(n).padStart(2, "0")).join(":");
}
