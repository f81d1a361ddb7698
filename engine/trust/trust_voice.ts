/** Says how far an agent is trusted: less after each refusal, more again with time, clean calls and the yes of a person. */
import { AgentStates, type AgentStatesOptions } from "../agent_states.ts";
import type { CallerFacts, HistoryVoice, JudgedCall, SeenCall } from "../history.ts";
import { RecentlyUsed } from "../recently_used.ts";
import { callDigest } from "./call_digest.ts";
import { refusalCost } from "./costs.ts";
import { Refusals } from "./refusals.ts";
import {
  agedDebt,
  changeDebt,
  clamp,
  noteEvent,
  TRUST_KIND,
  type TrustEvent,
  type TrustState,
} from "./trust_state.ts";

/** Share of the debt that a clean call pays, and how long it is until the next one counts. */
export const CLEAN_CALL_SHARE = 0.005;
export const CLEAN_CALL_EVERY_MS = 60_000;
/** Share of the debt that a person's yes pays. */
export const APPROVAL_SHARE = 0.3;
/** Less is no debt any more. */
const NO_DEBT = 0.005;

/** What is known of an agent's trust, for people. */
export interface TrustExplanation {
  /** 0…1 */
  readonly trust: number;
  /** What changed it lately, oldest first. */
  readonly events: readonly TrustEvent[];
}

export class TrustVoice implements HistoryVoice {
  readonly #states: AgentStates<TrustState>;
  readonly #refusals: RecentlyUsed<string, Refusals>;
  readonly #cleanAt: RecentlyUsed<string, number>;

  constructor(options: AgentStatesOptions = {}) {
    // What changes trust is rare, and matters to other processes at once.
    this.#states = new AgentStates(TRUST_KIND, { saveEveryMs: 0, ...options });
    this.#refusals = new RecentlyUsed(options.maxAgents ?? 1_000);
    this.#cleanAt = new RecentlyUsed(options.maxAgents ?? 1_000);
  }

  before({ call, now }: SeenCall): CallerFacts {
    return { trust: this.explain(call.agentId, now).trust };
  }

  explain(agentId: string, now: number): TrustExplanation {
    const state = this.#states.of(agentId, now);
    const debt = agedDebt(state, now);
    return { trust: debt < NO_DEBT ? 1 : clamp(1 - debt), events: state.events };
  }

  judged(judged: JudgedCall): void {
    switch (judged.decision) {
      case "DENY":
        return this.#refused(judged);
      case "ALLOW":
        return judged.reasonCodes.includes("RECENT_APPROVAL_GRANT")
          ? this.#approved(judged)
          : this.#clean(judged);
      case "SANITIZE":
        return judged.reasonCodes.includes("RECENT_APPROVAL_GRANT") ? this.#approved(judged) : undefined;
      case "REQUIRE_APPROVAL":
        // Nothing is decided yet.
    }
  }

  /** Saves what has not been saved. To be called before the process ends. */
  flush(now: number): void {
    this.#states.flush(now);
  }

  #refused({ call, action, reasonCodes, now }: JudgedCall): void {
    const { cost, reason } = refusalCost(reasonCodes);
    if (cost === 0) return;
    const refusals = this.#refusals.getOrMake(call.agentId, () => new Refusals());
    if (refusals.isRepeat(callDigest(call), now)) return;
    const share = refusals.share(`${action.tool}.${action.operation} ${reason}`, now);
    this.#change(call.agentId, now, { reason, cost: cost * share });
  }

  /** Once for each approved call, however often it is made while the approval holds. */
  #approved({ call, now }: JudgedCall): void {
    const refusals = this.#refusals.getOrMake(call.agentId, () => new Refusals());
    if (refusals.isRepeat(`approved ${callDigest(call)}`, now)) return;
    const debt = agedDebt(this.#states.of(call.agentId, now), now);
    if (debt >= NO_DEBT) {
      this.#change(call.agentId, now, { reason: "APPROVED", cost: -debt * APPROVAL_SHARE });
    }
  }

  #clean({ call: { agentId }, findings, now }: JudgedCall): void {
    const debt = agedDebt(this.#states.of(agentId, now), now);
    if (debt < NO_DEBT || findings.some(({ confidence }) => confidence !== "LOW")) return;
    const before = this.#cleanAt.get(agentId);
    if (before !== undefined && now - before < CLEAN_CALL_EVERY_MS) return;
    this.#cleanAt.set(agentId, now);
    this.#states.learn(agentId, now, (state) => changeDebt(state, -debt * CLEAN_CALL_SHARE, now));
  }

  #change(agentId: string, now: number, { reason, cost }: { reason: string; cost: number }): void {
    const debt = agedDebt(this.#states.of(agentId, now), now);
    const bounded = clamp(debt + cost) - debt;
    const event = { at: now, reason: reason.slice(0, 64), cost: Math.round(bounded * 100) / 100 };
    this.#states.learn(agentId, now, (state) => {
      changeDebt(state, bounded, now);
      noteEvent(state, event);
    });
  }
}
