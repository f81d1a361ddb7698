/** The one way to a verdict in this process. Pure: whatever it needs from outside comes in through `EngineDeps`. */
import { type ApprovalSettings, DEFAULT_APPROVAL_SETTINGS, reportedState, withMinutes } from "./approvals.ts";
import type { CallOrigin, HistoryVoice } from "./history.ts";
import type { AnswerRule } from "./answers/answer_rule.ts";
import { answerRulesFor, recordedFacts, strictestOf } from "./answers/judge_answer.ts";
import { OpenReports } from "./answers/open_reports.ts";
import { type AnswerRuleTrial, explainAnswers } from "./answers/explain_answers.ts";
import { classesOf, factsOf, readAnswer, scanAnswer, type Seen } from "./answers/read_answer.ts";
import { judge, type Judgement, runScan } from "./judge.ts";
import { explainPolicy, type PolicyExplanation } from "./policy/explain.ts";
import type { Policy } from "./policy/policy.ts";
import {
  type ApprovalStore,
  type Clock,
  type Engine,
  type EngineEvents,
  EngineUnavailableError,
  type Refusal,
  type Scanner,
  type TraceStore,
} from "./ports.ts";
import { OpenReadings } from "./open_readings.ts";
import { groundsOf } from "./policy/replay/grounds.ts";
import { Recent } from "./recent.ts";
import { settle, type Settlement } from "./settle.ts";
import {
  MAX_STORED_FINDINGS,
  refusalTrace,
  storedBody,
  storedHeaders,
  storedOrigin,
  storedUrl,
} from "./trace.ts";
import type {
  ApprovalState,
  Evaluation,
  Mode,
  ObservedResponse,
  Outcome,
  ResponseObservation,
  ToolCall,
  Trace,
  Verdict,
} from "./types.ts";

export interface EngineDeps {
  readonly scanner: Scanner;
  /** Asked once for each call, so that a reloaded policy counts from the next call on. */
  readonly policy: () => Policy;
  readonly traces: TraceStore;
  readonly approvals: ApprovalStore;
  readonly events: EngineEvents;
  readonly clock: Clock;
  /** What came before each call. Default: nothing is remembered. */
  readonly history?: readonly HistoryVoice[];
  /** A new unique id, sortable by time (UUIDv7). */
  readonly newId: () => string;
  /** Whether the parts can work now. Default: always. */
  readonly health?: () => Promise<{ ready: boolean; reason?: string }>;
}

export interface EngineSettings {
  /** Asked for each call. In `monitor` nobody is asked about calls of the proxy: they go ahead anyway. Default `enforce`. */
  readonly mode: () => Mode;
  /** How long one scan may take, milliseconds. Default 5000. */
  readonly scanTimeoutMs: number;
  /** Mail domains whose people are inside. Default none: then everyone who is given access counts as outside. */
  readonly internalDomains: readonly string[];
  readonly approvals: ApprovalSettings;
}

export const DEFAULT_ENGINE_SETTINGS: EngineSettings = {
  mode: () => "enforce",
  scanTimeoutMs: 5_000,
  internalDomains: [],
  approvals: DEFAULT_APPROVAL_SETTINGS,
};

/** The engine of this process: what every engine does, and what only one that is here can tell. */
export interface LocalEngine extends Engine {
  /**
   * What the policy in force says about a call and why. Leaves no trace and asks nobody.
   *
   * @throws {EngineUnavailableError} when the scan came to no result.
   */
  explain(call: ToolCall, answer?: Pick<ResponseObservation, "body" | "status">): Promise<Explanation>;
}

export interface Explanation {
  readonly judgement: Judgement;
  /** As it would be were nobody to be asked: no approval is looked up and none is opened. Has no trace id. */
  readonly verdict: Verdict;
  readonly explanation: PolicyExplanation;
  /** What the rules about answers say: of this call, and of the answer when one was given. */
  readonly answers: readonly AnswerRuleTrial[];
  /** What was seen in the answer, when one was given. */
  readonly answerScan?: Seen;
}

export function createEngine(deps: EngineDeps, settings: Partial<EngineSettings> = {}): LocalEngine {
  return new EmbeddedEngine(deps, { ...DEFAULT_ENGINE_SETTINGS, ...settings });
}

/** Calls that wait for their answer and are kept at hand, at least: most answers come within seconds, for the others the store is asked. */
const MIN_RECENT_CALLS = 2_048;

class EmbeddedEngine implements LocalEngine {
  readonly #history: readonly HistoryVoice[];
  readonly #recent = new Recent<string, CallOrigin>(MIN_RECENT_CALLS);
  readonly #readings = new OpenReadings();
  readonly #openReports = new OpenReports();

