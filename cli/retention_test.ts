import assert from "node:assert/strict";
import type { RetentionLimits, RetentionReport } from "../store/retention.ts";
import { startRetention } from "./retention.ts";

const NOTHING: RetentionReport = { forgottenCalls: 0, forgottenApprovals: 0, cutEntries: 0, bytes: 0 };

/** Starts one round on a store that answers as told, and ends when the round has. */
async function oneRound(
  answer: () => Promise<RetentionReport | undefined>,
  settings = { retentionDays: 30, maxStoreSize: 1_000 },
): Promise<{ asked: RetentionLimits[]; said: string[] }> {
  const asked: RetentionLimits[] = [];
  const said: string[] = [];
  const retain = (limits: RetentionLimits) => {
    asked.push(limits);
    return answer();
  };
  const stop = startRetention({ retain }, settings, {
    say: (level, message) => said.push(`${level}: ${message}`),
  });
  await new Promise((resolve) => setImmediate(resolve));
  stop();
  return { asked, said };
}

Deno.test("startRetention() asks at once for what the settings say, and says nothing when nothing was done", async () => {
  const { asked, said } = await oneRound(() => Promise.resolve(NOTHING));
  assert.deepEqual(asked, [{ keepMs: 30 * 86_400_000, maxBytes: 1_000 }]);
  assert.deepEqual(said, []);
});

Deno.test("startRetention() takes 0 for no limit, and with neither limit does nothing", async () => {
  const days = await oneRound(() => Promise.resolve(NOTHING), { retentionDays: 0, maxStoreSize: 1_000 });
  assert.deepEqual(days.asked, [{ keepMs: null, maxBytes: 1_000 }]);
  const none = await oneRound(() => Promise.resolve(NOTHING), { retentionDays: 0, maxStoreSize: 0 });
  assert.deepEqual(none.asked, []);
});

Deno.test("startRetention() tells what was forgotten, and of a failure, and leaves it to another process", async () => {
  const forgot = await oneRound(() =>
    Promise.resolve({ forgottenCalls: 7, forgottenApprovals: 2, cutEntries: 0, bytes: 2_000_000 })
  );
  assert.deepEqual(forgot.said, ["info: Retention: forgot 7 calls and 2 approvals; the store holds 2 MB"]);
  const failed = await oneRound(() => Promise.reject(new Error("The disk is full")));
  assert.deepEqual(failed.said, ["warn: Retention failed, it is tried again: The disk is full"]);
  assert.deepEqual((await oneRound(() => Promise.resolve(undefined))).said, []);
});
