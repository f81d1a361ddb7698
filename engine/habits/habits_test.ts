import assert from "node:assert/strict";
import fc from "fast-check";
import { type CallSketch, judgedCall, seenCall } from "../../tests/fixtures/judged_calls.ts";
import { MemoryAgentStates } from "../../tests/fixtures/memory_agent_states.ts";
import type { BaselineFacts } from "../history.ts";
import type { Decision } from "../types.ts";
import { HABITS_KIND } from "./document.ts";
import { CALLS_TO_LEARN, HabitVoice } from "./habit_voice.ts";
import { addHabits, emptyHabits, fade, HALF_LIFE_MS, learnCall, MAX_DESTINATIONS } from "./habits.ts";
import { Pace } from "./pace.ts";
import { Magnitudes, Tally } from "./tally.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONDAY_9 = Date.UTC(2026, 0, 5, 9);

const USUAL: CallSketch = { url: "https://api.example.com/things", body: { text: "hello" } };

/** An agent that makes `count` usual calls, one every `everyMs`. Answers the time of the next. */
function work(
  voice: HabitVoice,
  { count, start = MONDAY_9, everyMs = 60_000, decision = "ALLOW", sketch = USUAL }: {
    count: number;
    start?: number;
    everyMs?: number;
    decision?: Decision;
    sketch?: CallSketch;
  },
): number {
  for (let i = 0; i < count; i++) voice.judged(judgedCall({ ...sketch, now: start + i * everyMs, decision }));
  return start + count * everyMs;
}

function unusual(voice: HabitVoice, sketch: CallSketch): string[] {
  const facts = voice.before(seenCall(sketch)).baseline as BaselineFacts;
  return Object.entries(facts).flatMap(([name, value]) => value === true ? [name] : []);
}

Deno.test("Nothing is unusual before 50 calls, and what was never seen is from then on", () => {
  const voice = new HabitVoice();
  const now = work(voice, { count: CALLS_TO_LEARN - 1 });
  const other = { url: "https://new.example.net/x", method: "DELETE", now };
  assert.deepEqual(voice.before(seenCall(other)).baseline, {
    calls: 49,
    isNewDestination: false,
    isNewOperation: false,
    isUnusualSize: false,
    isUnusualHour: false,
    isBurst: false,
  });
  work(voice, { count: 1, start: now });
  assert.deepEqual(unusual(voice, other), ["isNewDestination", "isNewOperation"]);
  assert.deepEqual(unusual(voice, { ...USUAL, now }), []);
});

Deno.test("Refused and held calls do not become habits, however often they are tried", () => {
  const voice = new HabitVoice();
  let now = work(voice, { count: CALLS_TO_LEARN });
  const other = { url: "https://evil.example.net/x", body: {} };
  now = work(voice, { count: 200, start: now, decision: "DENY", sketch: other });
  now = work(voice, { count: 200, start: now, decision: "REQUIRE_APPROVAL", sketch: other });
  assert.ok(unusual(voice, { ...other, now }).includes("isNewDestination"));
  work(voice, { count: 1, start: now, sketch: other });
  assert.ok(!unusual(voice, { ...other, now }).includes("isNewDestination"));
});

Deno.test("A body is unusual when it is far larger than the usual ones, not when it is a little larger", () => {
  const voice = new HabitVoice();
  const body = (chars: number) => ({ text: "x".repeat(chars) });
  const now = work(voice, { count: 60, sketch: { ...USUAL, body: body(5_000) } });
  assert.deepEqual(unusual(voice, { ...USUAL, body: body(20_000), now }), []);
  assert.deepEqual(unusual(voice, { ...USUAL, body: body(200_000), now }), ["isUnusualSize"]);
  const small = new HabitVoice();
  work(small, { count: 60 });
  // Eight times very little is still little.
  assert.deepEqual(unusual(small, { ...USUAL, body: body(5_000), now }), []);
});

Deno.test("One huge body among many does not make the next one usual", () => {
  const voice = new HabitVoice();
  let now = work(voice, { count: 200 });
  const huge = { ...USUAL, body: { text: "x".repeat(500_000) } };
  now = work(voice, { count: 1, start: now, sketch: huge });
  assert.deepEqual(unusual(voice, { ...huge, now }), ["isUnusualSize"]);
});

