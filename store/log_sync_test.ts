import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryStore } from "../tests/fixtures/temporary_store.ts";
import { traceOf } from "../tests/fixtures/traces.ts";
import { syncCommitted } from "./log_sync.ts";

Deno.test("syncCommitted() ends when the disk has the log, and where there is none", async () => {
  await using temporary = temporaryStore();
  await temporary.store.traces.append(traceOf("t1"));
  await syncCommitted(temporary.store.path);
  assert.equal(temporary.store.traces.get("t1")?.traceId, "t1");
  await syncCommitted(join(temporary.dataDir, "no.db"));
});

Deno.test("syncCommitted() fails when the disk cannot confirm", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.mkdirSync(join(folder, "x.db-wal"));
    await assert.rejects(syncCommitted(join(folder, "x.db")));
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
