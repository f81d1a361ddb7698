import assert from "node:assert/strict";
import fc from "fast-check";
import type { TraceQuery } from "../engine/ports.ts";
import type { Trace } from "../engine/types.ts";
import { traceOf } from "../tests/fixtures/traces.ts";
import type { Store } from "./open_store.ts";
import { temporaryStore } from "../tests/fixtures/temporary_store.ts";
import { openDatabase } from "./sqlite.ts";
import { listTraces } from "./trace_queries.ts";
import { formatCursor, parseCursor } from "./trace_cursor.ts";

async function fill(store: Store, traces: readonly Trace[]): Promise<void> {
  await Promise.all(traces.map((trace) => store.traces.append(trace)));
}

function ids(store: Store, query: TraceQuery): string[] {
  return store.traces.list(query).traces.map((trace) => trace.traceId);
}

Deno.test("list() answers newest first and at most as many as asked for", async () => {
  await using temporary = temporaryStore();
  const { store } = temporary;
  await fill(store, [3, 1, 2].map((at) => traceOf(`t${at}`, { at })));
  assert.deepEqual(ids(store, {}), ["t3", "t2", "t1"]);
  assert.deepEqual(ids(store, { limit: 2 }), ["t3", "t2"]);
  assert.equal(store.traces.list({ limit: 3 }).nextCursor, null);
});

Deno.test("list() applies every filter, and all of them must hold", async () => {
  await using temporary = temporaryStore();
  const { store } = temporary;
  const action = traceOf("x").action;
  await fill(store, [
    traceOf("plain", { at: 1 }),
    traceOf("denied", {
      at: 2,
      decision: "DENY",
      riskBand: "HIGH",
      reasonCodes: ["SECRET_EGRESS", "RISK_HIGH"],
    }),
    traceOf("classed", { at: 3, classifications: ["PII"], agentId: "agent-two", agentName: "Bob" }),
    traceOf("other", { at: 4, action: { ...action, tool: "github" }, sessionId: "session-two" }),
  ]);
  assert.deepEqual(ids(store, { decision: "DENY" }), ["denied"]);
  assert.deepEqual(ids(store, { band: "HIGH" }), ["denied"]);
  assert.deepEqual(ids(store, { reason: "SECRET_EGRESS" }), ["denied"]);
  assert.deepEqual(ids(store, { reason: "SECRET" }), []);
  assert.deepEqual(ids(store, { class: "PII" }), ["classed"]);
  assert.deepEqual(ids(store, { agent: "agent-two" }), ["classed"]);
  assert.deepEqual(ids(store, { agent: "Bob" }), ["classed"]);
  assert.deepEqual(ids(store, { tool: "github" }), ["other"]);
  assert.deepEqual(ids(store, { session: "session-two" }), ["other"]);
  assert.deepEqual(ids(store, { since: 2, until: 4 }), ["classed", "denied"]);
  assert.deepEqual(ids(store, { tool: "slack", decision: "ALLOW" }), ["classed", "plain"]);
});

Deno.test("list() finds free text in URL, tool, operation, agent and reasons, whatever the case", async () => {
  await using temporary = temporaryStore();
  const { store } = temporary;
  await fill(store, [
    traceOf("one", { url: "https://example.com/Straße/100%_sure", agentName: "Zoë" }),
    traceOf("two", { reasonCodes: ["PII_EGRESS"] }),
  ]);
  for (const q of ["EXAMPLE", "straße", "100%_", "zoË", "example post_message", "  example  "]) {
    assert.deepEqual(ids(store, { q }), ["one"], q);
  }
  assert.deepEqual(ids(store, { q: "pii_e" }), ["two"]);
  for (const q of ["100__", "' OR 1=1 --", "example two"]) assert.deepEqual(ids(store, { q }), [], q);
  assert.equal(ids(store, { q: " " }).length, 2);
});

Deno.test("list() neither loses nor doubles a call while new ones arrive between the pages", async () => {
  const step = fc.record({ limit: fc.integer({ min: 1, max: 5 }), arrivals: fc.integer({ min: 0, max: 4 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 30 }),
      fc.array(step),
      async (times, steps) => {
        await using temporary = temporaryStore();
        const { store } = temporary;
        await fill(store, times.map((at, i) => traceOf(`t${i}`, { at })));
        const seen: string[] = [];
        let cursor: string | null = null;
        let turn = 0;
        do {
          const { limit, arrivals } = steps[turn++ % Math.max(1, steps.length)] ?? { limit: 3, arrivals: 0 };
          const page = store.traces.list({ limit, ...(cursor === null ? {} : { cursor }) });
          seen.push(...page.traces.map((trace) => trace.traceId));
          cursor = page.nextCursor;
          // New calls carry times at or after the newest one there is.
          await fill(
            store,
            Array.from({ length: arrivals }, (_, i) => traceOf(`new-${turn}-${i}`, { at: 7 + i })),
          );
        } while (cursor !== null && turn < 100);
        const old = seen.filter((id) => !id.startsWith("new-"));
        assert.deepEqual([...old].sort(), times.map((_, i) => `t${i}`).sort());
        assert.equal(new Set(seen).size, seen.length);
      },
    ),
    { numRuns: 25 },
  );
});

Deno.test("a cursor survives its own writing and reading, and nothing else is taken for one", () => {
  fc.assert(fc.property(fc.maxSafeInteger(), fc.string({ unit: "grapheme" }), (at, traceId) => {
    const cursor = formatCursor({ at, traceId });
    assert.match(cursor, /^[A-Za-z0-9_-]+$/);
    assert.deepEqual(parseCursor(cursor), { at, traceId });
  }));
  fc.assert(fc.property(fc.string(), (text) => assert.throws(() => parseCursor(text), RangeError)));
  for (const text of ["", btoa("[1]"), btoa('[1.5,"a"]'), btoa('[1,"a",2]'), btoa("{}")]) {
    assert.throws(() => parseCursor(text), RangeError, text);
  }
});

Deno.test("list() refuses a cursor it did not give with a RangeError", async () => {
  await using temporary = temporaryStore();
  assert.throws(() => temporary.store.traces.list({ cursor: "nonsense" }), RangeError);
});

Deno.test("a page that looked at enough calls ends early, and the next one goes on where it stopped", async () => {
  await using temporary = temporaryStore();
  const { store } = temporary;
  await fill(
    store,
    Array.from(
      { length: 30 },
      (_, i) => traceOf(`t${i}`, { at: i >> 1, decision: i % 7 === 0 ? "DENY" : "ALLOW" }),
    ),
  );
  using db = openDatabase(store.path);
  const all = ids(store, { decision: "DENY" });
  assert.equal(all.length, 5);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }), (maxExamined, limit) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      let pages = 0;
      do {
        const page = listTraces(
          db,
          { decision: "DENY", limit, ...(cursor !== null && { cursor }) },
          maxExamined,
        );
        seen.push(...page.traces.map((trace) => trace.traceId));
        cursor = page.nextCursor;
        assert.ok(++pages <= 60);
      } while (cursor !== null);
      assert.deepEqual(seen, all);
    }),
  );
});
