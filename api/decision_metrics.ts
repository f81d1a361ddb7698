/** Counts for `GET /metrics`, in the Prometheus text format 0.0.4 (prometheus.io, "Exposition formats"). */
import { type Decision, DECISIONS } from "../engine/types.ts";

/** Upper bounds of the histogram, milliseconds. */
const BOUNDS_MS = [0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000];

export class DecisionMetrics {
  readonly #byDecision = new Map<Decision, number>(DECISIONS.map((decision) => [decision, 0]));
  /** Per bound, not cumulated; the last stands for everything above. */
  readonly #latency = new Array<number>(BOUNDS_MS.length + 1).fill(0);
  #latencySumMs = 0;

  observe(decision: Decision, evaluateMs: number): void {
    this.#byDecision.set(decision, this.count(decision) + 1);
    const bound = BOUNDS_MS.findIndex((limit) => evaluateMs <= limit);
    const index = bound === -1 ? BOUNDS_MS.length : bound;
    this.#latency[index] = (this.#latency[index] ?? 0) + 1;
    this.#latencySumMs += evaluateMs;
  }

  count(decision: Decision): number {
    return this.#byDecision.get(decision) ?? 0;
  }

  /** Labels and names are interface: dashboards and alerts of users rest on them. */
  text(facts: { readonly version: string; readonly ready: boolean }): string {
    const decisions = [...this.#byDecision].map(([decision, count]) =>
      `interven_decisions_total{decision="${decision}"} ${count}`
    );
    const buckets: string[] = [];
    let total = 0;
    this.#latency.forEach((count, index) => {
      total += count;
      const bound = BOUNDS_MS[index];
      const label = bound === undefined ? "+Inf" : String(bound / 1000);
      buckets.push(`interven_evaluate_seconds_bucket{le="${label}"} ${total}`);
    });
    return [
      "# HELP interven_build_info The version that runs.",
      "# TYPE interven_build_info gauge",
      `interven_build_info{version="${facts.version}"} 1`,
      "# HELP interven_ready Whether verdicts can be had now.",
      "# TYPE interven_ready gauge",
      `interven_ready ${facts.ready ? 1 : 0}`,
      "# HELP interven_decisions_total Tool calls decided, by decision.",
      "# TYPE interven_decisions_total counter",
      ...decisions,
      "# HELP interven_evaluate_seconds Time to a decision.",
      "# TYPE interven_evaluate_seconds histogram",
      ...buckets,
      `interven_evaluate_seconds_sum ${this.#latencySumMs / 1000}`,
      `interven_evaluate_seconds_count ${total}`,
      "",
    ].join("\n");
  }
}
