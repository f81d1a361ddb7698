/**
 * Records as events of the Open Cybersecurity Schema Framework, version 1.6.0 (schema.ocsf.io/1.6.0): each call is an API
 * Activity (6003) with the profile Security Control; docs/audit.md has the mapping as a table.
 */
import type { AuditEntry } from "../audit/entry.ts";
import type { Decision, RecordedTrace, RiskBand } from "../types.ts";

export const OCSF_VERSION = "1.6.0";

type Json = Record<string, unknown>;
/** What a chain entry adds to an event. */
type Link = Pick<AuditEntry, "seq" | "digest" | "previous" | "hash">;

const API_ACTIVITY = 6003;
const APPLICATION_LIFECYCLE = 6002;
const APPLICATION_CATEGORY = 6;
const OTHER = 99;

const ACTIVITY = { create: 1, read: 2, update: 3, delete: 4 } as const;
const SEVERITY: Readonly<Record<RiskBand, number>> = { LOW: 2, MEDIUM: 3, HIGH: 4, CRITICAL: 5 };
const INFORMATIONAL = 1;
const RISK_LEVEL: Readonly<Record<RiskBand, number>> = { LOW: 1, MEDIUM: 2, HIGH: 3, CRITICAL: 4 };

/** `action_id` and `disposition_id`; a held call was not let through, and no disposition of the schema says why. */
const CONTROL: Readonly<Record<Decision, readonly [action: number, disposition: number, text: string]>> = {
  ALLOW: [1, 1, "Allowed"],
  SANITIZE: [4, 11, "Corrected"],
  REQUIRE_APPROVAL: [2, OTHER, "Held for approval"],
  DENY: [2, 2, "Blocked"],
};
const APPROVED = [1, 8, "Approved"] as const;
/** In monitor mode everything goes through. */
const OBSERVED = [3, 17, "Logged"] as const;

export function apiActivity(trace: RecordedTrace, link?: Link): Json {
  const { action, riskBand, decision, outcome } = trace;
  const activity = activityOf(trace);
  const [actionId, dispositionId, disposition] = controlOf(trace);
  return {
    activity_id: activity,
    ...(activity === OTHER && { activity_name: action.operation }),
    category_uid: APPLICATION_CATEGORY,
    class_uid: API_ACTIVITY,
    type_uid: API_ACTIVITY * 100 + activity,
    time: trace.at,
    severity_id: decision === "ALLOW" && riskBand === "LOW" ? INFORMATIONAL : SEVERITY[riskBand],
    status_id: statusOf(outcome),
    action_id: actionId,
    disposition_id: dispositionId,
    disposition,
    is_alert: decision !== "ALLOW" || riskBand === "HIGH" || riskBand === "CRITICAL",
    risk_score: Math.round(trace.riskScore * 100),
    risk_level_id: RISK_LEVEL[riskBand],
    message: trace.message,
    metadata: metadata(trace.traceId, {
      profiles: ["security_control"],
      ...(link && { sequence: link.seq }),
    }),
    ...policyOf(trace),
    ...partiesOf(trace),
    unmapped: unmappedOf(trace, link),
  };
}

function activityOf({ action, method }: RecordedTrace): number {
  if (action.verb === "READ") return ACTIVITY.read;
  if (action.category === "delete" || method === "DELETE") return ACTIVITY.delete;
  if (method === "PUT" || method === "PATCH") return ACTIVITY.update;
  return method === "POST" ? ACTIVITY.create : OTHER;
}

function controlOf({ decision, mode, reasonCodes }: RecordedTrace): readonly [number, number, string] {
  if (mode === "monitor") return OBSERVED;
  return decision === "ALLOW" && reasonCodes.includes("RECENT_APPROVAL_GRANT") ? APPROVED : CONTROL[decision];
}

/** 1 success, 2 failure, 0 unknown: of the call itself, not of the decision. */
function statusOf(outcome: RecordedTrace["outcome"]): number {
  if (outcome === null || outcome.upstreamStatus === null && outcome.error === null) return 0;
  return outcome.error === null && (outcome.upstreamStatus ?? 0) < 400 ? 1 : 2;
}

function policyOf({ policyId, policyName, ruleId }: RecordedTrace): Json {
  return {
    ...(policyId !== null && { policy: { uid: policyId, ...(policyName !== null && { name: policyName }) } }),
    ...(ruleId !== null && { firewall_rule: { uid: ruleId } }),
  };
}

function partiesOf(trace: RecordedTrace): Json {
  const { agentId, agentName, sessionId, action, outcome, request } = trace;
  const code = outcome?.upstreamStatus ?? null;
  return {
    actor: {
      app_uid: agentId,
      ...(agentName !== null && { app_name: agentName }),
      session: { uid: sessionId },
    },
    src_endpoint: { name: agentId, svc_name: trace.door },
    ...(action.host !== "" && { dst_endpoint: { hostname: action.host } }),
    api: {
      operation: action.operation,
      service: { name: action.tool },
      request: { uid: trace.traceId },
      ...(code !== null && { response: { code } }),
    },
    http_request: {
      http_method: trace.method,
      url: { url_string: trace.url, ...(action.host !== "" && { hostname: action.host }) },
      length: request.bodyBytes,
    },
    ...(outcome !== null && code !== null && { http_response: { code, length: outcome.responseBytes } }),
  };
}

function unmappedOf(trace: RecordedTrace, link?: Link): Json {
  const { decision, mode, reasonCodes, classifications, approvalId, env, runtime, action, outcome } = trace;
  return {
    decision,
    mode,
    reason_codes: reasonCodes,
    classifications,
    verb: action.verb,
    category: action.category,
    facts: action.facts,
    findings: trace.findings.map(({ rule, class: dataClass, confidence, part, path }) => (
      { rule, class: dataClass, confidence, part, path }
    )),
    ...(approvalId !== null && { approval_id: approvalId }),
    ...(env !== null && { env }),
    ...(runtime !== null && { runtime }),
    ...(outcome !== null && { forwarded: outcome.forwarded, error: outcome.error }),
    ...(link !== undefined && { audit: linkOf(link) }),
  };
}

/** Everything else in the chain: starts and stops are an Application Lifecycle (6002), the rest the Base Event (0). */
export function otherEvent(entry: AuditEntry, record: unknown): Json {
  const lifecycle = { process_started: 3, process_stopped: 4 }[entry.kind as string];
  const [classUid, activity] = lifecycle === undefined ? [0, OTHER] : [APPLICATION_LIFECYCLE, lifecycle];
  return {
    activity_id: activity,
    ...(lifecycle === undefined && { activity_name: entry.kind }),
    category_uid: lifecycle === undefined ? 0 : APPLICATION_CATEGORY,
    class_uid: classUid,
    type_uid: classUid * 100 + activity,
    time: entry.at,
    severity_id: INFORMATIONAL,
    ...(lifecycle !== undefined && { app: { name: "Interven", vendor_name: "Interven" } }),
    message: `${entry.kind.replaceAll("_", " ")}: ${entry.subject}`,
    metadata: metadata(`${entry.kind}:${entry.subject}:${entry.seq}`, { sequence: entry.seq }),
    unmapped: { kind: entry.kind, record, audit: linkOf(entry) },
  };
}

function metadata(uid: string, more: Json): Json {
  return { version: OCSF_VERSION, product: { name: "Interven", vendor_name: "Interven" }, uid, ...more };
}

function linkOf({ seq, digest, previous, hash }: Link): Json {
  return { seq, digest, previous, hash };
}
