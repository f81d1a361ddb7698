/** Says what is unusual about a call for its agent. */
import { AgentStates, type AgentStatesOptions } from "../agent_states.ts";
import type { BaselineFacts, CallerFacts, HistoryVoice, JudgedCall, SeenCall } from "../history.ts";
import { RecentlyUsed } from "../recently_used.ts";
import { HABITS_KIND } from "./document.ts";
import { type Habits, hourOf, learnCall, nameDigest } from "./habits.ts";
import { Pace } from "./pace.ts";

/** Calls after which an agent has habits. */
export const CALLS_TO_LEARN = 50;

/** A body is unusual when it is so many times the size that 99 of 100 do not exceed, and larger than so many bytes. */
const SIZE_FACTOR = 8;
const SIZE_FLOOR_BYTES = 16_384;
/** … once so many sizes were seen. */
const SIZES_TO_LEARN = 20;

/** A minute is a burst when it has so many times the calls that 95 of 100 do not exceed, and more than so many. */
const BURST_FACTOR = 4;
const BURST_FLOOR_CALLS = 60;
const BURST_FLOOR_WRITES = 20;
/** … once so many minutes were seen. */
const MINUTES_TO_LEARN = 5;

/** An hour is unusual when it and its neighbours have less than this share of the calls, once there were so many days. */
const HOUR_SHARE = 0.01;
const DAYS_TO_LEARN = 5;

const NOTHING_UNUSUAL = {
  isNewDestination: false,
  isNewOperation: false,
  isUnusualSize: false,
  isUnusualHour: false,
  isBurst: false,
} as const;

export class HabitVoice implements HistoryVoice {
  readonly #states: AgentStates<Habits>;
  readonly #paces: RecentlyUsed<string, Pace>;

  constructor(options: AgentStatesOptions = {}) {
    this.#states = new AgentStates(HABITS_KIND, options);
    this.#paces = new RecentlyUsed(options.maxAgents ?? 1_000);
  }

  before(seen: SeenCall): CallerFacts {
    const habits = this.#states.of(seen.call.agentId, seen.now);
    if (habits.calls < CALLS_TO_LEARN) return { baseline: { calls: habits.calls, ...NOTHING_UNUSUAL } };
    return { baseline: this.#compare(seen, habits) };
  }

  /** Only what was let through becomes a habit: an agent that is refused again and again must not wear its own limits out. */
  judged(judged: JudgedCall): void {
    const { now, decision, view, action, call: { agentId } } = judged;
    const changes = action.verb !== "READ";
    const isHabit = decision === "ALLOW" || decision === "SANITIZE";
    const ended = this.#paceOf(agentId).add(now, { changes, isHabit });
    if (!isHabit) return;
    const call = {
      destination: this.#destination(judged),
      operation: this.#operation(judged),
      changes,
      bodyBytes: view.bodyBytes,
      now,
    };
    this.#states.learn(agentId, now, (habits) => {
      learnCall(habits, call);
      if (ended === null) return;
      habits.callsAMinute.add(ended.calls);
      if (ended.writes > 0) habits.writesAMinute.add(ended.writes);
    });
  }

  /** Saves what has not been saved. To be called before the process ends. */
  flush(now: number): void {
    this.#states.flush(now);
  }

  #compare(seen: SeenCall, habits: Habits): BaselineFacts {
    const destination = this.#destination(seen);
    const changes = seen.action.verb !== "READ";
    return {
      calls: habits.calls,
      isNewDestination: destination !== "" && !habits.destinations.has(destination),
      isNewOperation: !habits.operations.has(this.#operation(seen)),
      isUnusualSize: changes && isUnusualSize(habits, seen.view.bodyBytes),
      isUnusualHour: isUnusualHour(habits, seen.now),
      isBurst: isBurst(habits, this.#paceOf(seen.call.agentId).lastMinute(seen.now), changes),
    };
  }

  #paceOf(agentId: string): Pace {
    return this.#paces.getOrMake(agentId, () => new Pace());
  }

  #destination({ action }: SeenCall): string {
    return action.host === "" ? "" : nameDigest(action.host);
  }

  #operation({ action }: SeenCall): string {
    return nameDigest(`${action.tool}.${action.operation}`);
  }
}

function isUnusualSize({ sizes }: Habits, bytes: number): boolean {
  if (bytes <= SIZE_FLOOR_BYTES || sizes.total < SIZES_TO_LEARN) return false;
  return bytes > SIZE_FACTOR * sizes.quantile(0.99);
}

function isUnusualHour({ days, hours }: Habits, now: number): boolean {
  if (days < DAYS_TO_LEARN) return false;
  const hour = hourOf(now);
  const near = [23, 0, 1].reduce((sum, step) => sum + (hours[(hour + step) % 24] ?? 0), 0);
  return near < HOUR_SHARE * hours.reduce((sum, count) => sum + count, 0);
}

/** The call itself counts: it is not in the pace yet. */
function isBurst(habits: Habits, now: { calls: number; writes: number }, changes: boolean): boolean {
  const { callsAMinute, writesAMinute } = habits;
  if (now.calls < BURST_FLOOR_CALLS && now.writes < BURST_FLOOR_WRITES) return false;
  if (callsAMinute.total < MINUTES_TO_LEARN) return false;
  const limit = (floor: number, usual: number) => Math.max(floor, BURST_FACTOR * usual);
  if (now.calls + 1 > limit(BURST_FLOOR_CALLS, callsAMinute.quantile(0.95))) return true;
  return changes && now.writes + 1 > limit(BURST_FLOOR_WRITES, writesAMinute.quantile(0.95));
}