Deno.test("An hour is unusual once five days were seen, and never for an agent that has only just begun", () => {
  const voice = new HabitVoice();
  const night = (day: number) => MONDAY_9 + day * DAY_MS + 17 * HOUR_MS;
  for (let day = 0; day < 4; day++) {
    work(voice, { count: 100, start: MONDAY_9 + day * DAY_MS, everyMs: 100_000 });
  }
  assert.deepEqual(unusual(voice, { ...USUAL, now: night(3) }), []);
  work(voice, { count: 100, start: MONDAY_9 + 4 * DAY_MS, everyMs: 100_000 });
  assert.deepEqual(unusual(voice, { ...USUAL, now: night(4) }), ["isUnusualHour"]);
  assert.deepEqual(unusual(voice, { ...USUAL, now: MONDAY_9 + 5 * DAY_MS }), []);
  // The hour before the usual ones is near enough.
  assert.deepEqual(unusual(voice, { ...USUAL, now: MONDAY_9 + 5 * DAY_MS - HOUR_MS }), []);
});

Deno.test("A burst is far more writes in a minute than usual; twenty issues in a row are none", () => {
  const voice = new HabitVoice();
  const start = work(voice, { count: 60 });
  for (let i = 0; i < 20; i++) {
    const sketch = { ...USUAL, now: start + i * 500 };
    assert.deepEqual(unusual(voice, sketch), [], `call ${i + 1}`);
    voice.judged(judgedCall(sketch));
  }
  assert.deepEqual(unusual(voice, { ...USUAL, now: start + 10_500 }), ["isBurst"]);
  assert.deepEqual(unusual(voice, { ...USUAL, now: start + 120_000 }), []);
});

Deno.test("A fast agent is not in a burst at its own pace, and reads may be more than writes", () => {
  const fast = new HabitVoice();
  const now = work(fast, { count: 600, everyMs: 600 });
  assert.deepEqual(unusual(fast, { ...USUAL, now }), []);
  const reader = new HabitVoice();
  const start = work(reader, { count: 60 });
  const read = { ...USUAL, method: "GET" };
  work(reader, { count: 55, start, everyMs: 100, sketch: read });
  assert.ok(!unusual(reader, { ...read, now: start + 6_000 }).includes("isBurst"));
  work(reader, { count: 10, start: start + 6_000, everyMs: 100, sketch: read });
  assert.ok(unusual(reader, { ...read, now: start + 7_000 }).includes("isBurst"));
});

Deno.test("Refused calls count for the pace of now: hammering is a burst", () => {
  const voice = new HabitVoice();
  const start = work(voice, { count: 60 });
  work(voice, { count: 30, start, everyMs: 100, decision: "DENY" });
  assert.ok(unusual(voice, { ...USUAL, now: start + 3_000 }).includes("isBurst"));
});

Deno.test("A place that was seen once is forgotten after about sixty days, a place of every day is not", () => {
  const voice = new HabitVoice();
  const once = { ...USUAL, url: "https://once.example.net/x" };
  work(voice, { count: 1, sketch: once });
  let now = MONDAY_9;
  for (let day = 0; day < 70; day++) now = work(voice, { count: 5, start: MONDAY_9 + day * DAY_MS });
  assert.deepEqual(unusual(voice, { ...once, now }), ["isNewDestination"]);
  assert.deepEqual(unusual(voice, { ...USUAL, now }), []);
});

Deno.test("Places are bounded: the one seen least makes room, and a newcomer is remembered", () => {
  const habits = emptyHabits(0);
  const call = (destination: string) => ({
    destination,
    operation: "o",
    changes: false,
    bodyBytes: 0,
    now: 0,
  });
  for (let i = 0; i < 10; i++) learnCall(habits, call("home"));
  for (let i = 0; i < 2 * MAX_DESTINATIONS; i++) {
    learnCall(habits, call(`place-${i}`));
    assert.ok(habits.destinations.has(`place-${i}`));
  }
  assert.equal(habits.destinations.size, MAX_DESTINATIONS);
  assert.ok(habits.destinations.has("home"));
});

Deno.test("Fading in many steps is fading in one", () => {
  const [one, many] = [emptyHabits(0), emptyHabits(0)];
  for (const habits of [one, many]) habits.hours[3] = 1_000;
  fade(one, HALF_LIFE_MS);
  for (let step = 1; step <= 14; step++) fade(many, step * HALF_LIFE_MS / 14);
  assert.ok(Math.abs((one.hours[3] ?? 0) - 500) < 1e-6);
  assert.ok(Math.abs((many.hours[3] ?? 0) - 500) < 1e-6);
  fade(many, 0);
  assert.ok(Math.abs((many.hours[3] ?? 0) - 500) < 1e-6, "a clock that goes back changes nothing");
});

Deno.test("A quantile is at least the magnitude it stands for, and at most a fifth more", () => {
  fc.assert(fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 200 }), (values) => {
    const magnitudes = new Magnitudes(2_000_000);
    for (const value of values) magnitudes.add(value);
    const sorted = [...values].sort((a, b) => a - b);
    for (const share of [0.01, 0.5, 0.95, 1]) {
      const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
      const told = magnitudes.quantile(share);
      assert.ok(told + 1 >= exact && told <= (exact + 1) * 1.2, `${told} for ${exact}`);
    }
  }));
});

