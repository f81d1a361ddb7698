/** What is known about a call before anyone is asked: its action, what was found in it, its risk, and what the policy says. */
import { nameAction } from "./actions/catalogue.ts";
import type { HomeFacts } from "./actions/service.ts";
import type { AnswerRule } from "./answers/answer_rule.ts";
import { answerRulesFor } from "./answers/judge_answer.ts";
import { CallView } from "./call_view.ts";
import { decide, type PolicyOutcome } from "./policy/decide.ts";
import type { ApprovalMinutes, Policy, PolicyFacts } from "./policy/policy.ts";
import { policyVersion } from "./policy/version.ts";
import { askHistory, type HistoryVoice, type SeenCall } from "./history.ts";
import { EngineUnavailableError, type Scanner, type ScanPart, type ScanReport } from "./ports.ts";
import { remembered } from "./recent.ts";
import { type Risk, scoreRisk } from "./risk/score.ts";
import { withOverrides } from "./risk/weights.ts";
import type { Action, EncodedPayload, Finding, ToolCall } from "./types.ts";

export interface Judgement {
  readonly facts: PolicyFacts;
  readonly seen: SeenCall;
  /** Approvals hold for the policy under which they were asked for. */
  readonly policyVersion: string;
  readonly approvalMinutes: ApprovalMinutes;
  /** The action as it may be shown and stored: facts that held something found are those of the redacted call. */
  readonly shownAction: Action;
  readonly outcome: PolicyOutcome;
  readonly risk: Risk;
  readonly scan: CallScan;
  /** Rules that speak about the answer, should the call go ahead. */
  readonly answerRules: readonly AnswerRule[];
}

export interface JudgeDeps {
  readonly scanner: Scanner;
  readonly policy: Policy;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly scanTimeoutMs: number;
  readonly home: HomeFacts;
  readonly history: readonly HistoryVoice[];
}

/**
 * Looks at one call and asks the policy.
 *
 * @throws {EngineUnavailableError} when the scan came to no result: that is no evidence, and never "clean".
 */
export async function judge(call: ToolCall, deps: JudgeDeps): Promise<Judgement> {
  const view = new CallView(call);
  const action = nameAction(view, deps.home);
  const scan = await scanCall(call, { ...deps, host: view.location.host });
  const seen: SeenCall = { call, view, action, findings: scan.findings, now: deps.now };
  const recalled = recall(deps.history, seen);
  const caller = call.mcpSignals === undefined ? recalled : { ...recalled, mcpSignals: call.mcpSignals };
  const risk = scoreRisk(
    { action, findings: scan.findings, payloads: scan.payloads, caller },
    { weights: withOverrides(deps.policy.risk) },
  );
  const facts: PolicyFacts = {
    view,
    action,
    findings: scan.findings,
    payloads: scan.payloads,
    bodyInspectable: scan.bodyInspectable,
    ...(scan.instructionScore !== undefined && { instructionScore: scan.instructionScore }),
    riskScore: risk.score,
    caller,
    now: deps.now,
  };
  return {
    facts,
    seen,
    policyVersion: policyVersion(deps.policy),
    approvalMinutes: deps.policy.approvals ?? {},
    shownAction: showAction(call, action, scan),
    outcome: decide(deps.policy, facts),
    risk,
    scan,
    answerRules: answerRulesFor(deps.policy.answers ?? [], facts),
  };
}

/** @throws {EngineUnavailableError} when a voice fails: without history there is no verdict. */
function recall(history: readonly HistoryVoice[], seen: SeenCall): ReturnType<typeof askHistory> {
  try {
    return askHistory(history, seen);
  } catch (error) {
    throw new EngineUnavailableError("ENGINE_UNAVAILABLE", "Cannot recall what came before the call", {
      cause: error,
    });
  }
}

/** A fact is read from URL or body, so it can be the very value that must not be shown: read it from the redacted ones then. */
function showAction(call: ToolCall, action: Action, scan: CallScan): Action {
  if (scan.redactedUrl === null && scan.storedBody === null) return action;
  const body = call.body === null ? null : { ...call.body, bytes: scan.storedBody ?? call.body.bytes };
  const redacted = new CallView({ ...call, url: scan.redactedUrl ?? call.url, body });
  return { ...action, facts: nameAction(redacted).facts };
}

