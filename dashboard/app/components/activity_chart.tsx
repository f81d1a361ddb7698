import type { TraceStats } from "../../../engine/ports.ts";
import { count, DECISION_WORDS, DECISIONS_IN_ORDER, shortTime } from "../models/words.ts";
import { useConsole } from "./console_context.ts";

type Bucket = TraceStats["series"][number];

const HEIGHT = 100;
/** A single denial among thousands of calls must still be seen. */
const MIN_HEIGHT = 5;

/** Calls over time, stacked by decision. */
export function ActivityChart() {
  const series = useConsole().counters.stats.value?.series ?? [];
  const peak = Math.max(1, ...series.map(total));
  const first = series[0];
  return (
    <figure class="activity">
      <svg
        viewBox={`0 0 ${Math.max(1, series.length)} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Calls over time, at most ${count(peak)} in one bar`}
      >
        {series.map((bucket, index) => <Bar key={bucket.startMs} {...{ bucket, index, peak }} />)}
      </svg>
      <figcaption>
        <span>{first ? shortTime(first.startMs) : ""}</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}

function Bar({ bucket, index, peak }: { bucket: Bucket; index: number; peak: number }) {
  let top = HEIGHT;
  const parts = DECISIONS_IN_ORDER.filter((decision) => bucket.byDecision[decision] > 0);
  const words = parts.map((decision) =>
    `${count(bucket.byDecision[decision])} ${DECISION_WORDS[decision].toLowerCase()}`
  );
  return (
    <g>
      <title>{`${shortTime(bucket.startMs)}: ${words.join(", ") || "no calls"}`}</title>
      <rect class="hit" x={index} y="0" width="1" height={HEIGHT} />
      {parts.map((decision) => {
        const height = Math.max(MIN_HEIGHT, bucket.byDecision[decision] / peak * (HEIGHT - 3 * MIN_HEIGHT));
        top -= height;
        return <rect key={decision} class={decision} x={index + 0.14} y={top} width="0.72" height={height} />;
      })}
    </g>
  );
}

function total(bucket: Bucket): number {
  return DECISIONS_IN_ORDER.reduce((sum, decision) => sum + bucket.byDecision[decision], 0);
}