Deno.test("Habits survive a restart, in a document of a few kilobytes that holds no name", () => {
  const store = new MemoryAgentStates();
  const first = new HabitVoice({ store });
  const now = work(first, { count: 60 });
  for (let i = 0; i < 400; i++) {
    first.judged(judgedCall({ ...USUAL, url: `https://host-${i}.example.org/`, now }));
  }
  first.flush(now);
  store.commit();
  const document = store.load("habits", "agent") ?? "";
  assert.ok(document.length > 1_000 && document.length < 8_000, `${document.length} characters`);
  assert.ok(!document.includes("example"));
  const second = new HabitVoice({ store });
  assert.deepEqual(unusual(second, { ...USUAL, now }), []);
  assert.deepEqual(unusual(second, { ...USUAL, url: "https://elsewhere.example.net/", now }), [
    "isNewDestination",
  ]);
});

Deno.test("Two processes that share a store add up what they learn, and lose nothing of each other", () => {
  const store = new MemoryAgentStates();
  const [one, two] = [new HabitVoice({ store }), new HabitVoice({ store })];
  let now = MONDAY_9;
  for (let round = 0; round < 30; round++) {
    work(one, { count: 1, start: now, sketch: { ...USUAL, url: "https://one.example.com/" } });
    work(two, { count: 1, start: now, sketch: { ...USUAL, url: "https://two.example.com/" } });
    now += 60_000;
    store.commit();
  }
  for (const voice of [one, two]) voice.flush(now);
  store.commit();
  const third = new HabitVoice({ store });
  assert.equal(third.before(seenCall({ now })).baseline?.calls, 60);
  // Each has learned of the other's calls when it saved.
  assert.deepEqual(unusual(one, { ...USUAL, url: "https://two.example.com/", now }), []);
  assert.deepEqual(unusual(third, { ...USUAL, url: "https://one.example.com/", now }), []);
});

Deno.test("A damaged document is no document, and what is written is read back the same", () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
    const read = HABITS_KIND.parse(text);
    assert.ok(read === undefined || read.calls >= 0);
  }));
  const calls = fc.array(
    fc.record({
      destination: fc.constantFrom("", "aaaaaaaaa", "bbbbbbbbb"),
      operation: fc.constantFrom("ccccccccc", "__proto__"),
      changes: fc.boolean(),
      bodyBytes: fc.nat(100_000_000),
      now: fc.nat(1e9),
    }),
    { maxLength: 60 },
  );
  fc.assert(fc.property(calls, (list) => {
    const habits = emptyHabits(0);
    for (const call of list) learnCall(habits, call);
    const document = HABITS_KIND.serialize(habits);
    const read = HABITS_KIND.parse(document);
    assert.ok(read !== undefined);
    assert.equal(HABITS_KIND.serialize(read), document);
    addHabits(read, habits, 1e9);
    assert.equal(read.calls, 2 * list.length);
  }));
  const whole = HABITS_KIND.serialize(emptyHabits(0));
  for (
    const broken of [
      whole.replace('"v":1', '"v":2'),
      whole.replace('"calls":0', '"calls":-1'),
      whole.replace('"size":[]', '"size":[0]'),
      whole.replace('"hour":[]', '"hour":[24,1]'),
      whole.replace('"to":{}', '"to":{"aaaaaaaaa":"x"}'),
    ]
  ) assert.equal(HABITS_KIND.parse(broken), undefined, broken);
});

Deno.test("A tally keeps no more than it may, whatever comes", () => {
  fc.assert(fc.property(fc.array(fc.nat(50)), (names) => {
    const tally = new Tally(8);
    for (const name of names) tally.add(String(name));
    assert.ok(tally.size <= 8);
    const last = names.at(-1);
    if (last !== undefined) assert.ok(tally.has(String(last)));
  }));
});

Deno.test("The pace is that of the last minute, whatever the clock does", () => {
  const pace = new Pace();
  const add = (now: number) => pace.add(now, { changes: true, isHabit: true });
  add(1_000_000);
  add(1_030_000);
  assert.deepEqual(pace.lastMinute(1_030_000), { calls: 2, writes: 2 });
  assert.deepEqual(pace.lastMinute(1_065_000), { calls: 1, writes: 1 });
  assert.deepEqual(pace.lastMinute(900_000), { calls: 1, writes: 1 });
  assert.deepEqual(pace.lastMinute(9_000_000), { calls: 0, writes: 0 });
  assert.deepEqual(add(9_000_000), { calls: 1, writes: 1 });
});
