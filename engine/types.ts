/**
 * The words every room speaks. Plain data only: each of these can be stored, sent to a worker or put on the wire.
 * Names and values that users see (decisions, bands, classes) are public interface.
 */
import type { CallerFacts } from "./history.ts";

/** What happens to a tool call, from mildest to strictest. */
export const DECISIONS = ["ALLOW", "SANITIZE", "REQUIRE_APPROVAL", "DENY"] as const;
export type Decision = typeof DECISIONS[number];

/** What a call does to the system it reaches. */
export const VERBS = ["READ", "WRITE", "ADMIN"] as const;
export type Verb = typeof VERBS[number];

export const DATA_CLASSES = ["SECRETS", "PII", "PHI", "INTERNAL"] as const;
export type DataClass = typeof DATA_CLASSES[number];

export const CONFIDENCES = ["LOW", "MEDIUM", "HIGH"] as const;
export type Confidence = typeof CONFIDENCES[number];

/**
 * What stands in place of a value that must not be sent: `[REDACTED:KIND#n]`, the value with most of it starred out, a keyed digest
 * that is the same for the same value, or nothing.
 */
export const REDACTION_STYLES = ["placeholder", "mask", "hash", "remove"] as const;
export type RedactionStyle = typeof REDACTION_STYLES[number];

/** How bodies are redacted. A rule's own style goes before that of its class; what is named in neither gets a placeholder. */
export interface RedactionStyles {
  readonly byClass: Readonly<Partial<Record<DataClass, RedactionStyle>>>;
  /** By rule id. */
  readonly byRule: Readonly<Record<string, RedactionStyle>>;
}

/** Which findings are meant; what is not named makes no difference. Plain data: it crosses to the scanning threads. */
export interface FindingFilter {
  readonly classes?: readonly DataClass[];
  /** Default: any. */
  readonly minConfidence?: Confidence;
  /** Globs over rule ids; one of them has to fit. */
  readonly rules?: readonly string[];
}

/** What happens to an answer, from mildest to strictest: it goes on with a note in the record, with parts written over, or not at all. */
export const ANSWER_ACTIONS = ["FLAG", "REDACT", "WITHHOLD"] as const;
export type AnswerAction = typeof ANSWER_ACTIONS[number];

export const RISK_BANDS = ["LOW", "MEDIUM", "HIGH", "CRITICAL"] as const;
export type RiskBand = typeof RISK_BANDS[number];

/** `monitor` decides and records, but forwards every call unchanged. */
export const MODES = ["enforce", "monitor"] as const;
export type Mode = typeof MODES[number];

/** The front door by which a call came. */
export type Door = "proxy" | "api" | "mcp" | "cli";

/** A body as it came, after content codings (gzip, br …) were undone. */
export interface CallBody {
  /** Decoded bytes; what the detectors see and what redaction changes. */
  readonly bytes: Uint8Array;
  /** The `Content-Type` value as sent; empty when there was none. */
  readonly contentType: string;
  /** False when a content coding could not be undone: the bytes are then those of the wire. */
  readonly inspectable: boolean;
}

/** One HTTP request or MCP `tools/call` that is about to happen. */
export interface ToolCall {
  readonly door: Door;
  /** Upper case, as sent. */
  readonly method: string;
  /** Absolute; any scheme (`https:`, `exec:`, `mcp:`). As the caller wrote it. */
  readonly url: string;
  /** Names in lower case, in order, repeats kept. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: CallBody | null;
  /** What the caller calls the tool (`slack.post_message`, an MCP tool name); the URL decides when it is known. */
  readonly toolName?: string;
  readonly agentId: string;
  readonly agentName?: string;
  /** Defaults to the agent. */
  readonly sessionId: string;
  readonly runtime?: string;
  /** Conversation text that a caller chose to pass. */
  readonly context?: string;
  /** Environment name, such as `production`. */
  readonly env?: string;
  /** What an MCP proxy saw of the tool's definition: `MCP_TOOL_DRIFT` and its like. */
  readonly mcpSignals?: readonly string[];
  /**
   * The call is one message of a connection whose handshake has this trace. It is judged like any other, and recorded only when there
   * is something to tell: a decision, or a finding. Not sent to a remote engine, which records every message.
   */
  readonly messageOf?: string;
}

/** One thing a detector saw. Never holds the value itself: `preview` keeps at most the issuer's public prefix and the last four characters. */
export interface Finding {
  /** Rule id, such as `github-pat`. */
  readonly rule: string;
  readonly class: DataClass;
  readonly confidence: Confidence;
  readonly part: "url" | "header" | "body";
  /** Where: a JSON path (`$.items[0].token`), `query.token`, `header.x-token`, `form.name`, or `$` for plain text. */
  readonly path: string;
  /** Offsets in UTF-16 units of the decoded leaf, `[start, end)`. */
  readonly start: number;
  readonly end: number;
  /** How the value was unwrapped, outermost first: `["json", "base64"]`. */
  readonly chain: readonly string[];
  readonly preview: string;
}

