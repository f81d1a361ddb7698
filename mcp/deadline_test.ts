import assert from "node:assert/strict";
import { EngineUnavailableError } from "../engine/ports.ts";
import { within } from "./deadline.ts";

Deno.test("within() gives what the work gives, whether it is there at once, after a few steps, or after a turn of the loop", async () => {
  const steps = async (count: number) => {
    for (let step = 0; step < count; step++) await undefined;
    return count;
  };
  for (const count of [0, 1, 20, 100]) assert.equal(await within(60_000, steps(count)), count);
  const later = new Promise<string>((resolve) => setImmediate(() => resolve("later")));
  assert.equal(await within(60_000, later), "later");
});

Deno.test("within() rejects with the work's own failure, early or late", async () => {
  await assert.rejects(within(60_000, Promise.reject(new TypeError("early"))), TypeError);
  const late = new Promise<never>((_, reject) => setImmediate(() => reject(new TypeError("late"))));
  await assert.rejects(within(60_000, late), TypeError);
});

Deno.test("within() gives up once time is up, and a late failure of the work goes unnoticed", async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  const isTimeout = (error: unknown) =>
    error instanceof EngineUnavailableError && error.code === "SCAN_TIMEOUT";
  await assert.rejects(within(1, promise), isTimeout);
  reject(new Error("late"));
  await new Promise((resolve) => setImmediate(resolve));
});
