/** Killed, and killed again, under load: nothing that was answered is lost, and the chain holds after each time. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { openStore } from "../../store/open_store.ts";
import { FakeClock } from "../fixtures/api_harness.ts";
import { REAL_CLOCK } from "../fixtures/temporary_store.ts";
import { outcomeOf, traceOf } from "../fixtures/traces.ts";
import { folderAt, verifyFolder } from "./audited_folder.ts";

const CHILD = fileURLToPath(new URL("./recording_child.ts", import.meta.url));
const ROUNDS = 5;
/** About so many characters of ids are read before the kill: some hundred calls. */
const KILL_AFTER_CHARS = 4_000;

/** Runs a process that records without end, kills it, and answers the ids of the calls that it acknowledged. */
async function recordUntilKilled(dataDir: string, name: string): Promise<string[]> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "-A", CHILD, dataDir, name],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let printed = "";
  let killed = false;
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    printed += chunk;
    if (killed || printed.length < KILL_AFTER_CHARS) continue;
    killed = true;
    child.kill("SIGKILL");
  }
  await child.status;
  // The last line may have been cut by the kill.
  return printed.split("\n").slice(0, -1);
}

function lostOf(dataDir: string, ids: readonly string[]): Promise<string[]> {
  const store = openStore({ dataDir, clock: REAL_CLOCK });
  const lost = ids.filter((id) => !store.traces.has(id));
  return store.close().then(() => lost);
}

Deno.test("kill -9 in a loop loses nothing that was answered, and the chain holds after each", async () => {
  using folder = folderAt(Deno.makeTempDirSync());
  const acknowledged: string[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    acknowledged.push(...await recordUntilKilled(folder.dataDir, `round-${round}`));
    const { broken, entries } = folder.verify();
    assert.equal(broken, undefined, `round ${round}: ${broken?.message}`);
    assert.ok(entries >= acknowledged.length);
  }
  assert.ok(acknowledged.length > 100 * ROUNDS);
  assert.deepEqual(await lostOf(folder.dataDir, acknowledged), []);
});

Deno.test("two processes that write at once lose no entry, also when they are killed", async () => {
  using folder = folderAt(Deno.makeTempDirSync());
  const acknowledged = (await Promise.all(
    ["left", "right"].map((name) => recordUntilKilled(folder.dataDir, name)),
  )).flat();
  const { broken, entries } = folder.verify();
  assert.equal(broken, undefined, broken?.message);
  assert.ok(entries >= acknowledged.length);
  assert.deepEqual(await lostOf(folder.dataDir, acknowledged), []);
});

Deno.test("two stores that interleave every turn share one chain without a gap", async () => {
  using folder = folderAt(Deno.makeTempDirSync());
  const stores = [0, 1].map(() =>
    openStore({ dataDir: folder.dataDir, clock: REAL_CLOCK, checkpointEntries: 7, checkpointGapMs: 0 })
  );
  await Promise.all(stores.map(async (store, lane) => {
    for (let i = 0; i < 200; i++) {
      const traceId = `${lane}-${i}`;
      await store.traces.append(traceOf(traceId));
      store.traces.appendOutcome(outcomeOf(traceId));
      // A signature waits for the disk, and calls do not wait for it.
      if (i % 10 === 0) await store.flush();
    }
  }));
  for (const store of stores) await store.close();
  const { broken, entries, checkpoints } = verifyFolder(folder.dataDir);
  assert.equal(broken, undefined, broken?.message);
  assert.equal(entries, 1 + 2 * 200 * 2);
  assert.ok(checkpoints > 10);
});

Deno.test("a clock that jumps backwards breaks nothing, and retention keeps to what each call says of its time", async () => {
  using folder = folderAt(Deno.makeTempDirSync());
  const clock = new FakeClock();
  const store = openStore({ dataDir: folder.dataDir, clock, checkpointEntries: 10, checkpointGapMs: 0 });
  const times = [0, 86_400_000, -86_400_000, 3_600_000, -40 * 86_400_000, 60_000];
  const start = clock.nowMs;
  for (const [i, offset] of times.entries()) {
    clock.nowMs = start + offset;
    for (let n = 0; n < 10; n++) {
      await store.traces.append(traceOf(`${i}-${n}`, { at: clock.nowMs }));
      store.traces.appendOutcome(outcomeOf(`${i}-${n}`));
    }
  }
  await store.flush();
  const report = await store.retain({ keepMs: 30 * 86_400_000, maxBytes: null });
  assert.equal(report?.forgottenCalls, 10, "those that say they are 40 days old");
  await store.close();
  const { broken, forgotten } = folder.verify();
  assert.equal(broken, undefined, broken?.message);
  assert.equal(forgotten, 20);
});
