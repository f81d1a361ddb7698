import { useRef, useState } from "preact/hooks";
import type { TraceStats } from "../../../engine/ports.ts";
import { bucketAt, linePath, roundTop } from "../models/chart_scale.ts";
import { count, DECISION_WORDS, DECISIONS_IN_ORDER, duration, shortTime, timeTick } from "../models/words.ts";
import { useConsole } from "./console_context.ts";

type Series = TraceStats["series"];
type Bucket = Series[number];

const HEIGHT = 100;
/** A single denial among thousands of calls must still be seen. */
const MIN_HEIGHT = 4;
const TICKS = [0, 0.25, 0.5, 0.75];

/**
 * Calls over time, stacked by decision, and below what deciding took. A bar that is pressed, or several that are drawn over, become
 * the time that the list shows. By keyboard: arrows read bar after bar, Enter filters.
 */
export function ActivityChart() {
  const model = useConsole();
  const series = model.counters.stats.value?.series ?? [];
  const [at, setAt] = useState<number | null>(null);
  const plot = useRef<HTMLDivElement>(null);
  const drag = useDrag(plot, series, setAt);
  const bucket = at === null ? undefined : series[at];
  const onKeyDown = (event: KeyboardEvent) => {
    const last = series.length - 1;
    const now = at ?? last + 1;
    if (event.key === "ArrowLeft") setAt(Math.max(0, now - 1));
    else if (event.key === "ArrowRight") setAt(Math.min(last, now + 1));
    else if (event.key === "Enter" && at !== null) drag.choose(at, at);
    else return;
    event.preventDefault();
  };
  return (
    <figure class="activity">
      <div
        class="plot"
        ref={plot}
        tabIndex={0}
        role="slider"
        aria-label="Calls over time"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, series.length - 1)}
        aria-valuenow={at ?? Math.max(0, series.length - 1)}
        aria-valuetext={bucket ? readAloud(bucket) : "Arrow keys read the bars, Enter shows their calls"}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
        {...drag.handlers}
      >
        <Bars series={series} at={at} drawn={drag.drawn} />
        <LatencyLines series={series} />
        {bucket && at !== null && <Tip bucket={bucket} share={(at + 0.5) / series.length} />}
      </div>
      <TimeAxis series={series} />
    </figure>
  );
}

/** Pressing and drawing over bars. */
function useDrag(
  plot: { readonly current: HTMLDivElement | null },
  series: Series,
  setAt: (at: number | null) => void,
) {
  const model = useConsole();
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const indexOf = (event: PointerEvent) => {
    const box = plot.current?.getBoundingClientRect();
    return box && series.length > 0 ? bucketAt((event.clientX - box.left) / box.width, series.length) : null;
  };
  const choose = (one: number, other: number) => {
    const first = series[Math.min(one, other)];
    const last = series[Math.max(one, other)];
    if (first && last) model.filter({ sinceMs: first.startMs, untilMs: last.startMs + last.widthMs });
  };
  const handlers = {
    onPointerMove: (event: PointerEvent) => {
      const index = indexOf(event);
      setAt(index);
      if (from !== null) setTo(index);
    },
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      plot.current?.setPointerCapture(event.pointerId);
      setFrom(indexOf(event));
      setTo(indexOf(event));
    },
    onPointerUp: () => {
      if (from !== null && to !== null) choose(from, to);
      setFrom(null);
      setTo(null);
    },
    onPointerCancel: () => setFrom(null),
    onPointerLeave: () => setAt(null),
  };
  return { handlers, choose, drawn: from === null || to === null ? null : [from, to] as const };
}

interface BarsProps {
  readonly series: Series;
  readonly at: number | null;
  readonly drawn: readonly [number, number] | null;
}

