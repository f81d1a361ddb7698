import assert from "node:assert/strict";
import fc from "fast-check";
import { DECISIONS } from "../engine/types.ts";
import { traceOf } from "../tests/fixtures/traces.ts";
import { temporaryStore } from "../tests/fixtures/temporary_store.ts";

Deno.test("stats() of an empty span counts nothing and names no latency", async () => {
  await using temporary = temporaryStore();
  assert.deepEqual(temporary.store.traces.stats({ sinceMs: 0, untilMs: 100, buckets: 2 }), {
    total: 0,
    byDecision: { ALLOW: 0, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 0 },
    byTool: [],
    byReason: [],
    evaluateMs: null,
    series: [0, 50].map((startMs) => ({
      startMs,
      widthMs: 50,
      byDecision: { ALLOW: 0, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 0 },
    })),
  });
});

Deno.test("stats() counts by decision, tool and reason, and ranks by count", async () => {
  await using temporary = temporaryStore();
  const { traces } = temporary.store;
  const action = traceOf("x").action;
  await Promise.all([
    traces.append(
      traceOf("a", { at: 10, decision: "DENY", reasonCodes: ["SECRET_EGRESS", "RISK_HIGH"], evaluateMs: 1 }),
    ),
    traces.append(traceOf("b", { at: 20, decision: "DENY", reasonCodes: ["SECRET_EGRESS"], evaluateMs: 2 })),
    traces.append(traceOf("c", { at: 60, action: { ...action, tool: "github" }, evaluateMs: 3 })),
    traces.append(traceOf("too late", { at: 100 })),
  ]);
  const stats = traces.stats({ sinceMs: 0, untilMs: 100, buckets: 2 });
  assert.equal(stats.total, 3);
  assert.deepEqual(stats.byDecision, { ALLOW: 1, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 2 });
  assert.deepEqual(stats.byTool, [{ tool: "slack", count: 2 }, { tool: "github", count: 1 }]);
  assert.deepEqual(stats.byReason, [{ reason: "SECRET_EGRESS", count: 2 }, {
    reason: "RISK_HIGH",
    count: 1,
  }]);
  assert.deepEqual(stats.evaluateMs, { p50: 2, p95: 3, p99: 3 });
  assert.deepEqual(stats.series.map((bucket) => bucket.byDecision.DENY), [2, 0]);
  assert.deepEqual(stats.series.map((bucket) => bucket.byDecision.ALLOW), [0, 1]);
});

Deno.test("the time series holds every call of the span exactly once", async () => {
  await using temporary = temporaryStore();
  const { traces } = temporary.store;
  await Promise.all(Array.from({ length: 200 }, (_, i) => traces.append(traceOf(`t${i}`, { at: i * 7 }))));
  fc.assert(
    fc.property(fc.nat(1_500), fc.nat(1_500), fc.integer({ min: 1, max: 90 }), (a, b, buckets) => {
      const [sinceMs, untilMs] = [Math.min(a, b), Math.max(a, b)];
      const stats = traces.stats({ sinceMs, untilMs, buckets });
      const wanted = Array.from({ length: 200 }, (_, i) => i * 7).filter((at) =>
        at >= sinceMs && at < untilMs
      );
      const byBucket = stats.series.map(({ startMs, widthMs }) =>
        wanted.filter((at) => at >= startMs && at < startMs + widthMs).length
      );
      assert.deepEqual(stats.series.map((bucket) => bucket.byDecision.ALLOW), byBucket);
      const inSeries = stats.series.flatMap((bucket) =>
        DECISIONS.map((decision) => bucket.byDecision[decision])
      );
      assert.equal(stats.total, wanted.length);
      assert.equal(inSeries.reduce((sum, count) => sum + count, 0), wanted.length);
    }),
    { numRuns: 60 },
  );
});

Deno.test("stats() tells the latency of each part of the time that has calls, and of no other", async () => {
  await using temporary = temporaryStore();
  const { traces } = temporary.store;
  const calls = [[10, 4], [20, 2], [30, 3], [210, 8]] as const;
  await Promise.all(calls.map(([at, evaluateMs]) => traces.append(traceOf(`t${at}`, { at, evaluateMs }))));
  const stats = traces.stats({ sinceMs: 0, untilMs: 300, buckets: 3 });
  assert.deepEqual(stats.series.map(({ evaluateMs }) => evaluateMs), [
    { p50: 3, p95: 4, p99: 4 },
    undefined,
    { p50: 8, p95: 8, p99: 8 },
  ]);
});

Deno.test("counts by the minute agree with the calls themselves, before and after pruning", async () => {
  await using temporary = temporaryStore();
  const { store } = temporary;
  const minute = 60_000;
  const times = Array.from({ length: 300 }, (_, i) => 10 * minute + i * 7_001);
  await Promise.all(
    times.map((at, i) =>
      store.traces.append(
        traceOf(`t${i}`, {
          at,
          decision: i % 3 === 0 ? "DENY" : "ALLOW",
          reasonCodes: i % 3 === 0 ? ["SECRET_EGRESS"] : [],
        }),
      )
    ),
  );
  const check = (left: readonly number[]) => {
    fc.assert(
      fc.property(
        fc.nat(60),
        fc.nat(40),
        fc.nat(minute),
        fc.integer({ min: 1, max: 5 }),
        (first, length, rest, width) => {
          const sinceMs = first * minute;
          const buckets = Math.max(1, Math.ceil(length / width));
          const untilMs = sinceMs + buckets * width * minute - (rest % (width * minute));
          const stats = store.traces.stats({ sinceMs, untilMs, buckets });
          const wanted = left.filter((at) => at >= sinceMs && at < untilMs);
          assert.equal(stats.total, wanted.length);
          const inBuckets = stats.series.map(({ byDecision }) => byDecision.ALLOW + byDecision.DENY);
          assert.deepEqual(
            inBuckets,
            stats.series.map(({ startMs, widthMs }) =>
              wanted.filter((at) => at >= startMs && at < startMs + widthMs).length
            ),
          );
          assert.equal(stats.byReason[0]?.count ?? 0, stats.byDecision.DENY);
        },
      ),
      { numRuns: 100 },
    );
  };
  check(times);
  assert.equal(await store.prune(20 * minute + 30_000), times.filter((at) => at < 20 * minute).length);
  check(times.filter((at) => at >= 20 * minute));
});
