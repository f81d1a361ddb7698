/** The facts of a recorded call, as rules ask for them, and what is assumed where the record cannot tell. */
import type { CallerFacts } from "../../history.ts";
import { scoreRisk } from "../../risk/score.ts";
import { withOverrides } from "../../risk/weights.ts";
import type { Action, EncodedPayload, Finding, Grounds, Trace } from "../../types.ts";
import type { Policy, PolicyFacts, Predicate } from "../policy.ts";
import { type Gap, isAltered, NotRecorded, RecordedCallView } from "./recorded_call.ts";

const WHEN = "condition.when";

/** A key of a rule whose truth the record cannot tell, and nothing was assumed about yet. */
export class Undecided extends Error {
  override name = "Undecided";
  constructor(readonly question: string) {
    super(question);
  }
}

export class RecordedFacts implements PolicyFacts {
  readonly view: RecordedCallView;
  readonly action: Action;
  readonly findings: readonly Finding[];
  readonly payloads: readonly EncodedPayload[];
  readonly bodyInspectable: boolean;
  readonly caller: CallerFacts;
  readonly now: number;
  /** What could not be told so far. */
  readonly gaps = new Set<Gap>();
  readonly #trace: Trace;
  readonly #grounds: Grounds;
  readonly #risk: Policy["risk"];
  readonly #known = new Map<string, boolean | undefined>();
  #assumed: ReadonlyMap<string, boolean> = new Map();
  #score: number | undefined;
  /** Set while a key is asked: an expression turns what is thrown into a failure of its own. */
  #missed: Gap | undefined;

  constructor(trace: Trace, grounds: Grounds, { risk }: Pick<Policy, "risk">) {
    this.#trace = trace;
    this.#grounds = grounds;
    this.#risk = risk;
    this.view = new RecordedCallView(trace, grounds, (gap) => this.#lack(gap));
    this.action = { ...trace.action, facts: this.#recordedFacts() };
    this.findings = trace.findings;
    this.payloads = grounds.payloads ?? [];
    this.bodyInspectable = grounds.isBodyOpaque !== true;
    this.caller = grounds.caller ?? {};
    this.now = trace.at;
  }

  get riskScore(): number {
    const { action, findings, payloads, caller } = this;
    return this.#score ??=
      scoreRisk({ action, findings, payloads, caller }, { weights: withOverrides(this.#risk) }).score;
  }

  get instructionScore(): number {
    return this.#grounds.instructionScore ?? this.#lack("instructions");
  }

  assume(answers: ReadonlyMap<string, boolean>): void {
    this.#assumed = answers;
  }

  /** @throws {Undecided} when the record cannot tell and nothing is assumed. */
  answer(question: string, test: Predicate): boolean {
    if (!this.#known.has(question)) this.#known.set(question, this.#ask(test));
    const answer = this.#known.get(question) ?? this.#assumed.get(question);
    if (answer === undefined) throw new Undecided(question);
    return answer;
  }

  #ask(test: Predicate): boolean | undefined {
    this.#missed = undefined;
    try {
      const held = test.holds(test.key === WHEN ? this.#forExpression() : this);
      // An expression swallows what is thrown inside it, so it is not asked what it made of that.
      if (this.#missed === undefined) return held;
    } catch (error) {
      if (!(error instanceof NotRecorded)) throw error;
    }
    return undefined;
  }

  #lack(gap: Gap): never {
    this.#missed = gap;
    this.gaps.add(gap);
    throw new NotRecorded(gap);
  }

  /** Expressions remember what failed of one call's facts; each is asked anew, so that it is known what it could not read. */
  #forExpression(): PolicyFacts {
    const { view, action, findings, payloads, bodyInspectable, riskScore, caller, now } = this;
    return { view, action, findings, payloads, bodyInspectable, riskScore, caller, now };
  }

  #recordedFacts(): Readonly<Record<string, string>> {
    const facts: Record<string, string> = {};
    const hidden = new Set(this.#grounds.hiddenFacts);
    for (const [name, value] of Object.entries(this.#trace.action.facts)) {
      if (isAltered(value)) hidden.add(name);
      else if (!hidden.has(name)) facts[name] = value;
    }
    for (const name of hidden) {
      Object.defineProperty(facts, name, { enumerable: true, get: () => this.#lack("facts") });
    }
    return facts;
  }
}
