/** For audit_crash_test.ts: records calls, outcomes and approvals without end and prints the id of each call acknowledged. */
import { openStore } from "../../store/open_store.ts";
import { approvalOf, outcomeOf, traceOf } from "../fixtures/traces.ts";
import { REAL_CLOCK } from "../fixtures/temporary_store.ts";

const [dataDir = "", name = ""] = Deno.args;
const store = openStore({ dataDir, clock: REAL_CLOCK, checkpointEntries: 50, checkpointGapMs: 0 });
const encoder = new TextEncoder();

async function recordForever(lane: number): Promise<never> {
  for (let n = 0;; n++) {
    const id = `${name}-${lane}-${n}`;
    await store.traces.append(traceOf(id));
    store.traces.appendOutcome(outcomeOf(id));
    if (n % 25 === 0) store.approvals.insert(approvalOf(`approval-${id}`));
    Deno.stdout.writeSync(encoder.encode(`${id}\n`));
  }
}

await Promise.all([0, 1, 2, 3].map(recordForever));
