import assert from "node:assert/strict";
import { type UnreadCall, UnreadCalls } from "./unread_calls.ts";

const judged = (name: string, bytes: number) =>
  ({ call: { url: name, body: { bytes: new Uint8Array(bytes) } } }) as unknown as UnreadCall;

Deno.test("UnreadCalls keeps the latest calls, oldest first, and forgets them when they are taken", () => {
  const calls = new UnreadCalls();
  for (let i = 0; i < 100; i++) calls.add(judged(`c${i}`, 10));
  const names = calls.take().map(({ call }) => call.url);
  assert.equal(names.length, 64);
  assert.deepEqual([names[0], names.at(-1)], ["c36", "c99"]);
  assert.deepEqual(calls.take(), []);
});

Deno.test("UnreadCalls keeps 128 KiB of bodies at most, and none that is larger", () => {
  const calls = new UnreadCalls();
  calls.add(judged("small", 1_000));
  calls.add(judged("huge", 200_000));
  assert.deepEqual(calls.take().map(({ call }) => call.url), ["small"]);
  for (let i = 0; i < 10; i++) calls.add(judged(`c${i}`, 50_000));
  assert.deepEqual(calls.take().map(({ call }) => call.url), ["c8", "c9"]);
});
