import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "../engine/ports.ts";
import { outcomeOf, traceOf } from "../tests/fixtures/traces.ts";
import { MIGRATIONS } from "./migrations/list.ts";
import { openStore } from "./open_store.ts";
import { REAL_CLOCK, temporaryStore } from "../tests/fixtures/temporary_store.ts";

function inFolder(test: (dataDir: string) => void): void {
  const dataDir = Deno.makeTempDirSync();
  try {
    test(dataDir);
  } finally {
    Deno.removeSync(dataDir, { recursive: true });
  }
}

function refusal(dataDir: string): string {
  try {
    void openStore({ dataDir, clock: REAL_CLOCK }).close();
  } catch (error) {
    assert.ok(error instanceof StoreError);
    assert.ok(!error.message.includes("\n"));
    return error.message;
  }
  throw new Error("The store opened");
}

Deno.test("openStore() keeps its files readable by their owner alone", async () => {
  await using temporary = temporaryStore();
  await temporary.store.traces.append(traceOf("t1"));
  if (Deno.build.os === "windows") return;
  const files = [...Deno.readDirSync(temporary.dataDir)].map((entry) => entry.name).sort();
  assert.deepEqual(files, ["audit-key.pem", "interven.db", "interven.db-shm", "interven.db-wal"]);
  for (const file of files) {
    assert.equal((Deno.statSync(join(temporary.dataDir, file)).mode ?? 0) & 0o777, 0o600, file);
  }
});

Deno.test("openStore() finds what an earlier run wrote", async () => {
  await using temporary = temporaryStore();
  await temporary.store.traces.append(traceOf("t1"));
  temporary.store.traces.appendOutcome(outcomeOf("t1"));
  await temporary.store.close();
  const again = openStore({ dataDir: temporary.dataDir, clock: REAL_CLOCK });
  assert.deepEqual(again.traces.get("t1"), { ...traceOf("t1"), outcome: outcomeOf("t1"), response: null });
  await again.close();
});

Deno.test("openStore() refuses a damaged file and says what to do", () =>
  inFolder((dataDir) => {
    Deno.writeTextFileSync(join(dataDir, "interven.db"), "no database at all ".repeat(400));
    assert.match(refusal(dataDir), /damaged or no database; move it aside/);
  }));

Deno.test("openStore() refuses a newer schema version and says what to do", async () => {
  await using temporary = temporaryStore();
  await temporary.store.close();
  const path = join(temporary.dataDir, "interven.db");
  {
    using db = new DatabaseSync(path);
    db.exec("PRAGMA user_version = 99");
  }
  assert.match(
    refusal(temporary.dataDir),
    /found schema version 99, wanted at most \d+; use the newer interven/,
  );
});

Deno.test("openStore() refuses the database of another program and leaves it alone", () =>
  inFolder((dataDir) => {
    const path = join(dataDir, "interven.db");
    {
      using db = new DatabaseSync(path);
      db.exec("CREATE TABLE recipes (name TEXT)");
    }
    assert.match(refusal(dataDir), /another program/);
    using db = new DatabaseSync(path);
    assert.deepEqual(db.prepare("SELECT name FROM sqlite_schema").all().map((row) => row.name), ["recipes"]);
  }));

Deno.test("openStore() refuses a folder that is not there", () => {
  assert.match(refusal(join(Deno.cwd(), "no", "such", "folder")), /^Cannot open the store/);
});

Deno.test("two stores of one folder see each other's writes", async () => {
  await using temporary = temporaryStore();
  const other = openStore({ dataDir: temporary.dataDir, clock: REAL_CLOCK });
  try {
    const before = temporary.store.foreignChanges();
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => {
        const writer = i % 2 === 0 ? other : temporary.store;
        return writer.traces.append(traceOf(`t${i}`));
      }),
    );
    assert.equal(temporary.store.traces.list({ limit: 100 }).traces.length, 50);
    assert.equal(other.traces.list({ limit: 100 }).traces.length, 50);
    assert.notEqual(temporary.store.foreignChanges(), before);
  } finally {
    await other.close();
  }
});

Deno.test("a closed store refuses writes with a StoreError", async () => {
  await using temporary = temporaryStore();
  await temporary.store.close();
  await assert.rejects(temporary.store.traces.append(traceOf("t1")), StoreError);
});

Deno.test("health() tells of a failed commit until one succeeds", async () => {
  await using temporary = temporaryStore({ busyLimitMs: 0 });
  using other = new DatabaseSync(temporary.store.path);
  assert.deepEqual(temporary.store.health(), { ready: true });
  other.exec("BEGIN IMMEDIATE");
  await assert.rejects(temporary.store.traces.append(traceOf("t1")), StoreError);
  assert.match(temporary.store.health().reason ?? "", /locked/);
  other.exec("ROLLBACK");
  await temporary.store.traces.append(traceOf("t2"));
  assert.deepEqual(temporary.store.health(), { ready: true });
});

Deno.test("check() finds out by itself that a store works again, and stays honest while it does not", async () => {
  await using temporary = temporaryStore({ busyLimitMs: 0 });
  const { store } = temporary;
  assert.deepEqual(await store.check(), { ready: true });
  using other = new DatabaseSync(store.path);
  other.exec("BEGIN IMMEDIATE");
  await assert.rejects(store.traces.append(traceOf("t1")), StoreError);
  for (let i = 0; i < 2; i++) assert.match((await store.check()).reason ?? "", /locked/);
  other.exec("ROLLBACK");
  assert.deepEqual(await store.check(), { ready: true });
  await store.close();
  assert.deepEqual(await store.check(), { ready: false, reason: "The store is closed" });
});

Deno.test("openStore() brings a store of the first version up to date and keeps what it held", async () => {
  const dataDir = Deno.makeTempDirSync();
  const at = 1_700_000_000_000;
  try {
    {
      using db = new DatabaseSync(join(dataDir, "interven.db"));
      db.exec(`${MIGRATIONS[0]}; PRAGMA application_id = ${0x4956454e}; PRAGMA user_version = 1`);
      db.exec(
        `INSERT INTO traces VALUES (1, 't1', ${at}, 'a', NULL, 's', 'slack', 'ALLOW', 'LOW', '[]', '[]', 1, '')`,
      );
      db.prepare("INSERT INTO trace_documents VALUES (1, ?)").run(JSON.stringify(traceOf("t1", { at })));
    }
    const store = openStore({ dataDir, clock: REAL_CLOCK });
    const sinceMs = at - at % 60_000;
    assert.equal(store.traces.stats({ sinceMs, untilMs: sinceMs + 60_000, buckets: 1 }).total, 1);
    assert.equal(store.traces.get("t1")?.traceId, "t1");
    await store.close();
  } finally {
    Deno.removeSync(dataDir, { recursive: true });
  }
});
