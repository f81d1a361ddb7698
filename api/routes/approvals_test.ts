import assert from "node:assert/strict";
import { apiHarness, BEARER } from "../../tests/fixtures/api_harness.ts";
import { approvalOf, traceOf } from "../../tests/fixtures/traces.ts";

Deno.test("an agent learns how its question stands, and nothing else", async () => {
  await using harness = apiHarness();
  assert.equal((await harness.send("GET", "/v1/approvals/a1/status")).status, 404);
  harness.engine.status = { status: "approved", expiresAt: 1_700_000_000_000 };
  const response = await harness.send("GET", "/v1/approvals/a1/status");
  assert.deepEqual(await response.json(), { status: "approved", expires_at: "2023-11-14T22:13:20.000Z" });
});

Deno.test("the list holds, for each approval, all that is needed to decide", async () => {
  await using harness = apiHarness();
  const { store } = harness;
  await store.traces.append(
    traceOf("t1", { decision: "REQUIRE_APPROVAL", approvalId: "a1", sanitizesOnApproval: true }),
  );
  store.approvals.insert(approvalOf("a1", { traceId: "t1" }));
  store.approvals.insert(approvalOf("a0", { traceId: "gone", createdAt: 1 }));
  const response = await harness.send("GET", "/v1/approvals", { headers: BEARER });
  const { approvals } = await response.json();
  assert.deepEqual(approvals.map((item: { approval_id: string }) => item.approval_id), ["a1", "a0"]);
  const [first, second] = approvals;
  assert.equal(first.status, "pending");
  assert.equal(first.expires_at, "2023-11-14T22:23:20.000Z");
  assert.equal(first.trace.trace_id, "t1");
  assert.equal(first.trace.sanitizes_on_approval, true);
  assert.equal(first.trace.request.body, '{"text":"hello"}');
  assert.equal(second.trace, null);
});

Deno.test("the list can be narrowed to one state, judged now", async () => {
  await using harness = apiHarness();
  harness.store.approvals.insert(approvalOf("old", { expiresAt: harness.clock.nowMs }));
  harness.store.approvals.insert(approvalOf("new"));
  const ids = async (query: string) => {
    const response = await harness.send("GET", `/v1/approvals?${query}`, { headers: BEARER });
    return (await response.json()).approvals.map((item: { approval_id: string }) => item.approval_id);
  };
  assert.deepEqual(await ids("status=pending"), ["new"]);
  assert.deepEqual(await ids("status=expired"), ["old"]);
  assert.deepEqual(await ids("limit=1"), ["new"]);
  for (const query of ["status=maybe", "limit=0", "limit=many"]) {
    const response = await harness.send("GET", `/v1/approvals?${query}`, { headers: BEARER });
    assert.equal(response.status, 400, query);
  }
});

Deno.test("approve and deny decide once, keep the note, and tell whoever watches", async () => {
  await using harness = apiHarness();
  const told: unknown[] = [];
  harness.hub.approval = (approval) => told.push([approval.id, approval.status]);
  for (const [id, act, status] of [["a1", "approve", "approved"], ["a2", "deny", "denied"]] as const) {
    harness.store.approvals.insert(approvalOf(id));
    const response = await harness.send("POST", `/v1/approvals/${id}/${act}`, {
      headers: BEARER,
      body: { note: "looked at it" },
    });
    const approval = await response.json();
    assert.equal(response.status, 200);
    assert.deepEqual([approval.status, approval.note, approval.decided_by], [
      status,
      "looked at it",
      "console",
    ]);
    const again = await harness.send("POST", `/v1/approvals/${id}/approve`, { headers: BEARER });
    assert.equal(again.status, 409);
    assert.equal((await again.json()).code, "ALREADY_DECIDED");
    assert.equal(harness.store.approvals.get(id)?.status, status);
  }
  assert.deepEqual(told, [["a1", "approved"], ["a2", "denied"]]);
});

Deno.test("what cannot be decided says why", async () => {
  await using harness = apiHarness();
  harness.store.approvals.insert(approvalOf("late", { expiresAt: harness.clock.nowMs }));
  harness.store.approvals.insert(approvalOf("a1"));
  const decide = async (id: string, body?: unknown) => {
    const response = await harness.send("POST", `/v1/approvals/${id}/approve`, { headers: BEARER, body });
    return [response.status, (await response.json()).detail];
  };
  assert.deepEqual(await decide("unknown"), [404, 'There is no approval "unknown"']);
  assert.deepEqual(await decide("late"), [409, 'Cannot decide approval "late": it is expired already']);
  assert.equal((await decide("a1", { note: 7 }))[0], 400);
  assert.equal((await decide("a1", "not json"))[0], 400);
  assert.equal((await decide("a1", { note: "x".repeat(70_000) }))[0], 413);
  assert.equal(harness.store.approvals.get("a1")?.status, "pending");
});
