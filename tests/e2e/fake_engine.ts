/** An engine that decides as a test says, and remembers what it was asked and told. */
import { type Engine, EngineUnavailableError, type Refusal } from "../../engine/ports.ts";
import type { Decision, Outcome, ResponseObservation, ToolCall, Verb, Verdict } from "../../engine/types.ts";

export interface FakeEngine extends Engine {
  readonly calls: ToolCall[];
  readonly refusals: Refusal[];
  readonly outcomes: Outcome[];
  readonly observations: ResponseObservation[];
  /** Changes what the next verdicts are. */
  decide(verdict: Partial<Verdict>): void;
  /** Resolves with the outcome of the given trace once it is known. */
  outcomeOf(traceId: string): Promise<Outcome>;
  /** What `recorded` is for the next verdicts. */
  recorded: () => Promise<void>;
  /** When set, `evaluate` rejects with it. */
  failure: EngineUnavailableError | null;
}

export function fakeEngine(
  decision: Decision = "ALLOW",
  { verb = "WRITE" }: { verb?: Verb } = {},
): FakeEngine {
  let verdict = verdictOf(decision, verb);
  let count = 0;
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const engine: FakeEngine = {
    calls: [],
    refusals: [],
    outcomes: [],
    observations: [],
    recorded: () => Promise.resolve(),
    failure: null,
    decide: (change) => verdict = { ...verdict, ...change },
    outcomeOf(traceId) {
      const known = engine.outcomes.find((outcome) => outcome.traceId === traceId);
      return known !== undefined
        ? Promise.resolve(known)
        : new Promise((resolve) => waiting.set(traceId, resolve));
    },
    evaluate(call) {
      engine.calls.push(call);
      if (engine.failure !== null) return Promise.reject(engine.failure);
      return Promise.resolve({
        verdict: { ...verdict, traceId: `trace-${++count}` },
        recorded: engine.recorded(),
      });
    },
    observeResponse(observation) {
      engine.observations.push(observation);
      return Promise.resolve(undefined);
    },
    recordOutcome(outcome) {
      engine.outcomes.push(outcome);
      waiting.get(outcome.traceId)?.(outcome);
    },
    recordRefusal(refusal) {
      engine.refusals.push(refusal);
      return Promise.resolve({ traceId: `refusal-${engine.refusals.length}` });
    },
    approvalStatus: () => Promise.resolve(undefined),
    health: () => Promise.resolve({ ready: true }),
  };
  return engine;
}

export function verdictOf(decision: Decision, verb: Verb): Verdict {
  return {
    traceId: "",
    decision,
    riskScore: 0.91,
    riskBand: "CRITICAL",
    reasonCodes: ["SECRET_EGRESS", "NEW_DESTINATION"],
    message: "Remove the GitHub token from the text and send the message again.",
    action: {
      tool: "custom_proxy",
      operation: "post",
      verb,
      category: "other",
      host: "127.0.0.1",
      facts: {},
    },
    classifications: ["SECRETS"],
    signals: [],
    findings: [{
      rule: "github-pat",
      class: "SECRETS",
      confidence: "HIGH",
      part: "body",
      path: "$.text",
      start: 0,
      end: 40,
      chain: ["json"],
      preview: "ghp_…9aB2",
    }],
    sanitizedBody: null,
    approvalId: null,
    approvalExpiresAt: null,
    policyId: "default",
    policyName: "Default",
    ruleId: "secrets-to-third-party",
  };
}
