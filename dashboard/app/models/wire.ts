/** Reads the console API's JSON (snake_case, times as RFC 3339 text) into the engine's words. The only place that knows the wire's names. */
import type {
  Action,
  Approval,
  ApprovalState,
  ClassCounts,
  Confidence,
  DataClass,
  Decision,
  Door,
  Finding,
  InjectionReport,
  Mode,
  Outcome,
  RecordedTrace,
  ResponseReport,
  RiskBand,
  Signal,
  Verb,
} from "../../../engine/types.ts";
import type { Latency, TracePage, TraceStats } from "../../../engine/ports.ts";
import {
  isObject,
  readList,
  readNumber,
  readNumberOrNull,
  readObject,
  readText,
  readTextOrNull,
  readTexts,
  readTimeOrNull,
  readWord,
} from "./json_reading.ts";

// In each list the first word is the one shown for a word this page does not know: the strictest, so that nothing looks better than it is.
const DECISIONS: readonly [Decision, ...Decision[]] = ["DENY", "ALLOW", "SANITIZE", "REQUIRE_APPROVAL"];
const BANDS: readonly [RiskBand, ...RiskBand[]] = ["CRITICAL", "LOW", "MEDIUM", "HIGH"];
const CLASSES: readonly [DataClass, ...DataClass[]] = ["SECRETS", "PII", "PHI", "INTERNAL"];
const CONFIDENCES: readonly [Confidence, ...Confidence[]] = ["HIGH", "MEDIUM", "LOW"];
const VERBS: readonly [Verb, ...Verb[]] = ["WRITE", "READ", "ADMIN"];
const DOORS: readonly [Door, ...Door[]] = ["proxy", "api", "mcp", "cli"];
/** The other way round than with a call: a gateway of unknown mode is shown as one that forwards everything. */
const STRICT_MODES: readonly [Mode, ...Mode[]] = ["monitor", "enforce"];
const MODES: readonly [Mode, ...Mode[]] = ["enforce", "monitor"];
const STATES: readonly [ApprovalState, ...ApprovalState[]] = ["expired", "pending", "approved", "denied"];
const PARTS: readonly [Finding["part"], ...Finding["part"][]] = ["body", "url", "header"];
const FORWARDED: readonly [Outcome["forwarded"], ...Outcome["forwarded"][]] = [
  "none",
  "original",
  "redacted",
];

function readFinding(value: unknown): Finding {
  const finding = readObject(value);
  return {
    rule: readText(finding.rule, "unknown"),
    class: readWord(finding.class, CLASSES),
    confidence: readWord(finding.confidence, CONFIDENCES),
    part: readWord(finding.part, PARTS),
    path: readText(finding.path, "$"),
    start: readNumber(finding.start),
    end: readNumber(finding.end),
    chain: readTexts(finding.chain),
    preview: readText(finding.preview),
  };
}

function readSignal(value: unknown): Signal {
  const signal = readObject(value);
  return {
    engine: readText(signal.engine, "unknown"),
    score: readNumber(signal.score),
    details: readObject(signal.details),
  };
}

/** `String()` would run what a value calls its `toString`, and throw when that is no function. */
function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value) ?? "";
}

function readFacts(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(readObject(value)).map(([name, fact]) => [name, asText(fact)]));
}

function readAction(trace: Readonly<Record<string, unknown>>): Action {
  const action = isObject(trace.action) ? trace.action : trace;
  return {
    tool: readText(action.tool, readText(action.tool_name, "custom_proxy")),
    operation: readText(action.operation),
    verb: readWord(action.verb, VERBS),
    category: readText(action.category, "other"),
    host: readText(action.host),
    facts: readFacts(action.facts),
  };
}

function readHeaders(value: unknown): readonly (readonly [string, string])[] {
  if (isObject(value)) return Object.entries(value).map(([name, text]) => [name, asText(text)] as const);
  return readList(value).flatMap((pair) => {
    const [name, text] = readTexts(pair);
    return name === undefined || text === undefined ? [] : [[name, text] as const];
  });
}

function readRequest(value: unknown): RecordedTrace["request"] {
  const request = readObject(value);
  return {
    headers: readHeaders(request.headers),
    body: readTextOrNull(request.body),
    bodyBytes: readNumber(request.body_bytes),
    contentType: readText(request.content_type),
    bodyCut: request.body_cut === true,
  };
}