/** Where packed data can stand although it has no business there. */
export const PAYLOAD_SHAPES = ["subdomain", "path", "query", "chunks", "text", "image_url"] as const;
export type PayloadShape = typeof PAYLOAD_SHAPES[number];

/** Data that was packed (base64, base32, hex, encrypted) and put where it has no business: the shape of a leak, whatever it holds. */
export interface EncodedPayload {
  readonly part: "url" | "body";
  /** As in {@linkcode Finding.path}; `host`, `path[2]` or `query.q` in URLs. */
  readonly path: string;
  readonly shape: PayloadShape;
  /** Length as it was sent. */
  readonly chars: number;
}

/** What the catalogue says about a call. */
export interface Action {
  /** `slack`, `github`, …; `custom_proxy` when the URL is unknown. */
  readonly tool: string;
  readonly operation: string;
  readonly verb: Verb;
  /** What kind of act: `share`, `delete`, `message`, `payment`, `identity`, `code`, `deploy`, `read`, `other` … */
  readonly category: string;
  /** Host of the URL in lower case, without port; empty for schemes without one. */
  readonly host: string;
  /** Per-tool facts: `org`, `repo`, `channel`, `account`, `region`, `principal`, `amount` … */
  readonly facts: Readonly<Record<string, string>>;
  /** True or false when the call names who receives access; undefined when that cannot be told. */
  readonly externalPrincipal?: boolean;
}

/** One voice in the risk score. `score` is this engine's contribution; the contributions add up to the risk score (before clamping to 0…1). */
export interface Signal {
  readonly engine: string;
  readonly score: number;
  readonly details: Readonly<Record<string, unknown>>;
}

/** The engine's answer to one tool call. */
export interface Verdict {
  readonly traceId: string;
  readonly decision: Decision;
  /** 0…1 */
  readonly riskScore: number;
  readonly riskBand: RiskBand;
  readonly reasonCodes: readonly string[];
  /** One sentence for the agent: what happened and what to do instead. */
  readonly message: string;
  readonly action: Action;
  readonly classifications: readonly DataClass[];
  readonly signals: readonly Signal[];
  readonly findings: readonly Finding[];
  /** The redacted body; set when the decision is SANITIZE, or REQUIRE_APPROVAL that will be sanitised once approved. */
  readonly sanitizedBody: Uint8Array | null;
  readonly approvalId: string | null;
  /** Epoch milliseconds at which a pending approval expires. */
  readonly approvalExpiresAt: number | null;
  readonly policyId: string | null;
  readonly policyName: string | null;
  readonly ruleId: string | null;
  /** The strictest that a rule may do to the answer of this call, should it go ahead. Absent: no rule speaks about it. */
  readonly answersUpTo?: AnswerAction;
}

/** A verdict, and the promise that its trace is durable. No answer may leave before `recorded` has resolved. */
export interface Evaluation {
  readonly verdict: Verdict;
  /** Rejects with a `StoreError` when the trace could not be written. */
  readonly recorded: Promise<void>;
}

/** What became of a forwarded call. */
export interface Outcome {
  readonly traceId: string;
  /** What was sent to the upstream. */
  readonly forwarded: "original" | "redacted" | "none";
  readonly upstreamStatus: number | null;
  /** The gateway's own error code, such as `UPSTREAM_TIMEOUT`. */
  readonly error: string | null;
  /** From the arrival of the call to the end of the answer. */
  readonly totalMs: number;
  readonly responseBytes: number;
}

/** What an agent read, handed back for correlation. */
export interface ResponseObservation {
  readonly traceId: string;
  readonly body: CallBody | null;
  readonly status: number;
  /** Set when the body is one piece of a longer answer. Pieces come in order, and what they tell is added up in one report. */
  readonly piece?: AnswerPiece;
  /** The call wrote, and its answer mostly says back what was sent: it is recorded and remembered only when it holds something. */
  readonly ofWrite?: boolean;
}

/** Where a piece stands in its answer. */
export interface AnswerPiece {
  /** Bytes of the answer before it, content codings undone. */
  readonly offset: number;
  readonly isLast: boolean;
}

export type ClassCounts = Readonly<Partial<Record<DataClass, number>>>;

/** Instructions to the agent in an answer: how sure that is, and where they stand. Holds no text of them. */
export interface InjectionReport {
  /** The highest of any span, 0…1. */
  readonly score: number;
  /** Highest first, the loudest few. */
  readonly spans: readonly InjectionSpan[];
}

export interface InjectionSpan {
  /** As in {@linkcode Finding.path}. */
  readonly path: string;
  /** UTF-16 offsets in the decoded leaf, `[start, end)`. */
  readonly start: number;
  readonly end: number;
  /** 0…1 */
  readonly score: number;
  /** Names of what was recognised. */
  readonly reasons: readonly string[];
}

