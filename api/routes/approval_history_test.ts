import assert from "node:assert/strict";
import type { ApprovalContextWire } from "../../engine/wire/approval_context.ts";
import { apiHarness, BEARER } from "../../tests/fixtures/api_harness.ts";
import { approvalOf, traceOf } from "../../tests/fixtures/traces.ts";

Deno.test("the history holds what was decided and what lapsed, page by page, and nothing that waits", async () => {
  await using harness = apiHarness();
  const { store, clock } = harness;
  const expiresAt = clock.nowMs;
  await store.traces.append(traceOf("t1"));
  store.approvals.insert(
    approvalOf("a1", { traceId: "t1", status: "approved", decidedBy: "console", expiresAt }),
  );
  store.approvals.insert(approvalOf("a2", { createdAt: clock.nowMs - 1, expiresAt }));
  store.approvals.insert(approvalOf("waits"));
  const ask = async (query: string) =>
    await (await harness.send("GET", `/v1/approvals/history?${query}`, { headers: BEARER })).json();
  const first = await ask("limit=1");
  assert.equal(first.approvals[0].approval_id, "a1");
  assert.equal(first.approvals[0].trace.host, "slack.com");
  assert.equal(first.approvals[0].trace.request, undefined, "bodies are asked for one by one");
  const second = await ask(`limit=1&cursor=${first.next_cursor}`);
  assert.deepEqual([second.approvals[0].approval_id, second.approvals[0].status], ["a2", "expired"]);
  assert.equal(second.next_cursor, null);
});

Deno.test("beside a question stand earlier answers of its kind and what its session did before", async () => {
  await using harness = apiHarness();
  const { store, clock } = harness;
  const at = clock.nowMs;
  await store.traces.append(traceOf("read", { at: at - 9 }));
  await store.traces.append(traceOf("elsewhere", { at: at - 8, sessionId: "other" }));
  await store.traces.append(traceOf("old", { at: at - 7, sessionId: "older run" }));
  const decided = { status: "denied", decidedBy: "console", note: "Not there", expiresAt: at } as const;
  store.approvals.insert(approvalOf("a0", { traceId: "old", ...decided }));
  const flow = { trace_id: "elsewhere", kind: "copied_data", path: "$.text", weight: 1, reasons: [] };
  const signals = [{ engine: "correlation", score: 0.3, details: { flows: [flow] } }];
  await store.traces.append(traceOf("now", { at, decision: "REQUIRE_APPROVAL", approvalId: "a1", signals }));
  store.approvals.insert(approvalOf("a1", { traceId: "now", expiresAt: at + 1 }));
  const response = await harness.send("GET", "/v1/approvals/a1/context", { headers: BEARER });
  const context = await response.json() as ApprovalContextWire;
  assert.deepEqual([context.similar.approved, context.similar.denied, context.similar.expired], [0, 1, 0]);
  assert.equal(context.similar.latest[0]?.note, "Not there");
  assert.deepEqual(context.before.map(({ trace_id }) => trace_id), ["read"]);
  assert.equal(context.has_more_before, false);
  assert.deepEqual(context.sources.map(({ trace_id }) => trace_id), ["elsewhere"]);
  assert.equal((await harness.send("GET", "/v1/approvals/none/context", { headers: BEARER })).status, 404);
});

Deno.test("a question whose call is not known has an empty context, not an error", async () => {
  await using harness = apiHarness();
  harness.store.approvals.insert(approvalOf("a1", { traceId: "gone" }));
  const response = await harness.send("GET", "/v1/approvals/a1/context", { headers: BEARER });
  assert.equal(response.status, 200);
  assert.deepEqual((await response.json()).before, []);
});
