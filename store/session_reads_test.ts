import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { READ_WINDOW_MS } from "../engine/correlate/session_memory.ts";
import { StoreError } from "../engine/ports.ts";
import { REAL_CLOCK, temporaryStore } from "../tests/fixtures/temporary_store.ts";
import { CommitQueue } from "./commit_queue.ts";
import { SESSION_READS } from "./migrations/0003_session_reads.ts";
import { FEWER_INDEXES } from "./migrations/0010_fewer_indexes.ts";
import { openStore } from "./open_store.ts";
import { SqliteSessionReads } from "./session_reads.ts";

function reading(at: number) {
  return { traceId: `t-${at}`, at, document: `{"version":1,"n":${at}}` };
}

Deno.test("load() gives the latest readings of one session, oldest first, and none from before the window", async () => {
  await using temporary = temporaryStore();
  const { sessionReads } = temporary.store;
  for (let at = 1; at <= 6; at++) sessionReads.append(at === 5 ? "other" : "s", reading(at));
  assert.deepEqual(sessionReads.load("s", { since: 0, limit: 10 }), [], "written soon, and not at once");
  await temporary.store.flush();
  const ats = (since: number, limit: number) => sessionReads.load("s", { since, limit }).map(({ at }) => at);
  assert.deepEqual(ats(0, 10), [1, 2, 3, 4, 6]);
  assert.deepEqual(ats(3, 10), [3, 4, 6]);
  assert.deepEqual(ats(0, 2), [4, 6]);
  assert.deepEqual(sessionReads.load("other", { since: 0, limit: 9 }), [reading(5)]);
});

Deno.test("What a session has read is there again after a restart", async () => {
  await using temporary = temporaryStore();
  temporary.store.sessionReads.append("s", reading(7));
  await temporary.store.close();
  const again = openStore({ dataDir: temporary.dataDir, clock: REAL_CLOCK });
  try {
    assert.deepEqual(again.sessionReads.load("s", { since: 0, limit: 9 }), [reading(7)]);
  } finally {
    await again.close();
  }
});

Deno.test("Readings beyond the bound, and those that count no more, make room", async () => {
  const db = new DatabaseSync(":memory:");
  db.exec(SESSION_READS);
  db.exec(FEWER_INDEXES);
  const queue = new CommitQueue(db, { clock: REAL_CLOCK });
  const reads = new SqliteSessionReads(db, queue, { maxReads: 100 });
  const count = () => Number(db.prepare("SELECT count(*) AS n FROM session_reads").get()?.n);
  for (let i = 0; i < 400; i++) reads.append(`s${i % 7}`, reading(1_000 + i));
  await queue.flush();
  assert.ok(count() < 100 + 64, String(count()));
  for (let i = 0; i < 64; i++) reads.append("late", reading(2_000 + READ_WINDOW_MS));
  await queue.flush();
  assert.equal(db.prepare("SELECT count(*) AS n FROM session_reads WHERE at < 2000").get()?.n, 0);
  await queue.close();
  db.close();
});

Deno.test("A store that cannot be read is told as such: without memory there is no verdict", async () => {
  await using temporary = temporaryStore();
  const { sessionReads } = temporary.store;
  await temporary.store.close();
  assert.throws(() => sessionReads.load("s", { since: 0, limit: 9 }), StoreError);
});

Deno.test("Readings of other processes are news once; those of this one never are", async () => {
  await using temporary = temporaryStore();
  const other = openStore({ dataDir: temporary.dataDir, clock: REAL_CLOCK });
  try {
    const [here, there] = [temporary.store, other];
    const news = () => (here.sessionReads.news?.("s", 9) ?? []).map(({ at }) => at);
    there.sessionReads.append("s", reading(1));
    await there.flush();
    here.sessionReads.load("s", { since: 0, limit: 9 });
    here.sessionReads.append("s", reading(2));
    await here.flush();
    assert.deepEqual(news(), []);
    there.sessionReads.append("s", reading(3));
    there.sessionReads.append("another session", reading(4));
    there.sessionReads.append("s", reading(5));
    await there.flush();
    assert.deepEqual([news(), news()], [[3, 5], []]);
    here.sessionReads.append("s", reading(6));
    await here.flush();
    there.sessionReads.append("s", reading(7));
    await there.flush();
    assert.deepEqual([news(), news()], [[7], []]);
  } finally {
    await other.close();
  }
});

Deno.test("Where another process writes too, a reading is written without waiting for company", async () => {
  await using temporary = temporaryStore();
  const other = openStore({ dataDir: temporary.dataDir, clock: REAL_CLOCK });
  try {
    other.sessionReads.append("s", reading(1));
    await other.flush();
    const { sessionReads } = temporary.store;
    sessionReads.load("s", { since: 0, limit: 9 });
    sessionReads.news?.("s", 9);
    sessionReads.append("s", reading(10));
    // The end of this turn of the event loop.
    await new Promise<void>((resolve) => setImmediate(resolve));
    assert.equal(other.sessionReads.news?.("s", 9).length, 1);
  } finally {
    await other.close();
  }
});
