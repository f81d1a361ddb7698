/** Counting what was decided in a span of time. */
import type { DatabaseSync } from "node:sqlite";
import type { TraceReader, TraceStats } from "../engine/ports.ts";
import { type Decision, DECISIONS } from "../engine/types.ts";

/** Percentiles are taken over at most so many calls, the newest of the span. */
const LATENCY_SAMPLE = 5_000;
/** Tools and reasons named apart; a span has few of either. */
const MAX_NAMES = 50;

type Window = Parameters<TraceReader["stats"]>[0];
type Counts = Record<Decision, number>;

/** What `minute_counts` counts by. */
export const MINUTE_MS = 60_000;

/**
 * `[sinceMs, untilMs)` is cut into `buckets` of equal width; the last may reach past the end.
 * Cheap for any span when the buckets begin and end on whole minutes; otherwise every call of the span is read.
 */
export function traceStats(db: DatabaseSync, window: Window): TraceStats {
  const { sinceMs, untilMs } = window;
  const buckets = Math.max(1, Math.trunc(window.buckets));
  const widthMs = Math.max(1, Math.ceil((untilMs - sinceMs) / buckets));
  const byDecision = noCounts();
  const byTool = new Map<string, number>();
  const byReason = new Map<string, number>();
  const series = Array.from({ length: buckets }, (_, index) => ({
    startMs: sinceMs + index * widthMs,
    widthMs,
    byDecision: noCounts(),
  }));
  let total = 0;
  for (const { bucket, decision, tool, reasons, calls } of countRows(db, window, widthMs)) {
    total += calls;
    byDecision[decision] += calls;
    byTool.set(tool, (byTool.get(tool) ?? 0) + calls);
    for (const reason of reasons) byReason.set(reason, (byReason.get(reason) ?? 0) + calls);
    const counts = series[bucket]?.byDecision;
    if (counts !== undefined) counts[decision] += calls;
  }
  return {
    total,
    byDecision,
    byTool: topOf(byTool).map(([tool, count]) => ({ tool, count })),
    byReason: topOf(byReason).map(([reason, count]) => ({ reason, count })),
    ...latencies(db, window, series),
  };
}

function noCounts(): Counts {
  return Object.fromEntries(DECISIONS.map((decision) => [decision, 0])) as Counts;
}

interface CountRow {
  readonly bucket: number;
  readonly decision: Decision;
  readonly tool: string;
  readonly reasons: ReadonlySet<string>;
  readonly calls: number;
}

function countRows(db: DatabaseSync, { sinceMs, untilMs }: Window, widthMs: number): CountRow[] {
  const inMinutes = sinceMs % MINUTE_MS === 0 && widthMs % MINUTE_MS === 0;
  // Whole minutes from the counts, what is left of the last one from the calls themselves.
  const splitMs = inMinutes ? Math.max(sinceMs, untilMs - untilMs % MINUTE_MS) : sinceMs;
  // Numbers may be bound as REAL, and REAL division does not round down: hence the casts.
  const bucket = "CAST($origin AS INTEGER)) / CAST($width AS INTEGER) AS bucket";
  const counted = db.prepare(`
    SELECT (minute_ms - ${bucket}, decision, tool, reason_codes, sum(calls) AS calls
    FROM minute_counts WHERE minute_ms >= $since AND minute_ms < $until GROUP BY 1, 2, 3, 4`);
  const scanned = db.prepare(`
    SELECT (at - ${bucket}, decision, tool, reason_codes, count(*) AS calls
    FROM traces WHERE at >= $since AND at < $until GROUP BY 1, 2, 3, 4`);
  const span = { $origin: sinceMs, $width: widthMs };
  return [
    ...counted.all({ ...span, $since: sinceMs, $until: splitMs }),
    ...scanned.all({ ...span, $since: splitMs, $until: untilMs }),
  ].map((row) => ({
    bucket: Number(row.bucket),
    // Written from a value of that type.
    decision: row.decision as Decision,
    tool: String(row.tool),
    reasons: new Set(JSON.parse(String(row.reason_codes)) as string[]),
    calls: Number(row.calls),
  }));
}

function topOf(counts: ReadonlyMap<string, number>): [string, number][] {
  const byCountThenName = (a: [string, number], b: [string, number]) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
  return [...counts].sort(byCountThenName).slice(0, MAX_NAMES);
}

type Series = TraceStats["series"];

/** Of the whole span, and of each bucket that has a call of the sample in it. */
function latencies(
  db: DatabaseSync,
  { sinceMs, untilMs }: Window,
  series: Series,
): Pick<TraceStats, "evaluateMs" | "series"> {
  const rows = db.prepare(`
    SELECT at, evaluate_ms AS ms FROM traces WHERE at >= ? AND at < ? ORDER BY at DESC LIMIT ?`)
    .all(sinceMs, untilMs, LATENCY_SAMPLE);
  const inBuckets = new Map<number, number[]>();
  const widthMs = series[0]?.widthMs ?? 1;
  for (const row of rows) {
    const bucket = Math.floor((Number(row.at) - sinceMs) / widthMs);
    const sample = inBuckets.get(bucket) ?? [];
    inBuckets.set(bucket, sample);
    sample.push(Number(row.ms));
  }
  return {
    evaluateMs: percentiles(rows.map((row) => Number(row.ms))),
    series: series.map((bucket, index) => {
      const evaluateMs = percentiles(inBuckets.get(index) ?? []);
      return evaluateMs === null ? bucket : { ...bucket, evaluateMs };
    }),
  };
}

function percentiles(sample: number[]): TraceStats["evaluateMs"] {
  if (sample.length === 0) return null;
  sample.sort((a, b) => a - b);
  return { p50: nearestRank(sample, 0.5), p95: nearestRank(sample, 0.95), p99: nearestRank(sample, 0.99) };
}

/** The nearest-rank percentile: always a value that was measured. */
function nearestRank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