  constructor(readonly deps: EngineDeps, readonly settings: EngineSettings) {
    this.#history = deps.history ?? [];
  }

  async evaluate(call: ToolCall): Promise<Evaluation> {
    const { clock, events } = this.deps;
    const startedAt = clock.monotonic();
    const reading = this.#readings.ended(call.sessionId);
    if (reading !== undefined) await reading;
    const judgement = await this.#judge(call);
    const traceId = this.deps.newId();
    const settlement = this.#settle(call, judgement, traceId);
    const verdict = toVerdict(traceId, judgement, settlement);
    if (call.messageOf !== undefined && verdict.decision === "ALLOW" && verdict.findings.length === 0) {
      return { verdict: { ...verdict, traceId: call.messageOf }, recorded: Promise.resolve() };
    }
    this.#remember(judgement, verdict);
    const trace = this.#toTrace(call, { judgement, verdict, startedAt });
    const recorded = this.#record(trace);
    if (settlement.isNewApproval && settlement.approval !== null) events.approval(settlement.approval);
    events.decision(trace);
    return { verdict, recorded };
  }

  async explain(
    call: ToolCall,
    answer?: Pick<ResponseObservation, "body" | "status">,
  ): Promise<Explanation> {
    const policy = this.deps.policy();
    const judgement = await this.#judge(call);
    const { scanner } = this.deps;
    const scan = answer &&
      await scanAnswer(answer.body, { scanner, scanTimeoutMs: this.settings.scanTimeoutMs });
    const seen = scan && answer && factsOf(scan, answer);
    return {
      judgement,
      verdict: toVerdict("", judgement, this.#settle(call, judgement, "", { ask: false })),
      explanation: explainPolicy(policy, judgement.facts),
      answers: explainAnswers(policy.answers ?? [], judgement.facts, seen),
      ...(scan && { answerScan: scan }),
    };
  }

  async observeResponse(observation: ResponseObservation): Promise<ObservedResponse | undefined> {
    const { traceId } = observation;
    const origin = this.#recent.get(traceId) ?? this.deps.traces.origin(traceId);
    if (origin === undefined) return undefined;
    return await this.#readings.during(origin.sessionId, () => this.#read(observation, origin));
  }

  #read(observation: ResponseObservation, origin: CallOrigin): Promise<ObservedResponse> {
    const { scanner, traces, clock } = this.deps;
    const { redaction: styles } = this.deps.policy();
    return readAnswer(observation, { origin, rules: this.#answerRules(origin) }, {
      scanner,
      traces,
      clock,
      history: this.#history,
      scanTimeoutMs: this.settings.scanTimeoutMs,
      ...(styles && { styles }),
      open: this.#openReports,
    });
  }