/** What the policy's `answers:` say about an answer. */
export interface AnswerJudgement {
  readonly action: AnswerAction;
  readonly ruleId: string;
  /** Of all rules that spoke, strictest first. */
  readonly reasonCodes: readonly string[];
  /** One sentence for the agent. */
  readonly message: string;
}

/** What the engine saw in an answer. */
export interface ResponseReport {
  readonly traceId: string;
  readonly dataClasses: readonly DataClass[];
  /** How many values a redaction would replace. */
  readonly fieldsRedactedCount: number;
  /** `sha256:` and 64 hex digits over the canonical body. */
  readonly contentFingerprint: string;
  readonly reasonCodes: readonly string[];
  /** Findings of each class. Records of versions that did not count have none. */
  readonly classCounts?: ClassCounts;
  /** Absent when nothing in it reads like an instruction. */
  readonly injection?: InjectionReport;
  /** Absent when no rule about answers spoke. */
  readonly judgement?: AnswerJudgement;
}

/** A report, and what the caller may have of the answer. */
export interface ObservedResponse extends ResponseReport {
  /** What goes on in the answer's place when the judgement is REDACT; content codings undone. Null or absent: the answer as it is. */
  readonly redactedBody?: Uint8Array | null;
}

export const APPROVAL_STATES = ["pending", "approved", "denied", "expired"] as const;
export type ApprovalState = typeof APPROVAL_STATES[number];

/** A person's decision on one exact call: pending, then given or refused, or expired. An approved one is a grant until `expiresAt`. */
export interface Approval {
  readonly id: string;
  readonly traceId: string;
  readonly agentId: string;
  readonly sessionId: string;
  /** Digest of the canonical call (agent, method, URL, body). */
  readonly signature: string;
  readonly status: ApprovalState;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Pending: when it lapses. Approved or denied: until when the decision holds. */
  readonly expiresAt: number;
  readonly decidedAt: number | null;
  readonly decidedBy: string | null;
  readonly note: string | null;
  /** How long a yes holds, milliseconds. Default: the engine's own. */
  readonly grantWindowMs?: number;
  /** How long a no holds, milliseconds. Default: the engine's own. */
  readonly denialWindowMs?: number;
}

/**
 * What the policy was asked on, beside what else stands in a trace: enough to ask another policy about the same call later. Holds no
 * value that a detector found.
 */
export interface Grounds {
  /** Which policy was asked: see `policyVersion`. */
  readonly policy: string;
  /** `plain`: nothing in it can be redacted; `redacted`: something was; `unreadable`: its coding could not be undone. */
  readonly body: "none" | "plain" | "redacted" | "unreadable";
  /** Nobody could look into the body. Default false. */
  readonly isBodyOpaque?: boolean;
  /** What came before the call; where values flowed from is told by the signals. Default: nothing is known. */
  readonly caller?: CallerFacts;
  /** Default none. */
  readonly payloads?: readonly EncodedPayload[];
  /** Absent when the policy did not ask for it. */
  readonly instructionScore?: number;
  /** The caller's own name for the tool. */
  readonly toolName?: string;
  /** Facts of the action that were judged by another value than is shown. Default none. */
  readonly hiddenFacts?: readonly string[];
}

/** The stored record of one tool call. Holds no value that a detector found: URL, headers and body are redacted before they come here. */
export interface Trace {
  readonly traceId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly door: Door;
  readonly mode: Mode;
  readonly agentId: string;
  readonly agentName: string | null;
  readonly sessionId: string;
  readonly runtime: string | null;
  readonly env: string | null;
  readonly method: string;
  readonly url: string;
  readonly action: Action;
  readonly decision: Decision;
  readonly riskScore: number;
  readonly riskBand: RiskBand;
  readonly reasonCodes: readonly string[];
  readonly message: string;
  readonly policyId: string | null;
  readonly policyName: string | null;
  readonly ruleId: string | null;
  readonly classifications: readonly DataClass[];
  readonly signals: readonly Signal[];
  readonly findings: readonly Finding[];
  readonly approvalId: string | null;
  /** Held, and redacted before it is sent once approved. Records of versions that did not say so have none. */
  readonly sanitizesOnApproval?: boolean;
  readonly request: {
    readonly headers: readonly (readonly [string, string])[];
    /** Redacted text, cut at `MAX_STORED_BODY_CHARS`; null when there was none or it is not text. */
    readonly body: string | null;
    readonly bodyBytes: number;
    readonly contentType: string;
    readonly bodyCut: boolean;
  };
  /** Absent when no policy was asked in this process: the call was refused before, or judged by a remote engine. */
  readonly grounds?: Grounds;
  /** Time in the scanner and in the whole evaluation, milliseconds. */
  readonly scanMs: number;
  readonly evaluateMs: number;
}

/** A trace with what became of it. */
export interface RecordedTrace extends Trace {
  readonly outcome: Outcome | null;
  readonly response: ResponseReport | null;
}
