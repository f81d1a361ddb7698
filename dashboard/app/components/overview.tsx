import { DECISIONS_IN_ORDER } from "../models/words.ts";
import { type StatsWindow, WINDOWS } from "../models/counters.ts";
import { count, DECISION_WORDS, duration } from "../models/words.ts";
import { ActivityChart } from "./activity_chart.tsx";
import { useConsole } from "./console_context.ts";
import { Icon } from "./icon.tsx";

const WINDOW_WORDS: Readonly<Record<StatsWindow, string>> = {
  "1h": "hour",
  "24h": "day",
  "7d": "week",
  start: "since start",
};

/** How many calls, what became of them, and what deciding cost. Each count is also the filter for its decision. */
export function Overview() {
  return (
    <section class="overview" aria-label="Overview">
      <div class="figures">
        <Total />
        <Counts />
        <Latency />
      </div>
      <ActivityChart />
    </section>
  );
}

function Total() {
  const model = useConsole();
  const { counters } = model;
  const window = counters.window.value;
  return (
    <div class="total">
      <span class="figure">{counters.stats.value ? count(counters.total.value) : "–"}</span>
      <div class="segments" role="group" aria-label="Calls in the last">
        <span class="label" aria-hidden="true">calls, last</span>
        {WINDOWS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === window}
            onClick={() => model.setWindow(name)}
          >
            {WINDOW_WORDS[name]}
          </button>
        ))}
      </div>
    </div>
  );
}

function Counts() {
  const model = useConsole();
  const counts = model.counters.byDecision.value;
  const known = model.counters.stats.value !== null;
  const chosen = model.feed.filter.value.decision;
  return (
    <div class="counts" role="group" aria-label="Filter by decision">
      {DECISIONS_IN_ORDER.map((decision) => (
        <button
          key={decision}
          type="button"
          class={`count ${decision}`}
          data-none={counts[decision] === 0}
          aria-pressed={chosen === decision}
          onClick={() => model.filter({ decision: chosen === decision ? null : decision })}
        >
          <span class="figure">{known ? count(counts[decision]) : "–"}</span>
          <span class="label">
            <Icon name={decision} />
            {DECISION_WORDS[decision]}
          </span>
        </button>
      ))}
    </div>
  );
}

function Latency() {
  const latency = useConsole().counters.stats.value?.evaluateMs ?? null;
  return (
    <div class="latency" title={latency ? `99 of 100 calls: at most ${duration(latency.p99)}` : undefined}>
      <span class="figure">{latency ? duration(latency.p50) : "–"}</span>
      <span class="label">
        added, median{latency && <span class="p95">· p95 {duration(latency.p95)}</span>}
      </span>
    </div>
  );
}