  /** Those of the policy under which the call was judged; of a call from before a restart, those in force now. */
  #answerRules({ answerRules, call, action }: CallOrigin): readonly AnswerRule[] {
    if (answerRules !== undefined) return answerRules;
    const { answers = [] } = this.deps.policy();
    if (answers.length === 0 || call === undefined) return answers;
    return answerRulesFor(answers, recordedFacts(call, { action, now: this.deps.clock.now() }));
  }

  recordOutcome(outcome: Outcome): void {
    this.deps.traces.appendOutcome(outcome);
    this.deps.events.outcome(outcome);
  }

  async recordRefusal(refusal: Refusal): Promise<{ traceId: string }> {
    const startedAt = this.deps.clock.monotonic();
    const trace = refusalTrace(refusal, {
      traceId: this.deps.newId(),
      at: this.deps.clock.now(),
      mode: this.settings.mode(),
      url: await this.#redactUrl(refusal.url),
      evaluateMs: this.deps.clock.monotonic() - startedAt,
    });
    try {
      await this.#record(trace);
    } catch (error) {
      throw new EngineUnavailableError("ENGINE_UNAVAILABLE", "Cannot record the refusal: the store failed", {
        cause: error,
      });
    }
    this.deps.events.decision(trace);
    return { traceId: trace.traceId };
  }

  /** A refused address may hold a secret in its path; one that cannot be scanned is not stored. */
  async #redactUrl(url: string): Promise<string> {
    try {
      const report = await runScan(this.deps.scanner, {
        parts: [{ kind: "url", content: url }],
        host: "",
        want: { redact: true },
        timeoutMs: this.settings.scanTimeoutMs,
      });
      const redacted = report.redacted[0];
      return storedUrl(typeof redacted === "string" ? redacted : url);
    } catch (error) {
      if (error instanceof EngineUnavailableError) return "";
      throw error;
    }
  }

  approvalStatus(id: string): Promise<{ status: ApprovalState; expiresAt: number } | undefined> {
    return Promise.resolve().then(() => {
      const approval = this.deps.approvals.get(id);
      if (approval === undefined) return undefined;
      return { status: reportedState(approval, this.deps.clock.now()), expiresAt: approval.expiresAt };
    });
  }

  health(): Promise<{ ready: boolean; reason?: string }> {
    return this.deps.health?.() ?? Promise.resolve({ ready: true });
  }

  #judge(call: ToolCall): Promise<Judgement> {
    const { scanner, policy, clock } = this.deps;
    return judge(call, {
      scanner,
      policy: policy(),
      now: clock.now(),
      scanTimeoutMs: this.settings.scanTimeoutMs,
      home: { internalDomains: this.settings.internalDomains },
      history: this.#history,
    });
  }

  #remember({ seen, risk, answerRules }: Judgement, { traceId, decision, reasonCodes }: Verdict): void {
    const { agentId, sessionId } = seen.call;
    this.#recent.add(traceId, { agentId, sessionId, action: seen.action, answerRules });
    const judged = { ...seen, traceId, decision, reasonCodes, riskScore: risk.score };
    try {
      for (const voice of this.#history) voice.judged?.(judged);
    } catch (error) {
      throw new EngineUnavailableError("ENGINE_UNAVAILABLE", "Cannot remember the call", { cause: error });
    }
  }

  /** Nobody is asked about what goes ahead anyway, which is what the proxy does in `monitor`. */
  #asks(call: ToolCall): boolean {
    return this.settings.mode() === "enforce" || call.door !== "proxy";
  }

  #settle(
    call: ToolCall,
    judgement: Judgement,
    traceId: string,
    { ask = this.#asks(call) }: { ask?: boolean } = {},
  ): Settlement {
    const { approvals, newId, clock } = this.deps;
    try {
      return settle(call, judgement, {
        approvals,
        settings: withMinutes(this.settings.approvals, judgement.approvalMinutes),
        now: clock.now(),
        traceId,
        newId,
        ask,
      });
    } catch (error) {
      throw new EngineUnavailableError("ENGINE_UNAVAILABLE", "Cannot look up approvals: the store failed", {
        cause: error,
      });
    }
  }

  #toTrace(
    call: ToolCall,
    { judgement, verdict, startedAt }: { judgement: Judgement; verdict: Verdict; startedAt: number },
  ): Trace {
    const { scan } = judgement;
    return {
      ...storedOrigin(call),
      traceId: verdict.traceId,
      at: this.deps.clock.now(),
      mode: this.settings.mode(),
      url: storedUrl(scan.redactedUrl ?? call.url),
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
      findings: verdict.findings.slice(0, MAX_STORED_FINDINGS),
      approvalId: verdict.approvalId,
      sanitizesOnApproval: verdict.decision === "REQUIRE_APPROVAL" && verdict.sanitizedBody !== null,
      request: {
        ...storedBody(call.body, scan.storedBody, {
          isHeld: verdict.decision === "REQUIRE_APPROVAL",
          known: judgement.seen.view.knownText,
        }),
        headers: storedHeaders(scan.headers),
      },
      grounds: groundsOf(judgement),
      scanMs: scan.scanMs,
      evaluateMs: this.deps.clock.monotonic() - startedAt,
    };
  }

  /** A store that throws at once is a store that could not write. */
  async #record(trace: Trace): Promise<void> {
    await this.deps.traces.append(trace);
  }
}

function toVerdict(
  traceId: string,
  { facts, shownAction, outcome, risk, answerRules }: Judgement,
  settlement: Settlement,
): Verdict {
  const decisive = outcome.rulings[0];
  const answersUpTo = strictestOf(answerRules);
  return {
    traceId,
    decision: settlement.decision,
    riskScore: risk.score,
    riskBand: risk.band,
    reasonCodes: settlement.reasonCodes,
    message: settlement.message,
    action: shownAction,
    classifications: classesOf(facts.findings),
    signals: risk.signals,
    findings: facts.findings,
    sanitizedBody: settlement.sanitizedBody,
    approvalId: settlement.approval?.id ?? null,
    approvalExpiresAt: settlement.approval?.expiresAt ?? null,
    policyId: decisive?.unit.id ?? null,
    policyName: decisive?.unit.name ?? null,
    ruleId: decisive?.rule.ruleId ?? null,
    ...(answersUpTo !== null && { answersUpTo }),
  };
}
