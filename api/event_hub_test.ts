import assert from "node:assert/strict";
import { FakeClock } from "../tests/fixtures/api_harness.ts";
import { approvalOf, outcomeOf, traceOf } from "../tests/fixtures/traces.ts";
import { EventHub, type EventHubOptions, type EventSink } from "./event_hub.ts";

/** A hub whose time passes when the test says so. */
function fresh(options: Partial<EventHubOptions> = {}) {
  let task: (() => void) | undefined;
  const every = (_periodMs: number, run: () => void) => {
    task = run;
    return () => void (task = undefined);
  };
  const hub = new EventHub({ clock: new FakeClock(), every, ...options });
  return {
    hub,
    isTicking: () => task !== undefined,
    tick: (times = 1) => {
      for (let i = 0; i < times; i++) task?.();
    },
  };
}

class Listener implements EventSink {
  text = "";
  ready = true;
  closed = false;
  isReady = () => this.ready;
  send = (text: string) => void (this.text += text);
  close = () => void (this.closed = true);

  events(type?: string): { id?: string; event?: string; data: Record<string, unknown> }[] {
    const events = this.text.split("\n\n").filter((block) => block.includes("data: ")).map((block) => {
      const fields = Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2)));
      return { ...fields, data: JSON.parse(fields.data) };
    });
    return type === undefined ? events : events.filter(({ event }) => event === type);
  }

  ids(): unknown[] {
    return this.events("decision").map(({ data }) => data.trace_id);
  }
}

Deno.test("whoever watches is told of decisions, outcomes and approvals, in order", () => {
  const { hub, tick } = fresh();
  const listener = new Listener();
  hub.decision(traceOf("before"));
  hub.subscribe(listener);
  hub.decision(traceOf("t1"));
  hub.approval(approvalOf("a1"));
  hub.outcome(outcomeOf("t1"));
  tick();
  assert.deepEqual(listener.events().map(({ event }) => event), [
    "hello",
    "stats",
    "decision",
    "approval",
    "outcome",
  ]);
  assert.deepEqual(listener.ids(), ["t1"]);
  hub.close();
});

Deno.test("a decision is told without headers and body", () => {
  const { hub, tick } = fresh();
  const listener = new Listener();
  hub.subscribe(listener);
  hub.decision(traceOf("t1"));
  tick();
  assert.ok(!listener.text.includes("hello\\"));
  assert.equal(listener.events("decision")[0]?.data.request, undefined);
  hub.close();
});

Deno.test("Last-Event-ID resumes without loss or double", () => {
  const { hub, tick } = fresh();
  const first = new Listener();
  const subscription = hub.subscribe(first);
  hub.decision(traceOf("t1"));
  hub.decision(traceOf("t2"));
  tick();
  subscription?.end();
  hub.decision(traceOf("t3"));
  const second = new Listener();
  hub.subscribe(second, first.events().findLast(({ id }) => id !== undefined)?.id);
  assert.deepEqual(second.ids(), ["t3"]);
  const third = new Listener();
  hub.subscribe(third, first.events("decision")[0]?.id);
  assert.deepEqual(third.ids(), ["t2", "t3"]);
  const fourth = new Listener();
  hub.subscribe(fourth, first.events("hello")[0]?.id);
  assert.deepEqual(fourth.ids(), ["t1", "t2", "t3"]);
  hub.close();
});

Deno.test("an id that cannot be resumed gets a reset and only what comes later", () => {
  const { hub, tick } = fresh({ capacity: 2 });
  const first = new Listener();
  hub.subscribe(first)?.end();
  const old = first.events("hello")[0]?.id ?? "";
  for (const id of ["t1", "t2", "t3"]) hub.decision(traceOf(id));
  const run = old.split("-")[0];
  for (const id of [old, "otherrun-1", "", "x", `${run}-99`, `${run}--1`, `${run}-1-1`]) {
    const listener = new Listener();
    const subscription = hub.subscribe(listener, id);
    assert.equal(listener.events()[0]?.event, "reset", id);
    hub.decision(traceOf(`after ${id}`));
    tick();
    assert.deepEqual(listener.ids(), [`after ${id}`]);
    subscription?.end();
  }
});

