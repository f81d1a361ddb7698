import {
  type Clock,
  type Engine,
  type EngineEvents,
  EngineUnavailableError,
  type Refusal,
  type TraceStore,
} from "../engine/ports.ts";
import { refusalTrace } from "../engine/trace.ts";
import type { Evaluation, Mode, ToolCall, Trace, Verdict } from "../engine/types.ts";

export interface RecordedEngineOptions {
  readonly traces: TraceStore;
  readonly events: EngineEvents;
  readonly clock: Clock;
  readonly mode: () => Mode;
  /** A new unique id, sortable by time (UUIDv7). */
  readonly newId: () => string;
}

/**
 * A remote engine whose verdicts are recorded here too, so that this gateway's log and dashboard show them. The full
 * trace is kept by the remote engine. Here nothing of the call is kept but where it went: no scanner runs on this side
 * that could redact the rest.
 */
export function recordedEngine(remote: Engine, options: RecordedEngineOptions): Engine {
  const { traces, events, clock } = options;
  return {
    async evaluate(call: ToolCall): Promise<Evaluation> {
      const startedAt = clock.monotonic();
      const { verdict, recorded } = await remote.evaluate(call);
      const trace = traceOf(call, verdict, {
        at: clock.now(),
        mode: options.mode(),
        evaluateMs: clock.monotonic() - startedAt,
      });
      const both = Promise.all([recorded, traces.append(trace)]).then(() => {});
      both.catch(() => {}); // whoever waits for `recorded` hears of it
      events.decision(trace);
      return { verdict, recorded: both };
    },
    observeResponse: (observation) => remote.observeResponse(observation),
    recordOutcome(outcome) {
      traces.appendOutcome(outcome);
      events.outcome(outcome);
      remote.recordOutcome(outcome);
    },
    async recordRefusal(refusal) {
      const traceId = await remoteTraceId(remote, refusal) ?? options.newId();
      const trace = refusalTrace(refusal, {
        traceId,
        at: clock.now(),
        mode: options.mode(),
        url: placeOf(refusal.url),
        evaluateMs: 0,
      });
      await traces.append(trace);
      events.decision(trace);
      return { traceId };
    },
    approvalStatus: (id) => remote.approvalStatus(id),
    health: () => remote.health(),
  };
}

/**
 * The id under which the remote engine keeps a refusal. Undefined when it does not keep it: it cannot be reached, which is why
 * most calls without a verdict have none, or the call was let pass, which is this gateway's own doing.
 */
async function remoteTraceId(remote: Engine, refusal: Refusal): Promise<string | undefined> {
  if (refusal.decision === "ALLOW") return undefined;
  try {
    return (await remote.recordRefusal(refusal)).traceId;
  } catch (error) {
    if (error instanceof EngineUnavailableError) return undefined;
    throw error;
  }
}

function traceOf(
  call: ToolCall,
  verdict: Verdict,
  { at, mode, evaluateMs }: { at: number; mode: Mode; evaluateMs: number },
): Trace {
  return {
    traceId: verdict.traceId,
    at,
    door: call.door,
    mode,
    agentId: call.agentId,
    agentName: call.agentName ?? null,
    sessionId: call.sessionId,
    runtime: call.runtime ?? null,
    env: call.env ?? null,
    method: call.method,
    url: placeOf(call.url),
    action: verdict.action,
    decision: verdict.decision,
    riskScore: verdict.riskScore,
    riskBand: verdict.riskBand,
    reasonCodes: verdict.reasonCodes,
    message: verdict.message,
    policyId: verdict.policyId,
    policyName: verdict.policyName,
    ruleId: verdict.ruleId,
    classifications: verdict.classifications,
    signals: verdict.signals,
    findings: verdict.findings,
    approvalId: verdict.approvalId,
    sanitizesOnApproval: verdict.decision === "REQUIRE_APPROVAL" && verdict.sanitizedBody !== null,
    request: {
      headers: [],
      body: null,
      bodyBytes: call.body?.bytes.length ?? 0,
      contentType: call.body?.contentType ?? "",
      bodyCut: call.body !== null,
    },
    scanMs: 0,
    evaluateMs,
  };
}

/** Scheme and host: a path or a query can hold a secret. */
function placeOf(text: string): string {
  const url = URL.parse(text);
  return url === null ? "" : `${url.protocol}//${url.host}/`;
}
