import assert from "node:assert/strict";
import fc from "fast-check";
import { ApiClient } from "./api_client.ts";
import { Feed } from "./feed.ts";
import { FakeGateway, wireTrace } from "./test_surroundings.ts";
import { readTrace } from "./wire.ts";
import type { RecordedTrace } from "../../../engine/types.ts";

/** A gateway that stores `count` calls, one a second, `t1` the oldest. */
function gatewayWith(count: number): FakeGateway {
  const gateway = new FakeGateway();
  gateway.answers.set("GET /v1/traces", (query) => {
    const stored = Array.from({ length: count }, (_, index) => stub(count - index))
      .filter((trace) => query.get("decision") === null || trace.decision === query.get("decision"));
    const from = Number(query.get("cursor") ?? 0);
    const end = from + Number(query.get("limit"));
    return Response.json({
      traces: stored.slice(from, end),
      next_cursor: end < stored.length ? String(end) : null,
    });
  });
  return gateway;
}

function stub(number: number): Record<string, unknown> {
  return wireTrace(`t${number}`, number * 1000, { decision: number % 10 === 0 ? "DENY" : "ALLOW" });
}

function trace(number: number): RecordedTrace {
  const read = readTrace(stub(number));
  assert.ok(read);
  return read;
}

function feedOver(gateway: FakeGateway): Feed {
  return new Feed(new ApiClient({ fetch: gateway.fetch as typeof fetch, onLocked: () => {} }));
}

function ids(feed: Feed): readonly string[] {
  return feed.rows.value.map((row) => row.traceId);
}

Deno.test("Feed shows a call once, whether it came by the stream, by a page, or by both", async () => {
  const feed = feedOver(gatewayWith(3));
  feed.add([trace(2), trace(4)]);
  await feed.refresh();
  feed.add([trace(3), trace(4)]);
  assert.deepEqual(ids(feed), ["t4", "t3", "t2", "t1"]);
});

Deno.test("Feed fetches pages until they meet what it knows, so that a long gap leaves no hole", async () => {
  const gateway = gatewayWith(20);
  const feed = feedOver(gateway);
  await feed.refresh();
  gateway.answers.set(
    "GET /v1/traces",
    gatewayWith(350).answers.get("GET /v1/traces") ?? (() => Response.error()),
  );
  await feed.refresh();
  assert.equal(feed.rows.value.length, 350);
  assert.equal(gateway.asked("GET /v1/traces"), 1 + 4);
});

Deno.test("Feed keeps ten thousand rows and lets older ones go", () => {
  const feed = feedOver(new FakeGateway());
  const some = trace(1);
  for (let number = 1; number <= 12_000; number += 100) {
    feed.add(
      Array.from(
        { length: 100 },
        (_, index) => ({ ...some, traceId: `t${number + index}`, at: number + index }),
      ),
    );
  }
  assert.equal(feed.rows.value.length, 10_000);
  assert.equal(ids(feed)[0], "t12000");
  assert.equal(ids(feed).at(-1), "t2001");
});

Deno.test("Feed starts the list anew after a gap too wide to close, so that no hole is shown as if nothing were there", async () => {
  const gateway = gatewayWith(20);
  const feed = feedOver(gateway);
  await feed.refresh();
  const answer = gatewayWith(3000).answers.get("GET /v1/traces");
  gateway.answers.set("GET /v1/traces", answer ?? (() => Response.error()));
  await feed.refresh();
  assert.deepEqual([ids(feed)[0], ids(feed).at(-1), ids(feed).length], ["t3000", "t2501", 500]);
  await feed.loadOlder();
  assert.equal(ids(feed).at(-1), "t2301");
});

Deno.test("Rows that older pages bring are shown while the list is held still, newer ones wait", async () => {
  const gateway = gatewayWith(500);
  const feed = feedOver(gateway);
  await feed.refresh();
  feed.setScrolled(true);
  feed.add([trace(501), trace(502)]);
  await feed.loadOlder();
  assert.deepEqual([ids(feed)[0], ids(feed).length, feed.waiting.value], ["t500", 300, 2]);
  feed.setScrolled(false);
  assert.deepEqual([ids(feed)[0], ids(feed).length, feed.waiting.value], ["t502", 302, 0]);
});

Deno.test("Feed holds still while paused, counts what waits, and shows it on resuming", () => {
  const feed = feedOver(new FakeGateway());
  feed.add([trace(1), trace(2)]);
  feed.setPaused(true);
  feed.add([trace(3), trace(4)]);
  assert.deepEqual(ids(feed), ["t2", "t1"]);
  assert.equal(feed.waiting.value, 2);
  feed.setPaused(false);
  assert.deepEqual(ids(feed), ["t4", "t3", "t2", "t1"]);
  assert.equal(feed.waiting.value, 0);
});

Deno.test("Feed stays held when the list is scrolled back while it is paused", () => {
  const feed = feedOver(new FakeGateway());
  feed.add([trace(1)]);
  feed.setPaused(true);
  feed.setScrolled(true);
  feed.add([trace(2)]);
  feed.setScrolled(false);
  assert.deepEqual(ids(feed), ["t1"]);
});

Deno.test("Feed keeps the rows being read, however many come meanwhile", () => {
  const feed = feedOver(new FakeGateway());
  feed.add([trace(1)]);
  feed.setScrolled(true);
  for (let number = 2; number <= 900; number++) feed.add([trace(number)]);
  assert.deepEqual(ids(feed), ["t1"]);
});

Deno.test("Feed finds stored calls that match the filter beyond those in memory, and pages through them", async () => {
  const feed = feedOver(gatewayWith(3000));
  await feed.refresh();
  feed.setFilter({ decision: "DENY" });
  assert.equal(feed.rows.value.length, 10);
  await feed.refresh();
  assert.equal(feed.rows.value.length, 100);
  await feed.loadOlder();
  assert.equal(feed.rows.value.length, 300);
  assert.equal(feed.cursor.value, null);
});

Deno.test("Feed drops the answer to a filter that has been changed since", async () => {
  const gateway = gatewayWith(50);
  const feed = feedOver(gateway);
  feed.setFilter({ decision: "DENY" });
  const slow = feed.refresh();
  feed.setFilter({ decision: null, text: "nothing like it" });
  await slow;
  assert.deepEqual(ids(feed), []);
  assert.equal(feed.state.value, "loading");
});

Deno.test("Feed says why the first load failed, and keeps its rows when a later one fails", async () => {
  const gateway = new FakeGateway();
  const answer = gateway.answers.get("GET /v1/traces") ?? (() => Response.error());
  gateway.answers.set("GET /v1/traces", () => Response.json({ detail: "The disk is full" }, { status: 503 }));
  const feed = feedOver(gateway);
  await feed.refresh();
  assert.equal(feed.state.value, "failed");
  assert.equal(feed.problem.value, "The disk is full");
  gateway.answers.set("GET /v1/traces", answer);
  await feed.refresh();
  assert.equal(feed.state.value, "ready");
});

Deno.test("Feed always shows its rows newest first and each once, whatever order they come in", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 40 })), (numbers) => {
    const feed = feedOver(new FakeGateway());
    for (const number of numbers) feed.add([trace(number)]);
    const wanted = [...new Set(numbers)].sort((a, b) => b - a).map((number) => `t${number}`);
    assert.deepEqual(ids(feed), wanted);
  }));
});
