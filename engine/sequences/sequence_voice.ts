/**
 * Says which sequence a call would complete. The steps of each agent are kept in memory for an hour; after a restart it begins anew.
 *
 * What passes between two agents needs the fingerprints of what each has read, which are not here: correlation has them and tells
 * `value_handover`, and all voices' sequences are put together.
 */
import type { CallView } from "../call_view.ts";
import { nameDigest } from "../habits/habits.ts";
import type { CallerFacts, HistoryVoice, JudgedCall, SeenAnswer, SeenCall } from "../history.ts";
import { RecentlyUsed } from "../recently_used.ts";
import type { Decision, Mode } from "../types.ts";
import { detectIamEscalation } from "./iam_escalation.ts";
import { subjectSpellings } from "./identity_steps.ts";
import { detectMassAction } from "./mass_action.ts";
import { isMemorable, type SequenceDetector, type Step, type TakenStep, toStep } from "./step.ts";
import { StepLog } from "./step_log.ts";
import { detectTokenHarvesting } from "./token_harvesting.ts";

/** Every detector, once. */
export const SEQUENCE_DETECTORS: readonly SequenceDetector[] = [
  detectIamEscalation,
  detectMassAction,
  detectTokenHarvesting,
];

export interface SequenceOptions {
  /** In `monitor` every call is made, whatever was decided. Default `enforce`. */
  readonly mode?: () => Mode;
  /** Agents kept in memory; the one that was longest quiet goes first. Default 1,000. */
  readonly maxAgents?: number;
  /** Default: all. */
  readonly detectors?: readonly SequenceDetector[];
}

/** Larger answers are not looked into for the id of what was made. */
const MAX_ANSWER_BYTES = 65_536;
/** Fields of an answer that name what was made. */
const MADE_FIELDS = ["id", "login", "email", "name", "uniqueId", "username"] as const;

export class SequenceVoice implements HistoryVoice {
  readonly #logs: RecentlyUsed<string, StepLog>;
  readonly #detectors: readonly SequenceDetector[];
  readonly #mode: () => Mode;
  /** Worked out before a call is judged, and needed again after. */
  readonly #steps = new WeakMap<CallView, Step>();

  constructor(
    { mode = () => "enforce", maxAgents = 1_000, detectors = SEQUENCE_DETECTORS }: SequenceOptions = {},
  ) {
    this.#logs = new RecentlyUsed(maxAgents);
    this.#detectors = detectors;
    this.#mode = mode;
  }

  before(seen: SeenCall): CallerFacts {
    const step = toStep(seen);
    this.#steps.set(seen.view, step);
    if (!isMemorable(step) && !step.isOutward) return {};
    const before = this.#logs.get(seen.call.agentId)?.recent(seen.now) ?? [];
    const sequences = this.#detectors.flatMap((detect) => detect(step, before, seen.now) ?? []);
    return sequences.length === 0 ? {} : { sequences };
  }

  /** Only what was done is a step: a call that was refused or held has changed nothing. */
  judged(judged: JudgedCall): void {
    if (!this.#isDone(judged.decision)) return;
    const step = this.#steps.get(judged.view) ?? toStep(judged);
    if (!isMemorable(step)) return;
    this.#logOf(judged.call.agentId).add({ ...step, at: judged.now, traceId: judged.traceId });
  }

  /** An answer may name what the call has made, and may hold credentials although nothing in the call said so. */
  read(answer: SeenAnswer): void {
    const { traceId, origin, findings, now } = answer;
    const log = this.#logOf(origin.agentId);
    const held = findings.some((finding) => finding.class === "SECRETS" && finding.confidence !== "LOW");
    const { host, operation, category, facts } = origin.action;
    const place = held ? nameDigest(`${host} ${operation} ${JSON.stringify(facts)}`) : null;
    const known = log.amend(traceId, (step) => amended(step, place, answer));
    if (known || place === null) return;
    log.add({
      host,
      category,
      identity: null,
      targets: [],
      credentialPlace: place,
      isOutward: false,
      at: now,
      traceId,
    });
  }

  #logOf(agentId: string): StepLog {
    return this.#logs.getOrMake(agentId, () => new StepLog());
  }

  #isDone(decision: Decision): boolean {
    return this.#mode() === "monitor" || decision === "ALLOW" || decision === "SANITIZE";
  }
}

function amended(step: TakenStep, place: string | null, answer: SeenAnswer): TakenStep {
  const { identity } = step;
  const more = identity?.does === "make" ? madeNames(answer) : [];
  return {
    ...step,
    credentialPlace: step.credentialPlace ?? place,
    identity: identity === null || more.length === 0
      ? identity
      : { ...identity, subjects: [...new Set([...identity.subjects, ...more])] },
  };
}

function madeNames({ body: { bytes, inspectable } }: SeenAnswer): readonly string[] {
  if (!inspectable || bytes.length > MAX_ANSWER_BYTES) return [];
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value !== "object" || value === null) return [];
    const fields = value as Readonly<Record<string, unknown>>;
    return MADE_FIELDS.flatMap((name) => {
      const text = fields[name];
      return typeof text === "string" || typeof text === "number" ? subjectSpellings(String(text)) : [];
    });
  } catch {
    // No JSON: the answer names nothing.
    return [];
  }
}
