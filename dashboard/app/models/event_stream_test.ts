import assert from "node:assert/strict";
import { EventStream } from "./event_stream.ts";
import type { StreamEvent } from "./sse_parser.ts";
import { FakeGateway, FakeTimers, settle } from "./test_surroundings.ts";

function streamOver(gateway: FakeGateway) {
  const timers = new FakeTimers();
  const events: StreamEvent[] = [];
  const log: string[] = [];
  const stream = new EventStream({
    fetch: gateway.fetch as typeof fetch,
    timers,
    random: () => 1,
    onEvent: (event) => void events.push(event),
    onOpen: () => void log.push("open"),
    onLocked: () => void log.push("signed out"),
    onRefused: () => void log.push("refused"),
  });
  return { stream, timers, events, log };
}

Deno.test("EventStream hands out events and says that it is live", async () => {
  const gateway = new FakeGateway();
  const { stream, events, log } = streamOver(gateway);
  stream.start();
  await settle();
  gateway.sendEvent("1", "decision", { a: 1 });
  await settle();
  assert.equal(stream.state.value, "live");
  assert.deepEqual(log, ["open"]);
  assert.deepEqual(events, [{ type: "decision", data: '{"a":1}', id: "1" }]);
  stream.stop();
  await settle();
});

Deno.test("EventStream comes back after a lost connection and names the last event it saw", async () => {
  const gateway = new FakeGateway();
  const { stream, timers, log } = streamOver(gateway);
  stream.start();
  await settle();
  gateway.sendEvent("41", "decision", {});
  await settle();
  gateway.streams[0]?.close();
  await settle();
  assert.equal(stream.state.value, "offline");
  await timers.advance(500);
  assert.equal(stream.state.value, "live");
  assert.deepEqual(log, ["open", "open"]);
  assert.equal(new Headers(gateway.requests.at(-1)?.init.headers).get("last-event-id"), "41");
  stream.stop();
  await settle();
});

Deno.test("EventStream waits longer after each failure, up to fifteen seconds, and tries at once when told", async () => {
  const gateway = new FakeGateway();
  gateway.answers.set("GET /v1/events", () => {
    throw new TypeError("connection refused");
  });
  const broken = {
    fetch: (...args: Parameters<typeof gateway.fetch>) =>
      Promise.resolve().then(() => gateway.fetch(...args)),
  };
  const timers = new FakeTimers();
  const stream = new EventStream({
    fetch: broken.fetch as typeof fetch,
    timers,
    random: () => 1,
    onEvent: () => {},
    onOpen: () => {},
    onLocked: () => {},
    onRefused: () => {},
  });
  stream.start();
  const waits: number[] = [];
  let before = 0;
  await settle();
  for (let attempt = 1; attempt <= 7; attempt++) {
    while (gateway.asked("GET /v1/events") <= attempt) await timers.advance(500);
    waits.push(timers.nowMs - before);
    before = timers.nowMs;
  }
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  assert.equal(stream.problem.value, "The gateway does not answer.");
  stream.start();
  await settle();
  assert.equal(gateway.asked("GET /v1/events"), 9);
  stream.stop();
  assert.equal(timers.waiting, 0);
});

Deno.test("EventStream tells a session that has ended from a gateway that is gone", async () => {
  const gateway = new FakeGateway();
  gateway.answers.set("GET /v1/events", () => Response.json({}, { status: 401 }));
  const { stream, timers, log } = streamOver(gateway);
  stream.start();
  await settle();
  assert.deepEqual(log, ["signed out"]);
  assert.equal(stream.state.value, "idle");
  assert.equal(timers.waiting, 0);
});

Deno.test("EventStream repeats the gateway's own words when it refuses the stream", async () => {
  const gateway = new FakeGateway();
  gateway.answers.set(
    "GET /v1/events",
    () => Response.json({ detail: "Too many event streams" }, { status: 503 }),
  );
  const { stream, log } = streamOver(gateway);
  stream.start();
  await settle();
  assert.equal(stream.state.value, "offline");
  assert.equal(stream.problem.value, "Too many event streams");
  assert.deepEqual(log, ["refused"]);
  stream.stop();
});

Deno.test("EventStream gives up a connection that has gone silent", async () => {
  const gateway = new FakeGateway();
  const { stream, timers } = streamOver(gateway);
  stream.start();
  await settle();
  await timers.advance(59_000);
  gateway.send(": beat\n\n");
  await settle();
  await timers.advance(59_000);
  assert.equal(gateway.asked("GET /v1/events"), 1);
  await timers.advance(2_000);
  assert.equal(gateway.asked("GET /v1/events"), 2);
  stream.stop();
  await settle();
});
