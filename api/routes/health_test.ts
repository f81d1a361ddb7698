import assert from "node:assert/strict";
import { apiHarness } from "../../tests/fixtures/api_harness.ts";
import { traceOf } from "../../tests/fixtures/traces.ts";

Deno.test("GET /health says that the process lives, and which version", async () => {
  await using harness = apiHarness();
  harness.engine.readiness = { ready: false };
  const response = await harness.send("GET", "/health");
  assert.deepEqual([response.status, await response.json()], [200, { status: "ok", version: "1.2.3" }]);
});

Deno.test("GET /ready is 200 when everything works and 503 with every reason when not", async () => {
  let check: () => Promise<{ ready: boolean; reason?: string }> = () => Promise.resolve({ ready: true });
  await using harness = apiHarness({ checks: [{ name: "store", check: () => check() }] });
  const ready = await harness.send("GET", "/ready");
  assert.deepEqual([ready.status, await ready.json()], [200, {
    status: "ready",
    version: "1.2.3",
    reasons: [],
  }]);
  assert.equal(ready.headers.get("x-interven-engine"), "1.2.3");

  harness.engine.readiness = { ready: false, reason: "Three workers were lost" };
  check = () => Promise.reject(new Error("The disk is full"));
  const broken = await harness.send("GET", "/ready");
  assert.equal(broken.status, 503);
  assert.deepEqual((await broken.json()).reasons, [
    "engine: Three workers were lost",
    "store: The disk is full",
  ]);
});

Deno.test("GET /metrics counts decisions and their latency", async () => {
  await using harness = apiHarness();
  harness.hub.decision(traceOf("t1", { decision: "DENY", evaluateMs: 3 }));
  harness.hub.decision(traceOf("t2", { evaluateMs: 9_000 }));
  const response = await harness.send("GET", "/metrics");
  assert.match(response.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split("\n");
  for (
    const line of [
      'interven_decisions_total{decision="DENY",door="api",mode="enforce"} 1',
      'interven_decisions_total{decision="ALLOW",door="api",mode="enforce"} 1',
      'interven_evaluate_seconds_bucket{le="0.0025"} 0',
      'interven_evaluate_seconds_bucket{le="0.005"} 1',
      'interven_evaluate_seconds_bucket{le="+Inf"} 2',
      "interven_evaluate_seconds_count 2",
      "interven_ready 1",
    ]
  ) assert.ok(lines.includes(line), line);
});
