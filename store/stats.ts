/** Counting what was decided in a span of time. */
import type { DatabaseSync } from "node:sqlite";
import type { TraceReader, TraceStats } from "../engine/ports.ts";
import { type Decision, DECISIONS } from "../engine/types.ts";

/** Percentiles are taken over at most so many calls, the newest of the span. */
const LATENCY_SAMPLE = 10_000;
/** Tools and reasons named apart; a span has few of either. */
const MAX_NAMES = 50;

type Window = Parameters<TraceReader["stats"]>[0];
type Counts = Record<Decision, number>;

/** `[sinceMs, untilMs)` is cut into `buckets` of equal width; the last may reach past the end. */
export function traceStats(db: DatabaseSync, window: Window): TraceStats {
  const { sinceMs, untilMs } = window;
  const buckets = Math.max(1, Math.trunc(window.buckets));
  const widthMs = Math.max(1, Math.ceil((untilMs - sinceMs) / buckets));
  const byDecision = noCounts();
  const byTool = new Map<string, number>();
  const series = Array.from({ length: buckets }, (_, index) => ({
    startMs: sinceMs + index * widthMs,
    widthMs,
    byDecision: noCounts(),
  }));
  let total = 0;
  // Numbers may be bound as REAL, and REAL division does not round down: hence the casts.
  const rows = db.prepare(`
    SELECT (at - CAST(?1 AS INTEGER)) / CAST(?3 AS INTEGER) AS bucket, decision, tool, count(*) AS n
    FROM traces WHERE at >= ?1 AND at < ?2 GROUP BY 1, 2, 3`).all(sinceMs, untilMs, widthMs);
  for (const row of rows) {
    const [decision, tool, count] = [row.decision as Decision, String(row.tool), Number(row.n)];
    total += count;
    byDecision[decision] += count;
    byTool.set(tool, (byTool.get(tool) ?? 0) + count);
    const bucket = series[Number(row.bucket)];
    if (bucket !== undefined) bucket.byDecision[decision] += count;
  }
  return {
    total,
    byDecision,
    byTool: topOf(byTool).map(([tool, count]) => ({ tool, count })),
    byReason: topOf(reasonCounts(db, window)).map(([reason, count]) => ({ reason, count })),
    evaluateMs: latency(db, window),
    series,
  };
}

function noCounts(): Counts {
  return Object.fromEntries(DECISIONS.map((decision) => [decision, 0])) as Counts;
}

function reasonCounts(db: DatabaseSync, { sinceMs, untilMs }: Window): Map<string, number> {
  // Calls with the same list of reasons are counted together, and lists are few: no row is parsed twice.
  const rows = db.prepare(`
    SELECT reason_codes, count(*) AS n FROM traces
    WHERE at >= ? AND at < ? AND reason_codes <> '[]' GROUP BY 1`).all(sinceMs, untilMs);
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const reason of new Set(JSON.parse(String(row.reason_codes)) as string[])) {
      counts.set(reason, (counts.get(reason) ?? 0) + Number(row.n));
    }
  }
  return counts;
}

function topOf(counts: ReadonlyMap<string, number>): [string, number][] {
  const byCountThenName = (a: [string, number], b: [string, number]) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
  return [...counts].sort(byCountThenName).slice(0, MAX_NAMES);
}

function latency(db: DatabaseSync, { sinceMs, untilMs }: Window): TraceStats["evaluateMs"] {
  const sample = db.prepare(`
    SELECT evaluate_ms AS ms FROM traces WHERE at >= ? AND at < ? ORDER BY at DESC LIMIT ?`)
    .all(sinceMs, untilMs, LATENCY_SAMPLE).map((row) => Number(row.ms)).sort((a, b) => a - b);
  if (sample.length === 0) return null;
  return { p50: nearestRank(sample, 0.5), p95: nearestRank(sample, 0.95), p99: nearestRank(sample, 0.99) };
}

/** The nearest-rank percentile: always a value that was measured. */
function nearestRank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
