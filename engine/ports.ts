/**
 * What the engine needs from outside, and what it offers. Rooms implement or use these; none of them imports another.
 */
import type { AnswerPrints } from "./correlate/answer_prints.ts";
import type { HashKey } from "./correlate/words.ts";
import type { CallOrigin } from "./history.ts";
import type {
  Approval,
  ApprovalState,
  DataClass,
  Decision,
  EncodedPayload,
  Evaluation,
  Finding,
  FindingFilter,
  ObservedResponse,
  Outcome,
  RecordedTrace,
  RedactionStyles,
  ResponseObservation,
  ResponseReport,
  RiskBand,
  ToolCall,
  Trace,
} from "./types.ts";

/** The only way to a verdict, whether the engine is in this process or behind `--gateway-url`. */
export interface Engine {
  /**
   * Decides one call. Never throws for what a caller sends.
   *
   * @throws {EngineUnavailableError} when no verdict can be had (scan failed or timed out, store failed, remote engine gone).
   */
  evaluate(call: ToolCall): Promise<Evaluation>;
  /** Takes in what an agent reads, and says what the policy does to it. Undefined when the trace is unknown. */
  observeResponse(observation: ResponseObservation): Promise<ObservedResponse | undefined>;
  /** Records what became of a call. Never throws, does not wait. */
  recordOutcome(outcome: Outcome): void;
  /**
   * Records a call that a door refused before there was a verdict (bad target, blocked address, body too large, client too slow).
   * Written as a trace with decision DENY, no findings, `code` as its reason code, and door `proxy`; counts as no evidence against the agent.
   * Resolves with the trace's id once it is durable.
   *
   * @throws {EngineUnavailableError} when it could not be written.
   */
  recordRefusal(refusal: Refusal): Promise<{ traceId: string }>;
  /** State of one approval; undefined when there is none of that id. */
  approvalStatus(id: string): Promise<{ status: ApprovalState; expiresAt: number } | undefined>;
  /** Whether verdicts can be had now; `reason` says why not, in one line. */
  health(): Promise<{ ready: boolean; reason?: string }>;
}

/** A call that got no verdict: it never reached the scanner, or the scan came to no result. */
export interface Refusal {
  /** What was done with it: refused, or let pass unjudged because the user chose to fail open. Default `DENY`. */
  readonly decision?: "DENY" | "ALLOW";
  readonly method: string;
  /** Without query and fragment, which may hold secrets; cut at 2,000 characters. Possibly no valid URL at all. */
  readonly url: string;
  readonly agentId: string;
  readonly sessionId: string;
  /** The gateway's error code, such as `BAD_TARGET` or `BLOCKED_ADDRESS`. */
  readonly code: string;
  /** The `detail` that the caller was told. */
  readonly message: string;
}

