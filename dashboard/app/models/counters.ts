/** Counts by decision, for a window of time. The gateway's own figures rule; decisions that stream in are added until the next figures come. */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Decision } from "../../../engine/types.ts";
import type { TraceStats } from "../../../engine/ports.ts";
import type { ApiClient } from "./api_client.ts";
import type { DecisionCounts } from "./wire.ts";

export const WINDOWS = ["1h", "24h", "7d"] as const;
export type StatsWindow = typeof WINDOWS[number];

const NONE: DecisionCounts = { ALLOW: 0, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 0 };

export class Counters {
  readonly window: Signal<StatsWindow> = signal("1h");
  /** Null until the first figures came. */
  readonly stats: Signal<TraceStats | null> = signal(null);
  readonly byDecision: ReadonlySignal<DecisionCounts>;
  readonly total: ReadonlySignal<number>;
  /** Decisions seen since the figures in `stats` were taken. */
  readonly #since: Signal<DecisionCounts> = signal(NONE);
  readonly #api: ApiClient;

  constructor(api: ApiClient) {
    this.#api = api;
    this.byDecision = computed(() => addCounts(this.stats.value?.byDecision ?? NONE, this.#since.value));
    this.total = computed(() => Object.values(this.byDecision.value).reduce((sum, count) => sum + count, 0));
  }

  /** Counts decisions that have just been made. */
  add(decisions: readonly Decision[]): void {
    const counts = { ...this.#since.value };
    for (const decision of decisions) counts[decision] += 1;
    this.#since.value = counts;
  }

  async setWindow(window: StatsWindow): Promise<void> {
    this.window.value = window;
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const window = this.window.value;
    const answer = await this.#api.stats(window);
    if (!answer.ok || window !== this.window.value) return;
    this.stats.value = answer.value;
    // What streamed in while the answer was under way may be in it or not: it is dropped, and the next figures are right.
    this.#since.value = NONE;
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
