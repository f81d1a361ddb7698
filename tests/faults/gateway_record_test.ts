/** The record as whole programs write it: a gateway and a guard at once, and a gateway that is killed under load. */
import assert from "node:assert/strict";
import { openStore } from "../../store/open_store.ts";
import { type GatewayProcess, startGateway } from "../e2e/gateway_process.ts";
import { temporaryFolder } from "../e2e/interven_process.ts";
import { startMcp } from "../e2e/mcp_process.ts";
import { startUpstream } from "../e2e/upstream.ts";
import { REAL_CLOCK } from "../fixtures/temporary_store.ts";
import { verifyFolder } from "./audited_folder.ts";

const CALLS = 120;
const LANES = 6;

/** Sends calls until told to stop, or as many as are wanted; answers the traces of those that were answered. */
async function callThrough(gateway: GatewayProcess, origin: string, count: number): Promise<string[]> {
  const answered: string[] = [];
  let sent = 0;
  await Promise.all(Array.from({ length: LANES }, async () => {
    while (sent++ < count) {
      try {
        const response = await gateway.proxy(`${origin}/${sent}`);
        const traceId = response.headers.get("x-interven-trace-id");
        await response.body?.cancel();
        if (traceId !== null) answered.push(traceId);
      } catch {
        return; // the gateway was killed
      }
    }
  }));
  return answered;
}

async function missingFrom(dataDir: string, traceIds: readonly string[]): Promise<string[]> {
  const store = openStore({ dataDir, clock: REAL_CLOCK });
  const missing = traceIds.filter((id) => !store.traces.has(id));
  await store.close();
  return missing;
}

Deno.test("a gateway and a guard over one data folder write one chain, and neither loses a call", async () => {
  await using upstream = startUpstream();
  await using folder = await temporaryFolder();
  const dataDir = folder.path;
  const traceIds: string[] = [];
  {
    await using gateway = await startGateway({ dataDir, args: ["--allow-upstream", upstream.address] });
    await using guard = await startMcp({ dataDir });
    const scanning = (async () => {
      for (let i = 0; i < CALLS; i++) {
        const { verdict } = await guard.scan({
          tool_name: "http",
          url: `https://api.github.com/${i}`,
          method: "GET",
        });
        traceIds.push(String(verdict["trace_id"]));
      }
    })();
    traceIds.push(...await callThrough(gateway, upstream.origin, CALLS));
    await scanning;
    gateway.signal("SIGTERM");
    await gateway.exited;
  }
  assert.equal(new Set(traceIds).size, 2 * CALLS);
  const { broken, entries } = verifyFolder(dataDir);
  assert.equal(broken, undefined, broken?.message);
  assert.ok(entries > 3 * CALLS, "verdicts of both, outcomes of the gateway's");
  assert.deepEqual(await missingFrom(dataDir, traceIds), []);
});

Deno.test("a gateway that is killed under load, three times, has recorded every call that it answered", async () => {
  await using upstream = startUpstream();
  await using folder = await temporaryFolder();
  const dataDir = folder.path;
  const answered: string[] = [];
  for (let round = 0; round < 3; round++) {
    await using gateway = await startGateway({ dataDir, args: ["--allow-upstream", upstream.address] });
    const seenBefore = upstream.seen.length;
    const calling = callThrough(gateway, upstream.origin, Infinity);
    while (upstream.seen.length < seenBefore + CALLS) await new Promise((resolve) => setImmediate(resolve));
    gateway.signal("SIGKILL");
    answered.push(...await calling);
    const { broken } = verifyFolder(dataDir);
    assert.equal(broken, undefined, `round ${round}: ${broken?.message}`);
  }
  assert.ok(answered.length > 100, String(answered.length));
  assert.deepEqual(await missingFrom(dataDir, answered), []);
});