/** Why no verdict could be had. `code` is also the reason code. */
export class EngineUnavailableError extends Error {
  override name = "EngineUnavailableError";
  constructor(
    readonly code: "ENGINE_UNAVAILABLE" | "SCAN_TIMEOUT",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** One thing to look at. Text is scanned as it is; bytes are decoded as UTF-8 by the scanner, malformed sequences replaced. */
export interface ScanPart {
  readonly kind: "url" | "header" | "body";
  /** Header name in lower case; unused for the others. */
  readonly name?: string;
  readonly contentType?: string;
  readonly content: string | Uint8Array;
}

export interface ScanRequest {
  readonly parts: readonly ScanPart[];
  /** Where the call goes, in lower case: a provider's own secret sent to its home is no finding. Empty: nowhere in particular. */
  readonly host: string;
  /** `instructions`: whether bodies are searched for instructions to the agent that reads them. Default false. */
  readonly want: {
    readonly redact: boolean;
    readonly instructions?: boolean;
    /** How the bodies in `redacted` are written; `stored`, URLs and headers have placeholders whatever it says. Default: placeholders. */
    readonly styles?: RedactionStyles;
    /** Of bodies, only what these mean is written over in `redacted`, and `stored` is left out. Default: every finding. */
    readonly only?: RedactOnly;
    /** Key of the digests of style `hash`. Scanners that are given none use one of their own, random for each process. */
    readonly hashKey?: string;
    /** The prints of the body are wanted too, hashed under this key; for requests with one part, a body. Default: not. */
    readonly prints?: HashKey;
    /** The body's {@linkcode contentFingerprint} is wanted too; for requests with one part, a body. Default false. */
    readonly fingerprint?: boolean;
  };
  /** How long the scan may take, milliseconds. */
  readonly timeoutMs: number;
}

/** Part of what was found: for answers, of which an agent needs the rest as it is. */
export interface RedactOnly {
  /** A finding is meant when one of these means it. */
  readonly findings: readonly FindingFilter[];
  /** Instructions to the reader louder than this are meant as well, 0…1; they are looked for then. Null: none are. */
  readonly instructionsAbove: number | null;
}

/** `redacted` holds, for each part in order, its redacted content of the same type as the input, or null when nothing was found in it (or `want.redact` was off). */
export interface ScanReport {
  readonly ok: true;
  readonly findings: readonly Finding[];
  readonly redacted: readonly (string | Uint8Array | null)[];
  /**
   * What may be stored of each part, where that differs from `redacted`: credentials that go home are no findings and stay in what is
   * forwarded, but they are replaced here. Null: as in `redacted`. Absent when there is no such part.
   */
  readonly stored?: readonly (string | Uint8Array | null)[];
  /** Reason codes that come from looking alone, such as `ENCODED_PAYLOAD` or `BODY_NOT_INSPECTABLE`. */
  readonly reasonCodes: readonly string[];
  /** Packed data where it has no business; absent when there is none. */
  readonly payloads?: readonly EncodedPayload[];
  /** What the bodies tell their reader to do; present when it was asked for. */
  readonly instructions?: InstructionFindings;
  /** What correlation remembers of the body; present when it was asked for. */
  readonly prints?: AnswerPrints;
  /** Present when it was asked for. */
  readonly contentFingerprint?: string;
  readonly scanMs: number;
}

/** Instructions to an agent in what it reads. */
export interface InstructionFindings {
  /** The highest of any span, 0…1; from 0.5 on the report has the reason code `PROMPT_INJECTION`. */
  readonly score: number;
  readonly spans: readonly LocatedInstruction[];
}

export interface LocatedInstruction {
  /** Index of the part in the request. */
  readonly part: number;
  /** As in a finding. */
  readonly path: string;
  /** How the leaf was unwrapped, as in a finding: several leaves can share a path. Default: not told. */
  readonly chain?: readonly string[];
  /** UTF-16 offsets in the decoded leaf, `[start, end)`. */
  readonly start: number;
  readonly end: number;
  /** 0…1 */
  readonly score: number;
  /** Names of what was recognised; never text of the span. */
  readonly reasons: readonly string[];
}

/** A scan that came to no result. It is never evidence of anything, and never "clean". */
export interface ScanFailure {
  readonly ok: false;
  readonly code: "SCAN_TIMEOUT" | "SCAN_FAILED" | "SCANNER_DOWN";
  /** The rule that ran when time was up. */
  readonly rule?: string;
  readonly message: string;
}

/** Never rejects: a failure is a value. */
export interface Scanner {
  scan(request: ScanRequest): Promise<ScanReport | ScanFailure>;
}

/** Where verdicts become durable. */
export interface TraceStore {
  /** Resolves when the trace survives the death of this process. */
  append(trace: Trace): Promise<void>;
  /** Queued and written with the next commit; never throws. */
  appendOutcome(outcome: Outcome): void;
  appendResponse(report: ResponseReport): void;
  has(traceId: string): boolean;
  /** Whose call it was and what it did; undefined when there is none of that id. */
  origin(traceId: string): CallOrigin | undefined;
}

/** Filters of contract's `GET /v1/traces`; all optional, all must hold. */
export interface TraceQuery {
  readonly decision?: Decision;
  readonly tool?: string;
  readonly agent?: string;
  readonly session?: string;
  readonly band?: RiskBand;
  readonly class?: DataClass;
  readonly reason?: string;
  /** Free text over URL, tool, operation, agent, reasons. */
  readonly q?: string;
  /** Epoch milliseconds, inclusive. */
  readonly since?: number;
  /** Epoch milliseconds, exclusive. */
  readonly until?: number;
  /** 1…500, default 50. */
  readonly limit?: number;
  /** Opaque, from the page before. */
  readonly cursor?: string;
}

export interface TracePage {
  readonly traces: readonly RecordedTrace[];
  readonly nextCursor: string | null;
}

/** What the console reads. */
export interface TraceReader {
  /** Newest first. */
  list(query: TraceQuery): TracePage;
  get(traceId: string): RecordedTrace | undefined;
  stats(window: { sinceMs: number; untilMs: number; buckets: number }): TraceStats;
}

export interface TraceStats {
  readonly total: number;
  readonly byDecision: Readonly<Record<Decision, number>>;
  readonly byTool: readonly { readonly tool: string; readonly count: number }[];
  readonly byReason: readonly { readonly reason: string; readonly count: number }[];
  /** Time the gateway took to decide, milliseconds; null when there were no calls. */
  readonly evaluateMs: Latency | null;
  /** Oldest first; each bucket counts decisions in `[startMs, startMs + widthMs)`. */
  readonly series: readonly {
    readonly startMs: number;
    readonly widthMs: number;
    readonly byDecision: Readonly<Record<Decision, number>>;
    /** Of this bucket's calls, as far as they are among the newest few thousand of the span; absent when none is. */
    readonly evaluateMs?: Latency;
  }[];
}

/** Percentiles, each a value that was measured, milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Approvals shared by every process that uses the data folder. */
export interface ApprovalStore {
  /** The newest approval for this exact call by this agent, whatever its state; undefined when there is none. */
  latest(agentId: string, signature: string): Approval | undefined;
  insert(approval: Approval): void;
  /** How many questions of this agent wait for an answer at `now`. */
  countPending(agentId: string, now: number): number;
  get(id: string): Approval | undefined;
  /** Newest first. `status` is judged at `now`: a pending one past its time is expired. */
  list(filter: { status?: ApprovalState; now: number; limit: number }): readonly Approval[];
  /** Decides a pending, unexpired approval in one atomic step. Undefined when it was not pending any more. */
  decide(id: string, decision: {
    readonly status: "approved" | "denied";
    readonly now: number;
    readonly expiresAt: number;
    readonly decidedBy: string;
    readonly note: string | null;
  }): Approval | undefined;
}

/** The store could not do what was asked (disk full, read-only, locked, corrupt). */
export class StoreError extends Error {
  override name = "StoreError";
}

/** Time and chance, passed in so that tests can fake them. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Monotonic milliseconds, for durations. */
  monotonic(): number;
}

/** Told of each verdict and each approval as it happens; must not throw. */
export interface EngineEvents {
  decision(trace: Trace): void;
  outcome(outcome: Outcome): void;
  approval(approval: Approval): void;
}