/** Undefined when the value is no outcome of a known call. */
export function readOutcome(value: unknown, traceId?: string): Outcome | undefined {
  const outcome = readObject(value);
  const id = readText(outcome.trace_id, traceId ?? "");
  if (!isObject(value) || id === "") return undefined;
  return {
    traceId: id,
    forwarded: readWord(outcome.forwarded, FORWARDED),
    upstreamStatus: readNumberOrNull(outcome.upstream_status),
    error: readTextOrNull(outcome.error),
    totalMs: readNumber(outcome.total_ms),
    responseBytes: readNumber(outcome.response_bytes),
  };
}

function readResponse(value: unknown, traceId: string): ResponseReport | null {
  if (!isObject(value)) return null;
  return {
    traceId,
    dataClasses: readTexts(value.data_classes).map((name) => readWord(name, CLASSES)),
    fieldsRedactedCount: readNumber(value.fields_redacted_count),
    contentFingerprint: readText(value.content_fingerprint),
    reasonCodes: readTexts(value.reason_codes),
    ...(isObject(value.class_counts) && { classCounts: readClassCounts(value.class_counts) }),
    ...(typeof value.injection_score === "number" && { injection: readInjection(value) }),
  };
}

function readClassCounts(counts: Readonly<Record<string, unknown>>): ClassCounts {
  const named = CLASSES.filter((name) => counts[name] !== undefined);
  return Object.fromEntries(named.map((name) => [name, readNumber(counts[name])]));
}

function readInjection(response: Readonly<Record<string, unknown>>): InjectionReport {
  const spans = readList(response.injection_spans).map(readObject).map((span) => ({
    path: readText(span.path, "$"),
    start: readNumber(span.start),
    end: readNumber(span.end),
    score: readNumber(span.score),
    reasons: readTexts(span.reasons),
  }));
  return { score: readNumber(response.injection_score), spans };
}

/** Undefined when the value has no id or no time, and so cannot be placed in a list. */
export function readTrace(value: unknown): RecordedTrace | undefined {
  const trace = readObject(value);
  const traceId = readText(trace.trace_id);
  const at = readTimeOrNull(trace.at);
  if (traceId === "" || at === null) return undefined;
  const agentId = readText(trace.agent_id, "unknown");
  return {
    traceId,
    at,
    door: readWord(trace.door, DOORS),
    mode: readWord(trace.mode, MODES),
    agentId,
    agentName: readTextOrNull(trace.agent_name),
    sessionId: readText(trace.session_id, agentId),
    runtime: readTextOrNull(trace.runtime),
    env: readTextOrNull(trace.env),
    method: readText(trace.method),
    url: readText(trace.url),
    action: readAction(trace),
    decision: readWord(trace.decision, DECISIONS),
    riskScore: readNumber(trace.risk_score),
    riskBand: readWord(trace.risk_band, BANDS),
    reasonCodes: readTexts(trace.reason_codes),
    message: readText(trace.message),
    policyId: readTextOrNull(trace.policy_id),
    policyName: readTextOrNull(trace.policy_name),
    ruleId: readTextOrNull(trace.rule_id),
    classifications: readTexts(trace.classifications).map((name) => readWord(name, CLASSES)),
    signals: readList(trace.signals).map(readSignal),
    findings: readList(trace.findings).map(readFinding),
    approvalId: readTextOrNull(trace.approval_id),
    ...(typeof trace.sanitizes_on_approval === "boolean" &&
      { sanitizesOnApproval: trace.sanitizes_on_approval }),
    request: readRequest(trace.request),
    scanMs: readNumber(trace.scan_ms),
    evaluateMs: readNumber(trace.evaluate_ms),
    outcome: readOutcome(trace.outcome, traceId) ?? null,
    response: readResponse(trace.response, traceId),
  };
}

export function readTracePage(value: unknown): TracePage {
  const page = readObject(value);
  const traces = readList(page.traces).flatMap((item) => readTrace(item) ?? []);
  return { traces, nextCursor: readTextOrNull(page.next_cursor) };
}

