import assert from "node:assert/strict";
import { outcomeOf, traceOf } from "../tests/fixtures/traces.ts";
import { REAL_CLOCK, temporaryStore } from "../tests/fixtures/temporary_store.ts";
import { openStore } from "./open_store.ts";

Deno.test("append() keeps every field of a trace as it was", async () => {
  await using temporary = temporaryStore();
  const { traces } = temporary.store;
  const trace = traceOf("t1", {
    agentName: "Ann's agent",
    url: "https://example.com/%F0%9F%98%80?q=a%20b",
    decision: "SANITIZE",
    reasonCodes: ["PII_EGRESS"],
    classifications: ["PII"],
    signals: [{ engine: "classifier", score: 0.4, details: { nested: [1, { deep: null }] } }],
    request: {
      headers: [["a", "1"], ["a", "2"]],
      body: "\u0000é😀",
      bodyBytes: 7,
      contentType: "",
      bodyCut: true,
    },
  });
  await traces.append(trace);
  assert.deepEqual(traces.get("t1"), { ...trace, outcome: null, response: null });
});

Deno.test("append() refuses a second trace of the same id and keeps the first", async () => {
  await using temporary = temporaryStore();
  const { traces } = temporary.store;
  await traces.append(traceOf("t1", { message: "first" }));
  await assert.rejects(traces.append(traceOf("t1", { message: "second" })));
  assert.equal(traces.get("t1")?.message, "first");
});

Deno.test("append() rejects only the trace that is no plain data", async () => {
  await using temporary = temporaryStore();
  const { traces } = temporary.store;
  const odd = traceOf("odd", { signals: [{ engine: "x", score: 0, details: { big: 1n } }] });
  const results = await Promise.allSettled([
    traces.append(traceOf("t1")),
    traces.append(odd),
    traces.append(traceOf("nan", { at: Number.NaN })),
    traces.append(traceOf("t2")),
  ]);
  assert.deepEqual(results.map((result) => result.status), [
    "fulfilled",
    "rejected",
    "rejected",
    "fulfilled",
  ]);
});

Deno.test("has() knows a trace from the moment it was accepted", async () => {
  await using temporary = temporaryStore();
  const { traces } = temporary.store;
  assert.equal(traces.has("t1"), false);
  const recorded = traces.append(traceOf("t1"));
  assert.equal(traces.has("t1"), true);
  await recorded;
  assert.equal(traces.has("t1"), true);
});

Deno.test("outcomes and responses join their trace, whatever order they come in", async () => {
  await using temporary = temporaryStore();
  const { traces } = temporary.store;
  const report = {
    traceId: "t1",
    dataClasses: ["PII" as const],
    fieldsRedactedCount: 2,
    contentFingerprint: "sha256:00",
    reasonCodes: [],
  };
  const recorded = traces.append(traceOf("t1"));
  traces.appendOutcome(outcomeOf("t1"));
  traces.appendOutcome(outcomeOf("unknown"));
  await recorded;
  traces.appendResponse(report);
  traces.appendOutcome(outcomeOf("t1", { upstreamStatus: 201 }));
  await temporary.store.flush();
  assert.deepEqual(traces.get("t1"), {
    ...traceOf("t1"),
    outcome: outcomeOf("t1", { upstreamStatus: 201 }),
    response: report,
  });
});

Deno.test("an outcome of a call that was forgotten meanwhile goes to no other call, whoever forgot it", async () => {
  await using temporary = temporaryStore();
  const { store } = temporary;
  const other = openStore({ dataDir: temporary.dataDir, clock: REAL_CLOCK });
  try {
    for (const [i, pruner] of [store, other].entries()) {
      await store.traces.append(traceOf(`old${i}`, { at: 60_000 }));
      assert.equal(await pruner.prune(120_000), 1);
      // The table is empty, so that this call gets the row which the forgotten one had.
      await pruner.traces.append(traceOf(`new${i}`, { at: 60_000 }));
      store.traces.appendOutcome(outcomeOf(`old${i}`));
      await store.flush();
      assert.equal(store.traces.get(`new${i}`)?.outcome, null);
      store.traces.appendOutcome(outcomeOf(`new${i}`));
      await store.flush();
      assert.deepEqual(store.traces.get(`new${i}`)?.outcome, outcomeOf(`new${i}`));
      await store.prune(120_000);
    }
  } finally {
    await other.close();
  }
});

Deno.test("a transaction that was undone and done again counts its calls once, and its outcomes find them", async () => {
  await using temporary = temporaryStore();
  const { traces } = temporary.store;
  const at = 1_700_000_040_000;
  await traces.append(traceOf("t1", { at }));
  const results = await Promise.allSettled(["t2", "t1", "t3"].map((id) => {
    const appended = traces.append(traceOf(id, { at }));
    traces.appendOutcome(outcomeOf(id));
    return appended;
  }));
  assert.deepEqual(results.map(({ status }) => status), ["fulfilled", "rejected", "fulfilled"]);
  assert.equal(traces.stats({ sinceMs: at, untilMs: at + 60_000, buckets: 1 }).total, 3);
  for (const id of ["t2", "t3"]) assert.deepEqual(traces.get(id)?.outcome, outcomeOf(id));
});

Deno.test("prune() forgets what is older, wholly, and nothing else", async () => {
  await using temporary = temporaryStore();
  const { store } = temporary;
  await Promise.all(
    Array.from(
      { length: 1_200 },
      (_, i) => store.traces.append(traceOf(`t${i}`, { at: 60_000 * (1_000 + i) })),
    ),
  );
  store.traces.appendOutcome(outcomeOf("t1"));
  await store.flush();
  assert.equal(await store.prune(60_000 * 2_100), 1_100);
  assert.equal(store.traces.get("t1"), undefined);
  assert.equal(store.traces.list({ limit: 500 }).traces.length, 100);
  assert.equal(store.traces.list({}).traces[0]?.at, 60_000 * 2_199);
});
