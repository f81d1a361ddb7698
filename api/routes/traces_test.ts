import assert from "node:assert/strict";
import { apiHarness, BEARER } from "../../tests/fixtures/api_harness.ts";
import { load } from "../../tests/fixtures/recorded_cases.ts";
import { outcomeOf, traceOf } from "../../tests/fixtures/traces.ts";

Deno.test("GET /v1/traces pages through what matches, newest first", async () => {
  await using harness = apiHarness();
  for (let i = 0; i < 5; i++) {
    await harness.store.traces.append(
      traceOf(`t${i}`, { at: 1_000 + i, decision: i === 2 ? "DENY" : "ALLOW" }),
    );
  }
  const page = async (query: string) => {
    const response = await harness.send("GET", `/v1/traces?${query}`, { headers: BEARER });
    const body = await response.json();
    return { ids: body.traces.map((trace: { trace_id: string }) => trace.trace_id), next: body.next_cursor };
  };
  const first = await page("limit=2&decision=ALLOW");
  assert.deepEqual(first.ids, ["t4", "t3"]);
  const second = await page(`limit=2&decision=ALLOW&cursor=${first.next}`);
  assert.deepEqual(second, { ids: ["t1", "t0"], next: null });
  assert.deepEqual((await page("since=1003")).ids, ["t4", "t3"]);
  assert.deepEqual((await page("until=1970-01-01T00:00:01.002Z")).ids, ["t1", "t0"]);
  assert.deepEqual(
    (await page("q=SLACK&tool=slack&agent=agent-one&session=session-one&band=LOW")).ids.length,
    5,
  );
  assert.deepEqual((await page("q=nothing")).ids, []);
});

Deno.test("GET /v1/traces with detail=summary leaves out requests and findings", async () => {
  await using harness = apiHarness();
  await harness.store.traces.append(traceOf("t1"));
  const list = async (query: string) =>
    (await (await harness.send("GET", `/v1/traces${query}`, { headers: BEARER })).json()).traces[0];
  const summary = await list("?detail=summary");
  assert.deepEqual([summary.trace_id, "request" in summary, "findings" in summary], ["t1", false, false]);
  assert.ok("request" in await list(""));
});

Deno.test("GET /v1/traces refuses a wrong value and names the parameter", async () => {
  await using harness = apiHarness();
  const wrong = [
    "decision=MAYBE",
    "band=x",
    "class=x",
    "limit=501",
    "limit=-1",
    "since=yesterday",
    "until=1e9",
    "cursor=zzz",
    "detail=all",
  ];
  for (const query of [...wrong, `q=${"x".repeat(501)}`]) {
    const response = await harness.send("GET", `/v1/traces?${query}`, { headers: BEARER });
    const problem = await response.json();
    assert.equal(response.status, 400, query);
    assert.equal(problem.field, query.split("=")[0]);
  }
});

Deno.test("GET /v1/traces/{id} tells all that is known of one call", async () => {
  await using harness = apiHarness();
  await harness.store.traces.append(traceOf("t1"));
  harness.store.traces.appendOutcome(outcomeOf("t1"));
  await harness.store.flush();
  const trace = await (await harness.send("GET", "/v1/traces/t1", { headers: BEARER })).json();
  assert.equal(trace.at, "2023-11-14T22:13:20.000Z");
  assert.equal(trace.tool_name, "slack");
  assert.deepEqual(trace.request, {
    headers: [["content-type", "application/json"]],
    body: '{"text":"hello"}',
    body_bytes: 16,
    content_type: "application/json",
    body_cut: false,
  });
  assert.equal(trace.outcome.upstream_status, 200);
  assert.equal(trace.response, null);
  assert.equal((await harness.send("GET", "/v1/traces/unknown", { headers: BEARER })).status, 404);
});

Deno.test("GET /v1/stats counts a window that ends now", async () => {
  await using harness = apiHarness();
  const { store, clock } = harness;
  await store.traces.append(
    traceOf("now", { at: clock.nowMs, decision: "DENY", reasonCodes: ["SECRET_EGRESS"] }),
  );
  await store.traces.append(traceOf("before", { at: clock.nowMs - 3_600_001 }));
  const stats = async (query: string) =>
    await (await harness.send("GET", `/v1/stats?${query}`, { headers: BEARER })).json();
  const hour = await stats("buckets=4");
  assert.equal(hour.total, 1);
  assert.equal(hour.window_ms, 3_600_000);
  assert.deepEqual(hour.by_decision, { ALLOW: 0, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 1 });
  assert.deepEqual(hour.by_reason, [{ reason: "SECRET_EGRESS", count: 1 }]);
  assert.deepEqual(hour.series.map((bucket: { by_decision: { DENY: number } }) => bucket.by_decision.DENY), [
    0,
    0,
    0,
    1,
  ]);
  assert.deepEqual(hour.evaluate_ms, { p50: 1, p95: 1, p99: 1 });
  assert.equal((await stats("window=2h")).total, 2);
  for (const query of ["window=soon", "window=0m", "window=999d", "buckets=0", "buckets=501"]) {
    assert.equal((await harness.send("GET", `/v1/stats?${query}`, { headers: BEARER })).status, 400, query);
  }
});

Deno.test("GET /v1/policies tells what is in force", async () => {
  await using harness = apiHarness({ policies: () => [{ name: "default" }] });
  const response = await harness.send("GET", "/v1/policies", { headers: BEARER });
  assert.deepEqual(await response.json(), { policies: [{ name: "default" }] });
});

Deno.test("GET /v1/traces/{id}/explanation tells every rule that the call met; null when no policy was asked", async () => {
  const policy = load(
    "policies: [{ name: own, rules: [{ rule_id: r, match: { tools: [slack] }, action: DENY }] }]",
  );
  await using harness = apiHarness({ policyInForce: () => policy });
  const { grounds: _, ...refused } = traceOf("refused");
  await harness.store.traces.append(refused);
  await harness.store.traces.append(traceOf("asked", { grounds: { policy: "another", body: "plain" } }));
  const ask = async (id: string) =>
    await harness.send("GET", `/v1/traces/${id}/explanation`, { headers: BEARER });
  const { explanation } = await (await ask("asked")).json();
  assert.equal(explanation.policy_of_then, false);
  const [rule] = explanation.policies[0].rules;
  assert.deepEqual([rule.rule_id, rule.matched, rule.spoke, rule.predicates[0].key], [
    "r",
    true,
    true,
    "match.tools",
  ]);
  assert.deepEqual(await (await ask("refused")).json(), { explanation: null });
  assert.equal((await ask("unknown")).status, 404);
});
