import assert from "node:assert/strict";
import { awaitDecision } from "./await_decision.ts";
import type { ApprovalState } from "./types.ts";

/** An engine whose approval changes at a time, and a clock that only sleeping moves. */
function waiting(changes: readonly (readonly [atMs: number, status: ApprovalState])[]) {
  const time = { now: 0, looks: 0 };
  const engine = {
    approvalStatus: () => {
      time.looks++;
      const status = changes.findLast(([atMs]) => atMs <= time.now)?.[1];
      return Promise.resolve(status && { status, expiresAt: 1e9 });
    },
  };
  const abort = new AbortController();
  const options = {
    monotonic: () => time.now,
    sleep: (ms: number) => Promise.resolve(void (time.now += ms)),
    signal: abort.signal,
  };
  return { engine, time, abort, options };
}

Deno.test("awaitDecision() ends soon after the decision, and looks less and less often", async () => {
  const { engine, time, options } = waiting([[0, "pending"], [60_000, "approved"]]);
  assert.equal(await awaitDecision(engine, "a", { ...options, forMs: 600_000 }), "approved");
  assert.ok(time.now >= 60_000 && time.now <= 61_000, `${time.now}`);
  assert.ok(time.looks < 90, `${time.looks} looks`);
});

Deno.test("awaitDecision() ends when time is up, to the millisecond, and never when it was not asked to wait", async () => {
  const { engine, time, options } = waiting([[0, "pending"]]);
  assert.equal(await awaitDecision(engine, "a", { ...options, forMs: 30_000 }), "pending");
  assert.equal(time.now, 30_000);
  assert.equal(await awaitDecision(engine, "a", { ...options, forMs: 0 }), "pending");
  assert.equal(time.now, 30_000);
});

Deno.test("awaitDecision() ends when the caller has gone", async () => {
  const { engine, abort, time, options } = waiting([[0, "pending"]]);
  const sleep = (ms: number) => {
    if (time.now > 5_000) abort.abort();
    return options.sleep(ms);
  };
  assert.equal(await awaitDecision(engine, "a", { ...options, sleep, forMs: 600_000 }), "pending");
  assert.ok(time.now < 10_000);
});

Deno.test("awaitDecision() takes an approval that is not there for one that lapsed", async () => {
  const { engine, options } = waiting([]);
  assert.equal(await awaitDecision(engine, "a", { ...options, forMs: 1_000 }), "expired");
});
