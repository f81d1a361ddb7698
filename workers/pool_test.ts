import assert from "node:assert/strict";
import type { ScanRequest } from "../engine/ports.ts";
import { createScannerPool, type ScannerPool } from "./pool.ts";
import { defaultWorkerUrl, type ScannerPoolOptions } from "./pool_options.ts";
import { UNRULY_WORK } from "./testdata/unruly_work.ts";

const TRANSPORTS = ["shared", "messages"] as const;

/** A pool of threads that do as they are told, for everything, however small. */
function unrulyPool(options: Partial<ScannerPoolOptions> = {}): ScannerPool {
  return createScannerPool({
    workers: 1,
    workerUrl: new URL("./testdata/unruly_worker.ts", import.meta.url),
    work: UNRULY_WORK,
    inlineMaxBytes: -1,
    graceMs: 20,
    ...options,
  });
}

function ask(text: string | Uint8Array, timeoutMs = 20_000): ScanRequest {
  return { parts: [{ kind: "body", content: text }], host: "", want: { redact: false }, timeoutMs };
}

/** Lets the event loop turn until the condition holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 0));
}

for (const transport of TRANSPORTS) {
  Deno.test(`a thousand concurrent jobs each get their answer (${transport})`, async () => {
    const pool = unrulyPool({ workers: 2, transport });
    const results = await Promise.all(Array.from({ length: 1000 }, (_, i) => pool.scan(ask(`job ${i}`))));
    await pool.close();
    assert.equal(results.filter((result) => result.ok).length, 1000);
  });

  Deno.test(`an answer of the wrong shape is a failure, and its thread is replaced (${transport})`, async () => {
    const pool = unrulyPool({ transport });
    await until(() => pool.health().ready);
    const answer = await pool.scan(ask("forget a part"));
    assert.equal(answer.ok, false);
    assert.equal(answer.ok === false && answer.code, "SCANNER_DOWN");
    assert.equal((await pool.scan(ask("fine"))).ok, true);
    assert.equal(pool.health().lost, 1);
    await pool.close();
  });

  Deno.test(`a scan that throws fails without quoting the content (${transport})`, async () => {
    const pool = unrulyPool({ transport });
    assert.deepEqual(await pool.scan(ask("throw")), {
      ok: false,
      code: "SCAN_FAILED",
      rule: "throwing",
      message: 'Scan failed in rule "throwing": TypeError was thrown',
    });
    assert.equal(pool.health().lost, 0);
    await pool.close();
  });

  Deno.test(`a scan that notices its deadline fails and keeps its thread (${transport})`, async () => {
    const pool = unrulyPool({ transport, graceMs: 20_000 });
    await until(() => pool.health().ready);
    const answer = await pool.scan(ask("slow", 5));
    assert.equal(answer.ok === false && answer.code, "SCAN_TIMEOUT");
    assert.equal(pool.health().lost, 0);
    await pool.close();
  });

  Deno.test(`a body of 10 MB goes through, and stays the caller's (${transport})`, async () => {
    const pool = unrulyPool({ transport });
    const body = new Uint8Array(10_000_000).fill(97);
    const answer = await pool.scan(ask(body));
    await pool.close();
    assert.equal(answer.ok, true);
    assert.equal(body.length, 10_000_000);
  });
}

// Who crashes is known to be to blame; after nonsense each job of the thread is tried once more, alone.
for (const [misdeed, threads] of [["crash", 1], ["garble", 2], ["babble", 2]] as const) {
  Deno.test(`when a thread is lost by a ${misdeed}, its job fails and the next one is scanned`, async () => {
    const pool = unrulyPool({ transport: "messages" });
    const [lost, next] = await Promise.all([pool.scan(ask(misdeed)), pool.scan(ask("fine"))]);
    assert.equal(lost.ok === false && lost.code, "SCANNER_DOWN");
    assert.equal(next.ok, true);
    assert.equal(pool.health().lost, threads);
    await pool.close();
  });
}

Deno.test("a thread that leaves without a word is noticed when its job is overdue", async () => {
  const pool = unrulyPool({ transport: "messages" });
  await until(() => pool.health().ready);
  const answer = await pool.scan(ask("leave", 50));
  assert.equal(answer.ok === false && answer.code, "SCAN_TIMEOUT");
  assert.equal((await pool.scan(ask("fine"))).ok, true);
  assert.deepEqual(pool.health().benchedRules, []);
  await pool.close();
});

Deno.test("a job may ruin its own thread, but not twice those of others", async () => {
  const pool = unrulyPool({ transport: "messages", maxLosses: 100 });
  const jobs = ["crash", "crash", "fine", "crash", "fine"].map((text) => pool.scan(ask(text)));
  const results = await Promise.all(jobs);
  await pool.close();
  for (const index of [0, 1, 3]) assert.equal(results[index]?.ok, false);
  for (const result of results) assert.ok(result.ok || result.code === "SCANNER_DOWN");
});

Deno.test("after three lost threads the pool is not ready, and it recovers when they are long enough ago", async () => {
  const pool = unrulyPool({ transport: "messages", lossWindowMs: 3_000 });
  for (let i = 0; i < 3; i++) await pool.scan(ask("crash"));
  const { ready, reason, lost } = pool.health();
  assert.deepEqual({ ready, lost }, { ready: false, lost: 3 });
  assert.match(reason ?? "", /^3 scanning threads were lost/);
  const refused = await pool.scan(ask("fine"));
  assert.equal(refused.ok === false && refused.code, "SCANNER_DOWN");
  await until(() => pool.health().ready);
  assert.equal((await pool.scan(ask("fine"))).ok, true);
  await pool.close();
});

Deno.test("when no thread can start, waiting jobs fail and the pool says so", async () => {
  const pool = unrulyPool({ workerUrl: new URL("./testdata/dead_worker.ts", import.meta.url) });
  const answer = await pool.scan(ask("fine"));
  assert.equal(answer.ok === false && answer.code, "SCANNER_DOWN");
  assert.equal(pool.health().ready, false);
  assert.equal(pool.health().lost, 3);
  await pool.close();
});

Deno.test("a thread that never says it is ready is given up", async () => {
  const workerUrl = new URL("./testdata/silent_worker.ts", import.meta.url);
  const pool = unrulyPool({ workerUrl, startTimeoutMs: 1, maxLosses: 2 });
  const answer = await pool.scan(ask("fine"));
  assert.equal(answer.ok === false && answer.code, "SCANNER_DOWN");
  assert.equal(pool.health().lost, 2);
  await pool.close();
});

Deno.test("more jobs than may wait are refused, not kept", async () => {
  const pool = unrulyPool({ maxQueuedJobs: 5 });
  const results = await Promise.all(Array.from({ length: 12 }, () => pool.scan(ask("fine"))));
  await pool.close();
  const refused = results.filter((result) => !result.ok);
  assert.equal(refused.length, 7);
  assert.ok(refused.every((result) => !result.ok && result.code === "SCANNER_DOWN"));
});

Deno.test("more content than may wait is refused, but one oversized job may wait alone", async () => {
  const pool = unrulyPool({ maxQueuedBytes: 10 });
  const [alone, second] = await Promise.all([pool.scan(ask("x".repeat(50))), pool.scan(ask("y"))]);
  await pool.close();
  assert.equal(alone.ok, true);
  assert.equal(second.ok === false && second.code, "SCANNER_DOWN");
});

Deno.test("a job whose time is over before any thread is up fails with SCAN_TIMEOUT", async () => {
  const workerUrl = new URL("./testdata/silent_worker.ts", import.meta.url);
  const pool = unrulyPool({ workerUrl });
  const answer = await pool.scan(ask("fine", 1));
  await pool.close();
  assert.equal(answer.ok === false && answer.code, "SCAN_TIMEOUT");
});

Deno.test("a closed pool fails what waits and what comes", async () => {
  const pool = unrulyPool();
  const waiting = pool.scan(ask("fine"));
  await pool.close();
  for (const answer of [await waiting, await pool.scan(ask("fine"))]) {
    assert.equal(answer.ok === false && answer.code, "SCANNER_DOWN");
  }
  assert.deepEqual(pool.health(), {
    ready: false,
    workers: 0,
    lost: 0,
    benchedRules: [],
    reason: "The scanner is closed",
  });
});

Deno.test("a small scan is answered before any thread is up", async () => {
  const pool = unrulyPool({ inlineMaxBytes: 100 });
  const answer = await pool.scan(ask("fine"));
  assert.equal(answer.ok, true);
  assert.equal(pool.health().workers, 0);
  await pool.close();
});

Deno.test("threads that may wait are started by the first job that needs one", async () => {
  const pool = unrulyPool({ inlineMaxBytes: 4, startWithinMs: 3_600_000 });
  assert.equal((await pool.scan(ask("fine"))).ok, true);
  assert.equal(pool.health().workers, 0);
  assert.equal((await pool.scan(ask("fine, but longer"))).ok, true);
  assert.equal(pool.health().workers, 1);
  await pool.close();
});

Deno.test("threads that may wait are started when their time has come, and not by a pool that is closed", async () => {
  const closed = unrulyPool({ startWithinMs: 1 });
  await closed.close();
  const pool = unrulyPool({ startWithinMs: 1 });
  await until(() => pool.health().ready);
  assert.equal(closed.health().workers, 0);
  await pool.close();
});

Deno.test("a pool of no workers is refused", () => {
  for (const workers of [0, -1, 1.5, NaN]) assert.throws(() => createScannerPool({ workers }), RangeError);
});

Deno.test("the worker's entry has the ending of the module that starts it", () => {
  assert.equal(defaultWorkerUrl("file:///a/workers/pool.ts").href, "file:///a/workers/scan_worker.ts");
  assert.equal(defaultWorkerUrl("file:///a/interven.js").href, "file:///a/scan_worker.js");
});
