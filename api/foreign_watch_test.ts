import assert from "node:assert/strict";
import { openStore } from "../store/open_store.ts";
import { FakeClock } from "../tests/fixtures/api_harness.ts";
import { temporaryStore } from "../tests/fixtures/temporary_store.ts";
import { approvalOf, traceOf } from "../tests/fixtures/traces.ts";
import { createForeignWatch } from "./foreign_watch.ts";

Deno.test("what another process did is told, and what this one did is not looked for", async () => {
  const clock = new FakeClock();
  await using temporary = temporaryStore({ clock });
  const { store } = temporary;
  const other = openStore({ dataDir: temporary.dataDir, clock });
  const told: string[] = [];
  const look = createForeignWatch({
    foreignChanges: () => store.foreignChanges(),
    traces: store.traces,
    approvals: store.approvals,
    clock,
    tell: {
      decision: (trace) => told.push(trace.traceId),
      approval: (approval) => told.push(`${approval.id} ${approval.status}`),
    },
  });
  try {
    await other.traces.append(traceOf("missed", { at: clock.nowMs - 60_000 }));
    look();
    clock.nowMs += 1_000;
    await store.traces.append(traceOf("own", { at: clock.nowMs }));
    look();
    assert.deepEqual(told, []);
    clock.nowMs += 1_000;
    await other.traces.append(traceOf("foreign", { at: clock.nowMs }));
    other.approvals.insert(approvalOf("a1", { createdAt: clock.nowMs }));
    look();
    assert.deepEqual(told, ["own", "foreign", "a1 pending"]);
    look();
    assert.equal(told.length, 3);
  } finally {
    await other.close();
  }
});