Deno.test("a slow subscriber holds up nobody and is dropped when the ring has overtaken it", () => {
  const { hub, tick } = fresh({ capacity: 3 });
  const [slow, fast] = [new Listener(), new Listener()];
  hub.subscribe(slow);
  hub.subscribe(fast);
  slow.ready = false;
  for (let i = 0; i < 3; i++) hub.decision(traceOf(`t${i}`));
  tick();
  assert.deepEqual([fast.ids().length, slow.ids().length, slow.closed], [3, 0, false]);
  hub.decision(traceOf("t3"));
  tick();
  assert.deepEqual([fast.ids().length, slow.closed, fast.closed, hub.size], [4, true, false, 1]);
  hub.close();
});

Deno.test("a subscriber that becomes ready again gets what waited", () => {
  const { hub, tick } = fresh();
  const listener = new Listener();
  const subscription = hub.subscribe(listener);
  listener.ready = false;
  hub.decision(traceOf("t1"));
  tick();
  assert.deepEqual(listener.ids(), []);
  listener.ready = true;
  subscription?.resume();
  assert.deepEqual(listener.ids(), ["t1"]);
  hub.close();
});

Deno.test("500 decisions a second are sent in few pieces and counted in at most two stats events", () => {
  const { hub, tick } = fresh();
  let sends = 0;
  const listener = new Listener();
  hub.subscribe({ ...listener, send: (text) => (sends++, listener.send(text)) });
  sends = 0;
  for (let batch = 0; batch < 10; batch++) {
    for (let i = 0; i < 50; i++) hub.decision(traceOf(`t${batch}-${i}`));
    tick();
  }
  assert.equal(listener.ids().length, 500);
  assert.ok(sends <= 12, `${sends}`);
  const stats = listener.events("stats").slice(1);
  assert.ok(stats.length <= 2);
  assert.equal(stats.at(-1)?.data.total, 500);
  hub.close();
});

Deno.test("the same record told twice is news once", () => {
  const { hub, tick } = fresh();
  const listener = new Listener();
  hub.subscribe(listener);
  for (let i = 0; i < 2; i++) {
    hub.decision(traceOf("t1"));
    hub.approval(approvalOf("a1"));
    hub.approval(approvalOf("a1", { status: "approved" }));
  }
  tick();
  assert.deepEqual(listener.events().slice(2).map(({ event }) => event), [
    "decision",
    "approval",
    "approval",
  ]);
  assert.equal(hub.metrics.count("ALLOW"), 1);
  hub.close();
});

Deno.test("a change of waiting approvals alone is told too", () => {
  let pending = 0;
  const { hub, tick } = fresh({ pendingApprovals: () => pending });
  const listener = new Listener();
  hub.subscribe(listener);
  tick(5);
  const before = listener.events("stats").length;
  tick(5);
  assert.equal(listener.events("stats").length, before);
  pending = 2;
  tick(5);
  assert.equal(listener.events("stats").at(-1)?.data.pending_approvals, 2);
  hub.close();
});

Deno.test("silence is broken by a comment, and nothing runs while nobody watches", () => {
  let looks = 0;
  const { hub, tick, isTicking } = fresh({ lookAround: () => looks++ });
  hub.decision(traceOf("t1"));
  assert.equal(isTicking(), false);
  const listener = new Listener();
  const subscription = hub.subscribe(listener);
  tick(150);
  assert.match(listener.text, /\n\n: still here\n\n/);
  assert.equal(looks, 16, "once at the start and then once a second");
  subscription?.end();
  assert.equal(isTicking(), false);
});

Deno.test("the number of subscribers is bounded", () => {
  const { hub } = fresh();
  for (let i = 0; i < 64; i++) assert.ok(hub.subscribe(new Listener()));
  assert.equal(hub.subscribe(new Listener()), undefined);
  hub.close();
  assert.equal(hub.size, 0);
});

Deno.test("a store that fails does not stop the stream", () => {
  let isBroken = false;
  const read = () => {
    if (isBroken) throw new Error("Cannot read the store");
    return 0;
  };
  const { hub, tick } = fresh({ lookAround: read, pendingApprovals: read });
  const listener = new Listener();
  hub.subscribe(listener);
  isBroken = true;
  hub.decision(traceOf("t1"));
  tick(20);
  assert.deepEqual(listener.ids(), ["t1"]);
  hub.close();
});
