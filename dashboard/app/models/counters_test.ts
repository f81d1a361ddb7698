import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import { ApiClient } from "./api_client.ts";
import { Counters } from "./counters.ts";
import { FakeGateway } from "./test_surroundings.ts";

const START = 1_700_000_000_000;

/** A gateway that has counted `total` allowed calls up to `endMs`. */
function countersOver(gateway: FakeGateway) {
  const nowMs = signal(START);
  const figures = { total: 0, endMs: START };
  gateway.answers.set("GET /v1/stats", () =>
    Response.json({
      by_decision: { ALLOW: figures.total },
      series: [{ start: new Date(figures.endMs - 1000).toISOString(), width_ms: 1000, by_decision: {} }],
    }));
  const api = new ApiClient({ fetch: gateway.fetch as typeof fetch, onLocked: () => {} });
  return { counters: new Counters(api, nowMs), figures, nowMs };
}

Deno.test("Counters counts each call once, although it streams in and is in the next figures as well", async () => {
  const { counters, figures } = countersOver(new FakeGateway());
  await counters.refresh();
  counters.add([{ at: START + 1, decision: "ALLOW" }, { at: START + 2, decision: "DENY" }]);
  assert.equal(counters.total.value, 2);
  figures.total = 1;
  figures.endMs = START + 2;
  await counters.refresh();
  assert.deepEqual([counters.byDecision.value.ALLOW, counters.byDecision.value.DENY], [1, 1]);
  counters.add([{ at: START + 1, decision: "ALLOW" }]);
  assert.equal(counters.total.value, 2, "replayed after a reconnection");
});

Deno.test("Counters shows the gateway's own count since its start, and asks for figures of that long", async () => {
  const gateway = new FakeGateway();
  const { counters, nowMs } = countersOver(gateway);
  counters.setRun({ sinceMs: START, byDecision: { ALLOW: 5, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 2 } });
  nowMs.value = START + 90_000;
  await counters.setWindow("start");
  assert.equal(counters.total.value, 7);
  assert.equal(gateway.requests.at(-1)?.query.get("window"), "2m");
});

Deno.test("Counters drops figures for a window that has been left", async () => {
  const gateway = new FakeGateway();
  const { counters, figures } = countersOver(gateway);
  figures.total = 9;
  const slow = counters.refresh();
  figures.total = 70;
  await counters.setWindow("24h");
  await slow;
  assert.equal(counters.total.value, 70);
});
