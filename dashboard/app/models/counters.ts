/**
 * Counts by decision over a window of time. The gateway's own figures rule; decisions that stream in are added until the next
 * figures come, so that the numbers move with the list.
 */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Decision } from "../../../engine/types.ts";
import type { TraceStats } from "../../../engine/ports.ts";
import type { ApiClient } from "./api_client.ts";
import type { DecisionCounts, RunCounts } from "./wire.ts";

/** `start` is the time since this gateway started. */
export const WINDOWS = ["1h", "24h", "7d", "start"] as const;
export type StatsWindow = typeof WINDOWS[number];

const NONE: DecisionCounts = { ALLOW: 0, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 0 };

export class Counters {
  readonly window: Signal<StatsWindow> = signal("1h");
  /** Null until the first figures came. */
  readonly stats: Signal<TraceStats | null> = signal(null);
  readonly byDecision: ReadonlySignal<DecisionCounts>;
  readonly total: ReadonlySignal<number>;
  /** What the gateway has counted itself since it started. */
  readonly #run: Signal<RunCounts | null> = signal(null);
  /** Decisions seen since the figures in `stats` were taken. */
  readonly #since: Signal<DecisionCounts> = signal(NONE);
  readonly #api: ApiClient;
  readonly #nowMs: ReadonlySignal<number>;

  /** @param nowMs Epoch milliseconds. */
  constructor(api: ApiClient, nowMs: ReadonlySignal<number>) {
    this.#api = api;
    this.#nowMs = nowMs;
    this.byDecision = computed(() => {
      const run = this.#run.value;
      if (this.window.value === "start" && run) return run.byDecision;
      return addCounts(this.stats.value?.byDecision ?? NONE, this.#since.value);
    });
    this.total = computed(() => Object.values(this.byDecision.value).reduce((sum, count) => sum + count, 0));
  }

  /** Counts decisions that have just been made. */
  add(decisions: readonly Decision[]): void {
    const counts = { ...this.#since.value };
    for (const decision of decisions) counts[decision] += 1;
    this.#since.value = counts;
  }

  /** Takes in the gateway's count since its start. */
  setRun(run: RunCounts): void {
    this.#run.value = run;
  }

  async setWindow(window: StatsWindow): Promise<void> {
    this.window.value = window;
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const window = this.window.value;
    const answer = await this.#api.stats(this.#windowText(window));
    if (!answer.ok || window !== this.window.value) return;
    // What streamed in while the answer was under way may be in it or not: it is dropped, and the next figures are right.
    batch(() => {
      this.stats.value = answer.value;
      this.#since.value = NONE;
    });
  }

  #windowText(window: StatsWindow): string {
    if (window !== "start") return window;
    const ageMs = this.#nowMs.peek() - (this.#run.value?.sinceMs ?? this.#nowMs.peek());
    return `${Math.max(1, Math.ceil(ageMs / 60_000))}m`;
  }
}

function addCounts(a: DecisionCounts, b: DecisionCounts): DecisionCounts {
  return {
    ALLOW: a.ALLOW + b.ALLOW,
    SANITIZE: a.SANITIZE + b.SANITIZE,
    REQUIRE_APPROVAL: a.REQUIRE_APPROVAL + b.REQUIRE_APPROVAL,
    DENY: a.DENY + b.DENY,
  };
}
