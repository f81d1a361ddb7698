import { type Clock, type Engine, EngineUnavailableError } from "../../engine/ports.ts";
import type { Evaluation, Mode, ToolCall } from "../../engine/types.ts";
import type { ApprovalWaits } from "../approval_waits.ts";
import { denied, notSanitizable, refusal, type Stamp, tunnelApprovalRequired } from "../refusals.ts";

export interface JudgeOptions {
  readonly engine: Engine;
  readonly mode: () => Mode;
  /** Let pass when no verdict can be had. */
  readonly failOpen: boolean;
  readonly consoleUrl: () => string;
  readonly waits: ApprovalWaits;
  readonly clock: Pick<Clock, "monotonic">;
}

export type ConnectVerdict =
  | { readonly kind: "refused"; readonly response: Response }
  /** `isKept`: there is a trace, whose outcome is to be told. */
  | { readonly kind: "open"; readonly stamp: Stamp; readonly isKept: boolean };

const NO_VERDICT = "No verdict could be had for this tunnel, so it was not opened: try again later.";

/**
 * Asks the engine about a tunnel into which nobody will look: all that is known is the host, the port and who asks. Comes back when the
 * trace is durable, and after a person has decided if calls are held for one.
 */
export async function judgeConnect(
  call: ToolCall,
  { signal, ...options }: JudgeOptions & { readonly signal: AbortSignal },
): Promise<ConnectVerdict> {
  const startedAt = options.clock.monotonic();
  const first = await evaluateOnce(call, options);
  if (first.kind === "known" || first.approvalId === null) return settle(first, options, startedAt);
  const state = await options.waits.wait(first.approvalId, { bytes: 0, signal });
  if (state === "pending") return settle(first, options, startedAt);
  settle(first, options, startedAt);
  return settle(await evaluateOnce(call, options), options, startedAt);
}

type Judged =
  | { readonly kind: "known"; readonly verdict: ConnectVerdict }
  | { readonly kind: "withheld"; readonly evaluation: Evaluation; readonly approvalId: string | null };

async function evaluateOnce(call: ToolCall, options: JudgeOptions): Promise<Judged> {
  const isMonitor = options.mode() === "monitor";
  let evaluation: Evaluation;
  try {
    evaluation = await options.engine.evaluate(call);
    await evaluation.recorded;
  } catch (error) {
    const code = error instanceof EngineUnavailableError ? error.code : "ENGINE_UNAVAILABLE";
    return { kind: "known", verdict: await withoutVerdict(call, code, { ...options, isMonitor }) };
  }
  const { verdict } = evaluation;
  if (!isMonitor && verdict.decision !== "ALLOW") {
    const approvalId = verdict.decision === "REQUIRE_APPROVAL" ? verdict.approvalId : null;
    return { kind: "withheld", evaluation, approvalId };
  }
  const stamp: Stamp = isMonitor ? { ...verdict, decision: "ALLOW", wouldBe: verdict.decision } : verdict;
  return { kind: "known", verdict: { kind: "open", stamp, isKept: true } };
}

function settle(
  judged: Judged,
  { engine, consoleUrl, clock }: JudgeOptions,
  startedAt: number,
): ConnectVerdict {
  if (judged.kind === "known") return judged.verdict;
  const { verdict } = judged.evaluation;
  engine.recordOutcome({
    traceId: verdict.traceId,
    forwarded: "none",
    upstreamStatus: null,
    error: null,
    totalMs: clock.monotonic() - startedAt,
    responseBytes: 0,
  });
  const response = verdict.decision === "DENY"
    ? denied(verdict)
    : verdict.decision === "REQUIRE_APPROVAL"
    ? tunnelApprovalRequired(verdict, consoleUrl())
    : notSanitizable(verdict);
  return { kind: "refused", response };
}

/** Fail closed, unless the user chose otherwise; monitor mode blocks nothing. */
async function withoutVerdict(
  { method, url, agentId, sessionId }: ToolCall,
  code: EngineUnavailableError["code"],
  { engine, failOpen, isMonitor }: JudgeOptions & { readonly isMonitor: boolean },
): Promise<ConnectVerdict> {
  const passes = failOpen || isMonitor;
  const message = passes ? "No verdict could be had; the tunnel was opened unjudged." : NO_VERDICT;
  const decision = passes ? "ALLOW" : "DENY";
  const kept = await engine.recordRefusal({ method, url, agentId, sessionId, decision, code, message })
    .catch(() => null);
  const traceId = kept?.traceId ?? crypto.randomUUID();
  const stamp: Stamp = { decision, traceId, riskScore: 0, reasonCodes: [code] };
  if (passes) {
    const wouldBe = isMonitor ? { wouldBe: failOpen ? "ALLOW" : "DENY" } : {};
    return { kind: "open", stamp: { ...stamp, ...wouldBe }, isKept: kept !== null };
  }
  const headers: [string, string][] = [["retry-after", "5"]];
  return { kind: "refused", response: refusal("ENGINE_UNAVAILABLE", NO_VERDICT, { stamp, headers }) };
}
