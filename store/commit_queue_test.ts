import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "../engine/ports.ts";
import { CommitQueue } from "./commit_queue.ts";

const clock = { monotonic: () => performance.now() };

function numbers(): DatabaseSync {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE numbers (n INTEGER NOT NULL UNIQUE, padding TEXT) STRICT");
  return db;
}

function adder(db: DatabaseSync, sql = "INSERT INTO numbers (n) VALUES (?)") {
  const statement = db.prepare(sql);
  return (n: number) => () => void statement.run(n);
}

function all(db: DatabaseSync): unknown[] {
  return db.prepare("SELECT n FROM numbers ORDER BY n").all().map((row) => row.n);
}

Deno.test("push() writes what one turn asks for in one transaction", async () => {
  using db = numbers();
  let deferred = 0;
  const defer = (task: () => void) => {
    deferred++;
    setImmediate(task);
  };
  const queue = new CommitQueue(db, { clock, defer });
  const add = adder(db);
  const writes = [1, 2, 3].map((n) => queue.push(add(n)));
  assert.deepEqual(all(db), []);
  await Promise.all(writes);
  assert.deepEqual(all(db), [1, 2, 3]);
  assert.equal(deferred, 1);
});

Deno.test("push() rejects only the write that cannot be done", async () => {
  using db = numbers();
  const queue = new CommitQueue(db, { clock });
  const add = adder(db);
  const results = await Promise.allSettled([1, 1, 2].map((n) => queue.push(add(n))));
  assert.deepEqual(results.map((result) => result.status), ["fulfilled", "rejected", "fulfilled"]);
  assert.deepEqual(all(db), [1, 2]);
});

Deno.test("push() fails closed with advice when the disk is full, and recovers", async () => {
  using db = numbers();
  const queue = new CommitQueue(db, { clock });
  const pages = Number(db.prepare("PRAGMA page_count").get()?.page_count);
  db.exec(`PRAGMA max_page_count = ${pages}`);
  const big = adder(db, `INSERT INTO numbers (n, padding) VALUES (?, '${"x".repeat(100_000)}')`);
  await assert.rejects(queue.push(big(1)), (error) => {
    assert.ok(error instanceof StoreError);
    assert.match(error.message, /disk is full; free some space$/);
    return true;
  });
  assert.ok(queue.failure instanceof StoreError);
  db.exec("PRAGMA max_page_count = 1000000");
  await queue.push(big(2));
  assert.equal(queue.failure, undefined);
  assert.deepEqual(all(db), [2]);
});

Deno.test("push() fails closed with advice when the file is read-only", async () => {
  using db = numbers();
  const queue = new CommitQueue(db, { clock });
  db.exec("PRAGMA query_only = ON");
  await assert.rejects(queue.push(adder(db)(1)), /read-only; make the file and its folder writable$/);
});

Deno.test("push() refuses more writes than may wait", async () => {
  using db = numbers();
  const queue = new CommitQueue(db, { clock, maxQueued: 2 });
  const add = adder(db);
  const accepted = [queue.push(add(1)), queue.push(add(2))];
  await assert.rejects(queue.push(add(3)), /2 writes wait already, wanted fewer than 2$/);
  queue.pushUnawaited(add(4));
  assert.equal(queue.dropped, 1);
  await Promise.all(accepted);
  assert.deepEqual(all(db), [1, 2]);
});

Deno.test("pushUnawaited() rides with the next commit, and is written without one as well", async () => {
  using db = numbers();
  const queue = new CommitQueue(db, { clock, lingerMs: 1 });
  const add = adder(db);
  queue.pushUnawaited(add(1));
  assert.deepEqual(all(db), []);
  await queue.push(add(2));
  assert.deepEqual(all(db), [1, 2]);
  queue.pushUnawaited(add(3));
  await queue.flush();
  assert.deepEqual(all(db), [1, 2, 3]);
});

Deno.test("close() writes what waits and refuses what comes later", async () => {
  using db = numbers();
  const queue = new CommitQueue(db, { clock });
  const add = adder(db);
  const early = queue.push(add(1));
  await queue.close();
  await early;
  await assert.rejects(queue.push(add(2)), /closed$/);
  assert.deepEqual(all(db), [1]);
});

Deno.test("hold() lets writes wait until release(), and flush() waits with them", async () => {
  using db = numbers();
  const queue = new CommitQueue(db, { clock, lingerMs: 1 });
  const add = adder(db);
  queue.hold();
  const written = queue.push(add(1));
  queue.pushUnawaited(add(2));
  let isFlushed = false;
  const flushed = queue.flush().then(() => isFlushed = true);
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([all(db), isFlushed], [[], false]);
  queue.release();
  await Promise.all([written, flushed]);
  assert.deepEqual(all(db), [1, 2]);
  queue.release();
  await queue.push(add(3));
  assert.deepEqual(all(db), [1, 2, 3]);
});

function twoConnections(
  test: (ours: DatabaseSync, theirs: DatabaseSync) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const folder = Deno.makeTempDirSync();
    const ours = new DatabaseSync(`${folder}/x.db`, { timeout: 1 });
    const theirs = new DatabaseSync(`${folder}/x.db`, { timeout: 1 });
    try {
      ours.exec("PRAGMA journal_mode = WAL; CREATE TABLE numbers (n INTEGER NOT NULL UNIQUE) STRICT");
      await test(ours, theirs);
    } finally {
      ours.close();
      theirs.close();
      Deno.removeSync(folder, { recursive: true });
    }
  };
}

Deno.test(
  "push() waits without blocking while another process holds the lock",
  twoConnections(async (ours, theirs) => {
    const queue = new CommitQueue(ours, { clock });
    const add = adder(ours);
    theirs.exec("BEGIN IMMEDIATE");
    const first = queue.push(add(1));
    // Macrotasks run on while the lock is held: the event loop is free.
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    const second = queue.push(add(2));
    assert.deepEqual(all(theirs), []);
    theirs.exec("COMMIT");
    await Promise.all([first, second]);
    assert.deepEqual(all(ours), [1, 2]);
  }),
);

Deno.test(
  "push() gives up with a StoreError when the lock is not released in time",
  twoConnections(async (ours, theirs) => {
    let now = 0;
    const queue = new CommitQueue(ours, { clock: { monotonic: () => now += 500 }, busyLimitMs: 2_000 });
    theirs.exec("BEGIN IMMEDIATE");
    await assert.rejects(queue.push(adder(ours)(1)), /another process kept it locked/);
    theirs.exec("ROLLBACK");
    await queue.push(adder(ours)(2));
    assert.deepEqual(all(ours), [2]);
  }),
);