function Bars({ series, at, drawn }: BarsProps) {
  const { sinceMs, untilMs } = useConsole().feed.filter.value;
  const top = roundTop(Math.max(0, ...series.map(total)));
  const [from, to] = drawn ? [Math.min(...drawn), Math.max(...drawn)] : [-1, -1];
  const isChosen = (bucket: Bucket, index: number) =>
    drawn
      ? index >= from && index <= to
      : (sinceMs !== null || untilMs !== null) && bucket.startMs >= (sinceMs ?? -Infinity) &&
        bucket.startMs < (untilMs ?? Infinity);
  return (
    <>
      <svg
        class="bars"
        viewBox={`0 0 ${Math.max(1, series.length)} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {series.map((bucket, index) => (
          <Bar
            key={bucket.startMs}
            {...{ bucket, index, top }}
            lit={index === at}
            chosen={isChosen(bucket, index)}
          />
        ))}
      </svg>
      <span class="top-line" aria-hidden="true">{series.length > 0 ? count(top) : ""}</span>
    </>
  );
}

interface BarProps {
  readonly bucket: Bucket;
  readonly index: number;
  /** Calls at the top of the chart. */
  readonly top: number;
  readonly lit: boolean;
  readonly chosen: boolean;
}

function Bar({ bucket, index, top, lit, chosen }: BarProps) {
  let y = HEIGHT;
  const parts = DECISIONS_IN_ORDER.filter((decision) => bucket.byDecision[decision] > 0);
  return (
    <g>
      {(lit || chosen) && (
        <rect
          class={chosen ? "chosen" : "lit"}
          x={index}
          y="0"
          width="1"
          height={HEIGHT}
        />
      )}
      {parts.map((decision) => {
        const height = Math.max(MIN_HEIGHT, bucket.byDecision[decision] / top * (HEIGHT - 3 * MIN_HEIGHT));
        y -= height;
        return <rect key={decision} class={decision} x={index + 0.1} y={y} width="0.8" height={height} />;
      })}
    </g>
  );
}

/** The median as a line, the slow end as a shade above it. */
function LatencyLines({ series }: { series: Series }) {
  const p50 = series.map(({ evaluateMs }) => evaluateMs?.p50 ?? null);
  const p95 = series.map(({ evaluateMs }) => evaluateMs?.p95 ?? null);
  const top = roundTop(Math.max(0, ...p95.map((ms) => ms ?? 0)));
  const at = { top, height: 30 };
  // Without any call its place is kept: nothing moves when the first comes.
  const isEmpty = p50.every((ms) => ms === null);
  return (
    <div class="latency-lines" aria-hidden="true">
      <svg viewBox={`0 -1 ${Math.max(1, series.length)} 32`} preserveAspectRatio="none" focusable="false">
        <path class="p95-line" d={linePath(p95, at)} />
        <path class="p50-line" d={linePath(p50, at)} />
      </svg>
      <span class="top-line">
        <span class="legend">
          added: <i class="p50-key" /> median <i class="p95-key" /> p95
        </span>
        {isEmpty ? "" : `${top} ms`}
      </span>
    </div>
  );
}

/** What a bar holds, beside it; turned to the side where there is room. */
function Tip({ bucket, share }: { bucket: Bucket; share: number }) {
  const { evaluateMs } = bucket;
  return (
    <div class={share > 0.6 ? "tip before" : "tip"} style={{ left: `${share * 100}%` }} aria-hidden="true">
      <b>{spanWords(bucket)}</b>
      {DECISIONS_IN_ORDER.filter((decision) =>
        bucket.byDecision[decision] > 0
      ).map((decision) => (
        <span key={decision} class={`tip-row ${decision}`}>
          <i /> {DECISION_WORDS[decision]} <b>{count(bucket.byDecision[decision])}</b>
        </span>
      ))}
      {total(bucket) === 0 && <span>No calls</span>}
      {evaluateMs && (
        <span class="tip-row">
          added {duration(evaluateMs.p50)} · p95 {duration(evaluateMs.p95)}
        </span>
      )}
    </div>
  );
}

function TimeAxis({ series }: { series: Series }) {
  const first = series[0];
  const last = series.at(-1);
  const spanMs = first && last ? last.startMs + last.widthMs - first.startMs : 0;
  return (
    <figcaption aria-hidden="true">
      {TICKS.map((share) => (
        <span key={share} style={{ left: `${share * 100}%` }}>
          {first ? timeTick(first.startMs + share * spanMs, spanMs) : ""}
        </span>
      ))}
      <span class="now">now</span>
    </figcaption>
  );
}

function spanWords({ startMs, widthMs }: Bucket): string {
  return widthMs >= 86_400_000
    ? timeTick(startMs, Infinity)
    : `${timeTick(startMs, 0)}–${shortTime(startMs + widthMs)}`;
}

function readAloud(bucket: Bucket): string {
  const words = DECISIONS_IN_ORDER.filter((decision) => bucket.byDecision[decision] > 0).map((decision) =>
    `${count(bucket.byDecision[decision])} ${DECISION_WORDS[decision].toLowerCase()}`
  );
  return `${spanWords(bucket)}: ${words.join(", ") || "no calls"}`;
}

function total(bucket: Bucket): number {
  return DECISIONS_IN_ORDER.reduce((sum, decision) => sum + bucket.byDecision[decision], 0);
}
