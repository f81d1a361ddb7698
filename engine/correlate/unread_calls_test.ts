import assert from "node:assert/strict";
import type { JudgedCall } from "../history.ts";
import { UnreadCalls } from "./unread_calls.ts";

const judged = (name: string, bytes: number) =>
  ({ traceId: name, call: { body: { bytes: new Uint8Array(bytes) } } }) as unknown as JudgedCall;

Deno.test("UnreadCalls keeps the latest calls, oldest first, and forgets them when they are taken", () => {
  const calls = new UnreadCalls();
  for (let i = 0; i < 100; i++) calls.add(judged(`c${i}`, 10));
  const names = calls.take().map(({ traceId }) => traceId);
  assert.equal(names.length, 64);
  assert.deepEqual([names[0], names.at(-1)], ["c36", "c99"]);
  assert.deepEqual(calls.take(), []);
});

Deno.test("UnreadCalls keeps 128 KiB of bodies at most, and none that is larger", () => {
  const calls = new UnreadCalls();
  calls.add(judged("small", 1_000));
  calls.add(judged("huge", 200_000));
  assert.deepEqual(calls.take().map(({ traceId }) => traceId), ["small"]);
  for (let i = 0; i < 10; i++) calls.add(judged(`c${i}`, 50_000));
  assert.deepEqual(calls.take().map(({ traceId }) => traceId), ["c8", "c9"]);
});
