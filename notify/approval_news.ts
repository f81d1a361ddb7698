/** What is told of an approval outside the gateway: enough to know whether to look, nothing that a detector found. */
import type { Approval, Trace } from "../engine/types.ts";

/** The kinds of message; `approval.decided` has the answer in `data.status`. */
export type NewsType = "approval.requested" | "approval.decided";

export interface ApprovalNews {
  readonly type: NewsType;
  /** RFC 3339. */
  readonly timestamp: string;
  readonly data: {
    readonly approval_id: string;
    readonly status: string;
    readonly trace_id: string;
    readonly agent: string;
    readonly session: string;
    /** As stored: without the values that were found. */
    readonly method: string;
    readonly url: string;
    readonly tool: string;
    readonly operation: string;
    readonly verb: string;
    readonly category: string;
    readonly risk_score: number;
    readonly risk_band: string;
    readonly reason_codes: readonly string[];
    /** What was found, by rule and place. */
    readonly findings: readonly { readonly rule: string; readonly class: string; readonly path: string }[];
    readonly message: string;
    readonly expires_at: string;
    readonly decided_by: string | null;
    readonly note: string | null;
    /** Where a person decides; opening it takes the console's session. */
    readonly console_url: string;
  };
}

/** A message is for a phone's screen, not for the archive. */
const MAX_URL_CHARS = 500;
const MAX_FINDINGS = 10;

/** @param consoleUrl Without a trailing slash. */
export function approvalNews(approval: Approval, trace: Trace, { consoleUrl, now }: {
  consoleUrl: string;
  /** Epoch milliseconds. */
  now: number;
}): ApprovalNews {
  const { action } = trace;
  return {
    type: approval.status === "pending" ? "approval.requested" : "approval.decided",
    timestamp: new Date(now).toISOString(),
    data: {
      approval_id: approval.id,
      status: approval.status,
      trace_id: approval.traceId,
      agent: trace.agentName ?? approval.agentId,
      session: approval.sessionId,
      method: trace.method,
      url: cut(trace.url, MAX_URL_CHARS),
      tool: action.tool,
      operation: action.operation,
      verb: action.verb,
      category: action.category,
      risk_score: trace.riskScore,
      risk_band: trace.riskBand,
      reason_codes: trace.reasonCodes,
      findings: trace.findings.slice(0, MAX_FINDINGS).map((found) => ({
        rule: found.rule,
        class: found.class,
        path: found.path,
      })),
      message: trace.message,
      expires_at: new Date(approval.expiresAt).toISOString(),
      decided_by: approval.decidedBy,
      note: approval.note,
      console_url: `${consoleUrl}/approvals/${encodeURIComponent(approval.id)}`,
    },
  };
}

function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars - 1)}…`;
}