/** An approval, with the call it is about when the gateway sent it along. */
export interface ApprovalRequest extends Approval {
  readonly trace: RecordedTrace | null;
}

export function readApproval(value: unknown): ApprovalRequest | undefined {
  const approval = readObject(value);
  const id = readText(approval.approval_id, readText(approval.id));
  const createdAt = readTimeOrNull(approval.created_at);
  const expiresAt = readTimeOrNull(approval.expires_at);
  if (id === "" || createdAt === null || expiresAt === null) return undefined;
  const agentId = readText(approval.agent_id, "unknown");
  return {
    id,
    traceId: readText(approval.trace_id),
    agentId,
    sessionId: readText(approval.session_id, agentId),
    signature: readText(approval.signature),
    status: readWord(approval.status, STATES),
    createdAt,
    expiresAt,
    decidedAt: readTimeOrNull(approval.decided_at),
    decidedBy: readTextOrNull(approval.decided_by),
    note: readTextOrNull(approval.note),
    trace: readTrace(approval.trace) ?? null,
  };
}

export function readApprovals(value: unknown): readonly ApprovalRequest[] {
  return readList(readObject(value).approvals).flatMap((item) => readApproval(item) ?? []);
}

/** Why the page shows nothing: there is no session, or this page does not hold the session's proof. */
export type Lock = "signed_out" | "unproven";

/** Reads the problem that came with a 401. */
export function readLock(value: unknown): Lock {
  return readText(readObject(value).code) === "CONSOLE_PROOF_REQUIRED" ? "unproven" : "signed_out";
}

/** The proof in the answer to a sign-in; undefined when there is none. */
export function readProof(value: unknown): string | undefined {
  return readText(readObject(value).proof) || undefined;
}

export type DecisionCounts = Readonly<Record<Decision, number>>;

export function readCounts(value: unknown): DecisionCounts {
  const counts = readObject(value);
  return {
    ALLOW: readNumber(counts.ALLOW),
    SANITIZE: readNumber(counts.SANITIZE),
    REQUIRE_APPROVAL: readNumber(counts.REQUIRE_APPROVAL),
    DENY: readNumber(counts.DENY),
  };
}

/** The gateway's own count since it started. */
export interface RunCounts {
  /** Epoch milliseconds. */
  readonly sinceMs: number;
  readonly byDecision: DecisionCounts;
  /** The mode in force. Absent when the gateway does not say. */
  readonly mode?: Mode;
}

/** The `stats` event; undefined when it is none. */
export function readRunCounts(value: unknown): RunCounts | undefined {
  const counts = readObject(value);
  const sinceMs = readTimeOrNull(counts.since);
  if (sinceMs === null || !isObject(counts.by_decision)) return undefined;
  return {
    sinceMs,
    byDecision: readCounts(counts.by_decision),
    ...(typeof counts.mode === "string" && { mode: readWord(counts.mode, STRICT_MODES) }),
  };
}

/** Undefined when the value is no statistics at all. */
export function readStats(value: unknown): TraceStats | undefined {
  const stats = readObject(value);
  if (!isObject(stats.by_decision)) return undefined;
  const latency = readLatency(stats.evaluate_ms);
  return {
    total: readNumber(stats.total),
    byDecision: readCounts(stats.by_decision),
    byTool: readList(stats.by_tool).map(readObject).map((row) => ({
      tool: readText(row.tool),
      count: readNumber(row.count),
    })),
    byReason: readList(stats.by_reason).map(readObject).map((row) => ({
      reason: readText(row.reason),
      count: readNumber(row.count),
    })),
    evaluateMs: latency,
    series: readList(stats.series).map(readObject).map((bucket) => {
      const evaluateMs = readLatency(bucket.evaluate_ms);
      return {
        startMs: readTimeOrNull(bucket.start ?? bucket.start_ms) ?? 0,
        widthMs: readNumber(bucket.width_ms),
        byDecision: readCounts(bucket.by_decision),
        ...(evaluateMs && { evaluateMs }),
      };
    }),
  };
}

function readLatency(value: unknown): Latency | null {
  if (!isObject(value)) return null;
  return { p50: readNumber(value.p50), p95: readNumber(value.p95), p99: readNumber(value.p99) };
}
