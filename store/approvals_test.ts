import assert from "node:assert/strict";
import { StoreError } from "../engine/ports.ts";
import { approvalOf } from "../tests/fixtures/traces.ts";
import { openStore } from "./open_store.ts";
import { REAL_CLOCK, temporaryStore } from "../tests/fixtures/temporary_store.ts";

const START = 1_700_000_000_000;
const approve = {
  status: "approved",
  now: START + 1,
  expiresAt: START + 9,
  decidedBy: "console",
  note: "fine",
} as const;

Deno.test("an approval is found by its id, and by the exact call of its agent", async () => {
  await using temporary = temporaryStore();
  const { approvals } = temporary.store;
  const first = approvalOf("a1", { signature: "s" });
  const second = approvalOf("a2", { signature: "s", createdAt: START + 1 });
  approvals.insert(first);
  approvals.insert(second);
  assert.deepEqual(approvals.get("a1"), first);
  assert.deepEqual(approvals.latest("agent-one", "s"), second);
  assert.equal(approvals.latest("agent-two", "s"), undefined);
  assert.equal(approvals.get("unknown"), undefined);
});

Deno.test("decide() wins once: by whichever process came first", async () => {
  await using temporary = temporaryStore();
  const other = openStore({ dataDir: temporary.dataDir, clock: REAL_CLOCK });
  try {
    temporary.store.approvals.insert(approvalOf("a1"));
    const decided = other.approvals.decide("a1", approve);
    assert.deepEqual(decided, {
      ...approvalOf("a1"),
      status: "approved",
      expiresAt: START + 9,
      decidedAt: START + 1,
      decidedBy: "console",
      note: "fine",
    });
    assert.equal(temporary.store.approvals.decide("a1", { ...approve, status: "denied" }), undefined);
    assert.equal(temporary.store.approvals.get("a1")?.status, "approved");
  } finally {
    await other.close();
  }
});

Deno.test("decide() takes neither an unknown approval nor one past its time", async () => {
  await using temporary = temporaryStore();
  const { approvals } = temporary.store;
  approvals.insert(approvalOf("a1", { expiresAt: START + 1 }));
  assert.equal(approvals.decide("a1", approve), undefined);
  assert.equal(approvals.decide("unknown", approve), undefined);
});

Deno.test("list() judges a pending approval past its time as expired", async () => {
  await using temporary = temporaryStore();
  const { approvals } = temporary.store;
  approvals.insert(approvalOf("old", { createdAt: START, expiresAt: START + 5 }));
  approvals.insert(approvalOf("new", { createdAt: START + 1, expiresAt: START + 50 }));
  approvals.insert(approvalOf("denied", { createdAt: START + 2, status: "denied" }));
  const ids = (filter: Parameters<typeof approvals.list>[0]) =>
    approvals.list(filter).map(({ id, status }) => [id, status]);
  const now = START + 5;
  assert.deepEqual(ids({ now, limit: 9 }), [["denied", "denied"], ["new", "pending"], ["old", "expired"]]);
  assert.deepEqual(ids({ now, limit: 9, status: "pending" }), [["new", "pending"]]);
  assert.deepEqual(ids({ now, limit: 9, status: "expired" }), [["old", "expired"]]);
  assert.deepEqual(ids({ now, limit: 9, status: "denied" }), [["denied", "denied"]]);
  assert.deepEqual(ids({ now, limit: 1 }), [["denied", "denied"]]);
});

Deno.test("insert() reports what the store refuses as a StoreError", async () => {
  await using temporary = temporaryStore();
  const { approvals } = temporary.store;
  approvals.insert(approvalOf("a1"));
  assert.throws(() => approvals.insert(approvalOf("a1")), StoreError);
});
