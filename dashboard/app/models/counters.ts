/**
 * Counts by decision over a window of time. The gateway's own figures rule; decisions that stream in are added until the next
 * figures come, so that the numbers move with the list.
 */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Decision, RecordedTrace } from "../../../engine/types.ts";
import type { TraceStats } from "../../../engine/ports.ts";
import type { ApiClient } from "./api_client.ts";
import type { DecisionCounts, RunCounts } from "./wire.ts";

/** `start` is the time since this gateway started. */
export const WINDOWS = ["1h", "24h", "7d", "start"] as const;
export type StatsWindow = typeof WINDOWS[number];
export const DEFAULT_WINDOW: StatsWindow = "1h";

type CountedCall = Pick<RecordedTrace, "at" | "decision">;

const NONE: DecisionCounts = { ALLOW: 0, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 0 };

export class Counters {
  readonly window: Signal<StatsWindow> = signal(DEFAULT_WINDOW);
  /** Null until the first figures came. */
  readonly stats: Signal<TraceStats | null> = signal(null);
  readonly byDecision: ReadonlySignal<DecisionCounts>;
  readonly total: ReadonlySignal<number>;
  /** What the gateway has counted itself since it started. */
  readonly #run: Signal<RunCounts | null> = signal(null);
  /** Decisions seen that are later than the figures in `stats`. */
  readonly #later: Signal<readonly CountedCall[]> = signal([]);
  readonly #api: ApiClient;
  readonly #nowMs: ReadonlySignal<number>;

  /** @param nowMs Epoch milliseconds. */
  constructor(api: ApiClient, nowMs: ReadonlySignal<number>) {
    this.#api = api;
    this.#nowMs = nowMs;
    this.byDecision = computed(() => {
      const run = this.#run.value;
      if (this.window.value === "start" && run) return run.byDecision;
      return addCounts(this.stats.value?.byDecision ?? NONE, this.#later.value);
    });
    this.total = computed(() => Object.values(this.byDecision.value).reduce((sum, count) => sum + count, 0));
  }

  /** Counts calls that have just been decided. */
  add(calls: readonly CountedCall[]): void {
    const endMs = endOf(this.stats.value);
    this.#later.value = [...this.#later.value, ...calls.filter(({ at }) => at >= endMs)];
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
    batch(() => {
      this.stats.value = answer.value;
      const endMs = endOf(answer.value);
      this.#later.value = this.#later.value.filter(({ at }) => at >= endMs);
    });
  }

  #windowText(window: StatsWindow): string {
    if (window !== "start") return window;
    const ageMs = this.#nowMs.peek() - (this.#run.value?.sinceMs ?? this.#nowMs.peek());
    return `${Math.max(1, Math.ceil(ageMs / 60_000))}m`;
  }
}

/** Up to when figures count, epoch milliseconds: the end of the last bucket. */
function endOf(stats: TraceStats | null): number {
  const last = stats?.series.at(-1);
  return last ? last.startMs + last.widthMs : 0;
}

function addCounts(counts: DecisionCounts, calls: readonly CountedCall[]): DecisionCounts {
  const sum: Record<Decision, number> = { ...counts };
  for (const { decision } of calls) sum[decision] += 1;
  return sum;
}