/** A scan's report, told apart by what was scanned. */
export interface CallScan {
  readonly findings: readonly Finding[];
  readonly payloads: readonly EncodedPayload[];
  readonly reasonCodes: readonly string[];
  readonly bodyInspectable: boolean;
  /** The loudest instruction in the body, 0…1; absent when the policy does not ask for it. */
  readonly instructionScore?: number;
  /** Null when nothing was found there. */
  readonly redactedUrl: string | null;
  /** As sent, values redacted where something was found. */
  readonly headers: readonly (readonly [string, string])[];
  /** For forwarding: credentials that go home are still in it. */
  readonly redactedBody: Uint8Array | null;
  /** For storing and showing: without them. */
  readonly storedBody: Uint8Array | null;
  readonly scanMs: number;
}

/** A shorter header value, such as `gzip`, holds nothing that any rule looks for. */
const MIN_SCANNED_HEADER_CHARS = 6;

/** Headers that never reach an upstream as the caller wrote them. */
const UNSENT_HEADER =
  /^(?:x-interven-.*|host|connection|content-length|transfer-encoding|keep-alive|te|upgrade)$/;
const isUnsent = remembered((name) => UNSENT_HEADER.test(name));

async function scanCall(
  call: ToolCall,
  { scanner, policy, scanTimeoutMs, host }: Pick<JudgeDeps, "scanner" | "policy" | "scanTimeoutMs"> & {
    host: string;
  },
): Promise<CallScan> {
  const parts: ScanPart[] = [{ kind: "url", content: call.url }];
  /** For each header its part, or -1. */
  const headerParts = call.headers.map(([name, value]) =>
    value.length < MIN_SCANNED_HEADER_CHARS || isUnsent(name)
      ? -1
      : parts.push({ kind: "header", name, content: value }) - 1
  );
  const bodyPart = call.body === null || call.body.bytes.length === 0 ? -1 : parts.push({
    kind: "body",
    contentType: call.body.contentType,
    content: call.body.bytes,
  }) - 1;
  const want = {
    redact: true,
    ...(policy.redaction && { styles: policy.redaction }),
    ...(policy.looksForInstructions && { instructions: true }),
  };
  const report = await runScan(scanner, { parts, host, want, timeoutMs: scanTimeoutMs });
  const undone = call.body?.inspectable ?? true;
  const reasonCodes = undone || report.reasonCodes.includes("BODY_NOT_INSPECTABLE")
    ? report.reasonCodes
    : [...report.reasonCodes, "BODY_NOT_INSPECTABLE"];
  return {
    findings: report.findings,
    payloads: report.payloads ?? [],
    ...(report.instructions !== undefined && { instructionScore: report.instructions.score }),
    reasonCodes,
    bodyInspectable: !reasonCodes.includes("BODY_NOT_INSPECTABLE"),
    redactedUrl: asText(report.redacted[0]),
    headers: call.headers.map(([name, value], i) => [
      name,
      asText(report.redacted[headerParts[i] ?? -1]) ?? value,
    ]),
    redactedBody: asBytes(report.redacted[bodyPart]),
    storedBody: asBytes(report.stored?.[bodyPart] ?? report.redacted[bodyPart]),
    scanMs: report.scanMs,
  };
}

/** @throws {EngineUnavailableError} for every scan that came to no result. */
export async function runScan(
  scanner: Scanner,
  request: Parameters<Scanner["scan"]>[0],
): Promise<ScanReport> {
  let result: Awaited<ReturnType<Scanner["scan"]>>;
  try {
    result = await scanner.scan(request);
  } catch (error) {
    // The port promises a value; a scanner that breaks the promise must still not let anything through.
    throw new EngineUnavailableError("ENGINE_UNAVAILABLE", "Cannot scan the call: the scanner failed", {
      cause: error,
    });
  }
  if (result.ok) return result;
  const rule = result.rule === undefined ? "" : ` in rule "${result.rule}"`;
  throw new EngineUnavailableError(
    result.code === "SCAN_TIMEOUT" ? "SCAN_TIMEOUT" : "ENGINE_UNAVAILABLE",
    `Cannot scan the call${rule}: ${result.message}`,
  );
}

function asText(content: string | Uint8Array | null | undefined): string | null {
  if (content === null || content === undefined) return null;
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}

function asBytes(content: string | Uint8Array | null | undefined): Uint8Array | null {
  if (content === null || content === undefined) return null;
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
