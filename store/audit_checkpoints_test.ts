import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { REAL_CLOCK, temporaryStore } from "../tests/fixtures/temporary_store.ts";
import { traceOf } from "../tests/fixtures/traces.ts";
import { AuditChain } from "./audit_chain.ts";
import { Checkpointer, DEFAULT_CHECKPOINT_LIMITS } from "./audit_checkpoints.ts";
import { readAuditHead } from "./audit_head.ts";
import { holds, loadAuditKey } from "./audit_key.ts";
import { CommitQueue } from "./commit_queue.ts";
import { openAuditReader } from "./audit_reader.ts";
import { openStore } from "./open_store.ts";

function checkpointsOf(dataDir: string): number[] {
  using reader = openAuditReader(dataDir);
  return [...reader.checkpoints(1)].map((checkpoint) => checkpoint.seq);
}

Deno.test("closing signs what was written, also when it still waited for company", async () => {
  await using temporary = temporaryStore();
  const { dataDir, store } = temporary;
  store.audit.note({ pid: 1 }, { kind: "process_started", subject: "p" });
  await store.close();
  assert.deepEqual(checkpointsOf(dataDir), [2]);
  const head = readAuditHead(dataDir);
  assert.ok(typeof head === "object" && head.seq === 2 && holds(head, loadAuditKey(dataDir)));
});

Deno.test("a store that only was read signs nothing", async () => {
  await using temporary = temporaryStore();
  await temporary.store.close();
  assert.deepEqual(checkpointsOf(temporary.dataDir), []);
  assert.equal(readAuditHead(temporary.dataDir), undefined);
});

Deno.test("a checkpoint is signed after so many entries, and not sooner than the gap allows", async () => {
  let now = 0;
  const clock = { ...REAL_CLOCK, monotonic: () => now };
  await using temporary = temporaryStore({ clock, checkpointEntries: 3, checkpointGapMs: 1_000_000 });
  const { dataDir, store } = temporary;
  const append = async (id: string) => {
    await store.traces.append(traceOf(id));
    await store.flush();
  };
  for (const id of ["a", "b", "c", "d", "e", "f"]) await append(id);
  assert.deepEqual(checkpointsOf(dataDir), [3], "chain_opened and two calls; then the gap");
  now = 1_000_001;
  await append("g");
  assert.deepEqual(checkpointsOf(dataDir), [3, 8]);
});

Deno.test("a checkpoint is signed some time after an entry, however few there are", async () => {
  await using temporary = temporaryStore({ checkpointMs: 1 });
  const { dataDir, store } = temporary;
  await store.traces.append(traceOf("a"));
  while (checkpointsOf(dataDir).length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.deepEqual(checkpointsOf(dataDir), [2]);
});

Deno.test("the side file never goes back to an earlier checkpoint", async () => {
  await using temporary = temporaryStore();
  const { dataDir, store } = temporary;
  const other = openStore({ dataDir, clock: REAL_CLOCK });
  await store.traces.append(traceOf("a"));
  await store.audit.checkpoint();
  await other.traces.append(traceOf("b"));
  await Promise.all([other.audit.checkpoint(), store.audit.checkpoint()]);
  await other.close();
  const head = readAuditHead(dataDir);
  assert.equal(typeof head === "object" && head.seq, 3);
});

Deno.test("nothing is signed that the disk did not confirm, and all of it once it does", async () => {
  await using temporary = temporaryStore();
  const { dataDir, store } = temporary;
  const db = new DatabaseSync(store.path);
  const chain = new AuditChain(db);
  const queue = new CommitQueue(db, { clock: REAL_CLOCK, begun: () => chain.begin() });
  let isBroken = true;
  let head = 0;
  const sync = () => {
    // What comes after the disk was asked is not confirmed, and so not signed.
    if (isBroken) return Promise.reject(new Error("The disk is gone"));
    return queue.push(() => void chain.append({ kind: "mode", subject: "m", at: 2, digest: "0".repeat(64) }));
  };
  const checkpointer = new Checkpointer(db, {
    ...DEFAULT_CHECKPOINT_LIMITS,
    ...{ dataDir, queue, chain, sync, clock: REAL_CLOCK, key: loadAuditKey(dataDir) },
  });
  await queue.push(() => head = chain.append({ kind: "mode", subject: "m", at: 1, digest: "0".repeat(64) }));
  await checkpointer.sign();
  assert.deepEqual([checkpointsOf(dataDir), readAuditHead(dataDir)], [[], undefined]);
  isBroken = false;
  await checkpointer.sign();
  assert.deepEqual(checkpointsOf(dataDir), [head]);
  const signed = readAuditHead(dataDir);
  assert.equal(typeof signed === "object" && signed.seq, head);
  db.close();
});

Deno.test("the key is made once, for its owner alone, and stays the same", () => {
  const dataDir = Deno.makeTempDirSync();
  try {
    const key = loadAuditKey(dataDir);
    assert.equal(loadAuditKey(dataDir).id, key.id);
    const mode = Deno.statSync(`${dataDir}/audit-key.pem`).mode ?? 0;
    if (Deno.build.os !== "windows") assert.equal(mode & 0o777, 0o600);
    const checkpoint = key.sign({ seq: 1, hash: "0".repeat(64), at: 1, count: 1 });
    assert.ok(holds(checkpoint, key));
    assert.ok(!holds({ ...checkpoint, at: 2 }, key));
    assert.ok(!holds({ ...checkpoint, signature: "" }, key));
  } finally {
    Deno.removeSync(dataDir, { recursive: true });
  }
});
