import type { Verdict } from "../engine/types.ts";

/** Codes of answers that are the gateway's own; public, in `X-Interven-Error`. */
export type RefusalCode =
  | "BAD_TARGET"
  | "BLOCKED_ADDRESS"
  | "REQUEST_TIMEOUT"
  | "PAYLOAD_TOO_LARGE"
  | "DENIED"
  | "NOT_SANITIZABLE"
  | "UPSTREAM_UNREACHABLE"
  | "UPSTREAM_TLS"
  | "UPSTREAM_PROTOCOL"
  | "UPSTREAM_TIMEOUT"
  | "ENGINE_UNAVAILABLE"
  | "APPROVAL_DENIED"
  | "APPROVAL_REQUIRED"
  | "TOO_MANY_TUNNELS"
  | "BAD_REQUEST"
  | "ANSWER_WITHHELD";

const PROBLEMS: Readonly<
  Record<RefusalCode, { readonly status: number; readonly type: string; readonly title: string }>
> = {
  BAD_TARGET: { status: 400, type: "bad-target", title: "Not a usable target URL" },
  BAD_REQUEST: { status: 400, type: "bad-request", title: "Request cannot be forwarded" },
  BLOCKED_ADDRESS: { status: 403, type: "blocked-address", title: "Destination address blocked" },
  DENIED: { status: 403, type: "denied", title: "Tool call denied" },
  NOT_SANITIZABLE: { status: 403, type: "not-sanitizable", title: "Tool call cannot be sanitized" },
  APPROVAL_DENIED: { status: 403, type: "approval-denied", title: "Approval denied" },
  // Of CONNECT alone: any 2xx would mean that the tunnel is open (RFC 9110 section 9.3.6).
  APPROVAL_REQUIRED: { status: 403, type: "approval-required", title: "A person has to approve first" },
  ANSWER_WITHHELD: { status: 403, type: "answer-withheld", title: "Answer withheld" },
  REQUEST_TIMEOUT: { status: 408, type: "request-timeout", title: "Request body came too slowly" },
  PAYLOAD_TOO_LARGE: { status: 413, type: "payload-too-large", title: "Request body too large" },
  UPSTREAM_UNREACHABLE: { status: 502, type: "upstream-unreachable", title: "Upstream unreachable" },
  UPSTREAM_TLS: { status: 502, type: "upstream-tls", title: "Upstream not trusted" },
  UPSTREAM_PROTOCOL: { status: 502, type: "upstream-protocol", title: "Upstream answer not understood" },
  ENGINE_UNAVAILABLE: { status: 503, type: "engine-unavailable", title: "No verdict available" },
  TOO_MANY_TUNNELS: { status: 503, type: "too-many-tunnels", title: "Too many tunnels" },
  UPSTREAM_TIMEOUT: { status: 504, type: "upstream-timeout", title: "Upstream too slow" },
};

/** The `X-Interven-*` headers that every answer carries. */
export interface Stamp {
  readonly decision: string;
  readonly traceId: string;
  readonly riskScore: number;
  readonly reasonCodes: readonly string[];
  /** Monitor mode: the decision that would have been enforced. */
  readonly wouldBe?: string;
}

export function stampHeaders(stamp: Stamp): [string, string][] {
  const headers: [string, string][] = [
    ["x-interven-decision", stamp.decision],
    ["x-interven-trace-id", stamp.traceId],
    ["x-interven-risk", String(stamp.riskScore)],
    ["x-interven-reasons", stamp.reasonCodes.join(",")],
  ];
  if (stamp.wouldBe !== undefined) headers.push(["x-interven-would-be", stamp.wouldBe]);
  return headers;
}

/** A problem document (RFC 9457) with the gateway's headers. `detail` is one sentence a model can act on; `more` adds members. */
export function refusal(code: RefusalCode, detail: string, { stamp, more = {}, headers = [] }: {
  stamp: Stamp;
  more?: Readonly<Record<string, unknown>>;
  headers?: readonly [string, string][];
}): Response {
  const { status, type, title } = PROBLEMS[code];
  const problem = {
    type: `https://interven.dev/problems/${type}`,
    title,
    status,
    detail,
    decision: stamp.decision,
    trace_id: stamp.traceId,
    risk_score: stamp.riskScore,
    reason_codes: stamp.reasonCodes,
    ...more,
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: [
      ["content-type", "application/problem+json"],
      ["cache-control", "no-store"],
      ...headers,
      ...stampHeaders(stamp),
      ["x-interven-error", code],
    ],
  });
}

/** 403 for a DENY verdict; a person's refusal has its own code. */
export function denied(verdict: Verdict): Response {
  const code = verdict.reasonCodes.includes("APPROVAL_DENIED") ? "APPROVAL_DENIED" : "DENIED";
  return refusal(code, verdict.message, { stamp: verdict, more: verdictMembers(verdict) });
}

/** 403 for a SANITIZE verdict on something that stands outside the body, where nothing can be taken out. */
export function notSanitizable(verdict: Verdict): Response {
  const detail =
    "The call holds sensitive data outside its body, where it cannot be redacted: remove it from the URL or headers and try again.";
  return refusal("NOT_SANITIZABLE", detail, {
    stamp: { ...verdict, decision: "DENY" },
    more: verdictMembers(verdict),
  });
}

function verdictMembers(verdict: Verdict): Record<string, unknown> {
  return {
    risk_band: verdict.riskBand,
    policy_id: verdict.policyId,
    rule_id: verdict.ruleId,
    findings: verdict.findings.map((finding) => ({
      class: finding.class,
      rule: finding.rule,
      confidence: finding.confidence,
      path: finding.path,
      preview: finding.preview,
    })),
  };
}

/** How long an agent should wait before it asks again, seconds. */
const RETRY_AFTER_SECONDS = 5;

/** What tells how to get on with an approval, and the path of its state. */
function pendingMembers(verdict: Verdict, consoleUrl: string) {
  const id = verdict.approvalId ?? "";
  return {
    status: "pending",
    approval_id: id,
    console_url: `${consoleUrl.replace(/\/$/, "")}/approvals/${encodeURIComponent(id)}`,
    status_url: `/v1/approvals/${encodeURIComponent(id)}/status`,
    expires_at: verdict.approvalExpiresAt === null ? null : new Date(verdict.approvalExpiresAt).toISOString(),
  };
}

/** 403 for a tunnel that waits for a person. */
export function tunnelApprovalRequired(verdict: Verdict, consoleUrl: string): Response {
  const { status: approval_status, ...pending } = pendingMembers(verdict, consoleUrl);
  return refusal("APPROVAL_REQUIRED", verdict.message, {
    stamp: verdict,
    more: { ...verdictMembers(verdict), approval_status, ...pending },
    headers: [["retry-after", String(RETRY_AFTER_SECONDS)]],
  });
}

/** 202 for a call that waits for a person. */
export function approvalRequired(verdict: Verdict, consoleUrl: string): Response {
  const pending = pendingMembers(verdict, consoleUrl);
  const answer = {
    decision: verdict.decision,
    ...pending,
    trace_id: verdict.traceId,
    reason_codes: verdict.reasonCodes,
    risk_score: verdict.riskScore,
    risk_band: verdict.riskBand,
    detail: verdict.message,
  };
  return new Response(JSON.stringify(answer), {
    status: 202,
    headers: [
      ["content-type", "application/json"],
      ["cache-control", "no-store"],
      ["location", pending.status_url],
      ["retry-after", String(RETRY_AFTER_SECONDS)],
      ...stampHeaders(verdict),
    ],
  });
}
