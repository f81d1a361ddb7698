/** What retention takes away leaves a record that can still be checked, and a smaller file. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { openAuditReader } from "../../store/audit_reader.ts";
import { openStore, type Store } from "../../store/open_store.ts";
import { approvalOf, outcomeOf, traceOf } from "../fixtures/traces.ts";
import { FakeClock } from "../fixtures/api_harness.ts";
import { REAL_CLOCK } from "../fixtures/temporary_store.ts";
import { auditedFolder, folderAt, verifyFolder } from "./audited_folder.ts";

const MINUTE_MS = 60_000;

Deno.test("a record whose older half was forgotten holds, and says how much was forgotten", async () => {
  using folder = await auditedFolder({
    also: async (store) => assert.equal(await store.prune(1_700_000_000_000 + 31 * MINUTE_MS), 30),
  });
  const { broken, forgotten } = folder.verify();
  assert.equal(broken, undefined, broken?.message);
  assert.equal(forgotten, 30 * 2 + 3, "calls, outcomes and three responses");
});

Deno.test("a call that was deleted by hand beside those that were forgotten is still missed", async () => {
  using folder = await auditedFolder({
    also: async (store) => void await store.prune(1_700_000_000_000 + 31 * MINUTE_MS),
  });
  folder.tamper(`DELETE FROM trace_documents WHERE seq = 40; DELETE FROM trace_outcomes WHERE seq = 40;
    DELETE FROM trace_responses WHERE seq = 40; DELETE FROM traces WHERE seq = 40`);
  assert.equal(folder.verify().broken?.kind, "deleted");
});

async function appendMany(store: Store, count: number, bodyChars: number): Promise<void> {
  const body = "x".repeat(bodyChars);
  for (let sent = 0; sent < count; sent += 500) {
    await Promise.all(Array.from({ length: Math.min(500, count - sent) }, async (_, i) => {
      const traceId = `many-${sent + i}`;
      const { request } = traceOf(traceId);
      await store.traces.append(
        traceOf(traceId, { at: 1_700_000_000_000 + sent + i, request: { ...request, body } }),
      );
      store.traces.appendOutcome(outcomeOf(traceId));
    }));
  }
}

Deno.test("a store over its limit forgets the oldest calls, and its file shrinks", async () => {
  using folder = folderAt(Deno.makeTempDirSync());
  const { dataDir } = folder;
  const store = openStore({ dataDir, clock: REAL_CLOCK });
  await appendMany(store, 3_000, 5_000);
  await store.flush();
  const maxBytes = 10_000_000;
  const report = await store.retain({ keepMs: null, maxBytes });
  assert.ok(
    report !== undefined && report.forgottenCalls > 500 && report.bytes <= maxBytes,
    JSON.stringify(report),
  );
  assert.equal(store.traces.get("many-0"), undefined, "the oldest went");
  assert.notEqual(store.traces.get("many-2999"), undefined, "the newest stayed");
  assert.deepEqual(await store.retain({ keepMs: null, maxBytes }), { ...report, forgottenCalls: 0 });
  await store.close();
  assert.ok(Deno.statSync(join(dataDir, "interven.db")).size <= maxBytes * 1.1);
  assert.equal(folder.verify().broken, undefined);
});

Deno.test("a chain that grew too long is cut at a signed checkpoint and still holds", async () => {
  using folder = folderAt(Deno.makeTempDirSync());
  const { dataDir } = folder;
  const store = openStore({ dataDir, clock: REAL_CLOCK, checkpointEntries: 500, checkpointGapMs: 0 });
  await appendMany(store, 10_000, 10);
  await store.flush();
  assert.equal(await store.prune(1_700_000_000_000 + 60 * MINUTE_MS), 10_000);
  const report = await store.retain({ keepMs: null, maxBytes: 10_000_000 });
  assert.ok(report !== undefined && report.cutEntries > 2_000, JSON.stringify(report));
  await store.traces.append(traceOf("after"));
  await store.close();
  const { broken, cutThrough, firstSeq } = folder.verify();
  assert.equal(broken, undefined, broken?.message);
  assert.equal(firstSeq, cutThrough + 1);
  folder.tamper(`DELETE FROM audit_entries WHERE seq <= ${firstSeq + 10}`);
  assert.equal(folder.verify().broken?.kind, "deleted", "a cut that the chain does not speak of");
});

Deno.test("no entry of a call that is still there is cut", async () => {
  using folder = folderAt(Deno.makeTempDirSync());
  const store = openStore({
    dataDir: folder.dataDir,
    clock: REAL_CLOCK,
    checkpointEntries: 500,
    checkpointGapMs: 0,
  });
  await appendMany(store, 8_000, 10);
  await store.flush();
  const report = await store.retain({ keepMs: null, maxBytes: 10_000_000 });
  await store.close();
  assert.equal(folder.verify().broken, undefined);
  using reader = openAuditReader(folder.dataDir);
  const uncovered = reader.db.prepare(
    "SELECT count(*) AS n FROM trace_documents WHERE entry < (SELECT min(seq) FROM audit_entries)",
  ).get()?.n;
  assert.equal(uncovered, 0, JSON.stringify(report));
});

Deno.test("of two processes on one data folder one keeps the limits, and a dead one's turn passes", async () => {
  using folder = folderAt(Deno.makeTempDirSync());
  const clock = new FakeClock();
  const stores = [0, 1].map(() => openStore({ dataDir: folder.dataDir, clock })) as [Store, Store];
  await appendMany(stores[0], 300, 10);
  const limits = { keepMs: 0, maxBytes: null };
  clock.nowMs += MINUTE_MS;
  const [first, second] = await Promise.all(stores.map((store) => store.retain(limits)));
  assert.equal([first, second].filter((report) => report === undefined).length, 1);
  assert.equal((first ?? second)?.forgottenCalls, 300);
  folder.tamper(
    `INSERT INTO maintenance VALUES ('retention', 'somebody who died', ${clock.nowMs + 600_000})`,
  );
  assert.equal(await stores[1].retain(limits), undefined);
  clock.nowMs += 600_001;
  assert.notEqual(await stores[1].retain(limits), undefined);
  for (const store of stores) await store.close();
  assert.equal(verifyFolder(folder.dataDir).broken, undefined);
});

Deno.test("approvals go after their calls, once nobody can answer them and their answer holds for nothing, and the record holds", async () => {
  using folder = folderAt(Deno.makeTempDirSync());
  const clock = new FakeClock();
  const store = openStore({ dataDir: folder.dataDir, clock });
  const at = clock.nowMs;
  const lapsed = { createdAt: at, expiresAt: at + 1 };
  for (
    const [id, over] of Object.entries({ gone: {}, refused: {}, waits: { expiresAt: at + 1e9 }, kept: {} })
  ) {
    const isKept = id === "kept";
    await store.traces.append(traceOf(`call-${id}`, { at: isKept ? at + 9 * MINUTE_MS : at }));
    store.approvals.insert(approvalOf(id, { ...lapsed, traceId: `call-${id}`, ...over }));
  }
  const no = { status: "denied", now: at, expiresAt: at + 1, decidedBy: "console", note: null } as const;
  store.approvals.decide("refused", no);
  clock.nowMs = at + 10 * MINUTE_MS;
  const report = await store.retain({ keepMs: 5 * MINUTE_MS, maxBytes: null });
  assert.equal(report?.forgottenCalls, 3);
  assert.equal(report?.forgottenApprovals, 2);
  const left = store.approvals.list({ now: clock.nowMs, limit: 9 }).map(({ id }) => id);
  assert.deepEqual(left.toSorted(), ["kept", "waits"]);
  await store.close();
  const { broken } = verifyFolder(folder.dataDir);
  assert.equal(broken, undefined, broken?.message);
  folder.tamper("DELETE FROM approvals WHERE id = 'waits'");
  assert.equal(verifyFolder(folder.dataDir).broken?.kind, "deleted", "one that was not forgotten is missed");
});
