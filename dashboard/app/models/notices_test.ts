import assert from "node:assert/strict";
import { Notices } from "./notices.ts";
import { FakeTimers } from "./test_surroundings.ts";

Deno.test("A notice goes away by itself, a problem stays until it is closed", async () => {
  const timers = new FakeTimers();
  const notices = new Notices(timers);
  notices.tell("Copied");
  notices.warn("The disk is full");
  await timers.advance(10_000);
  assert.deepEqual(notices.shown.value.map(({ text }) => text), ["The disk is full"]);
  notices.close(notices.shown.value[0]?.id ?? 0);
  assert.deepEqual(notices.shown.value, []);
});

Deno.test("Notices do not pile up: the same words stand once, and few at a time", () => {
  const notices = new Notices(new FakeTimers());
  for (const text of ["a", "b", "a", "c", "d"]) notices.tell(text);
  assert.deepEqual(notices.shown.value.map(({ text }) => text), ["a", "c", "d"]);
});
