import { setImmediate } from "node:timers";
/**
 * What each way to a scan costs, by size of the body. One call after another shows the delay; 32 at once show the throughput, and what a
 * call costs the calling thread, which is what limits a gateway on many cores: the threads' own time is not in that figure.
 */
import type { Scanner } from "../engine/ports.ts";
import { createScannerPool, type ScannerPool } from "../workers/pool.ts";
import { cleanJson } from "./bodies.ts";
import { median, percentile } from "./statistics.ts";
import { figure, printTable, sizeName } from "./table.ts";

const SIZES = [250, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 256_000, 1_000_000];
const IN_FLIGHT = 32;

const WAYS = {
  inline: { inlineMaxBytes: Infinity },
  shared: { inlineMaxBytes: -1, transport: "shared" },
  messages: { inlineMaxBytes: -1, transport: "messages" },
} as const;
type Way = keyof typeof WAYS;

/** @param seconds how long each figure is measured */
export async function benchPool({ seconds }: { readonly seconds: number }): Promise<void> {
  const workers = Math.max(1, navigator.hardwareConcurrency - 1);
  const pools = {} as Record<Way, ScannerPool>;
  for (const way of Object.keys(WAYS) as Way[]) pools[way] = createScannerPool({ workers, ...WAYS[way] });
  while (Object.values(pools).some((pool) => pool.health().workers < workers)) await turn();
  const rows: string[][] = [];
  for (const size of SIZES) {
    const body = cleanJson(size);
    for (const pool of Object.values(pools)) await alone(pool, { body, seconds: seconds / 5 });
    for (const way of Object.keys(WAYS) as Way[]) {
      const delays = await alone(pools[way], { body, seconds });
      const gaps = await alone(pools[way], { body, seconds, idleBetween: true });
      const { perSecond, ownMicroseconds } = await crowded(pools[way], { body, seconds });
      rows.push([
        sizeName(size),
        way,
        figure(median(delays)),
        figure(percentile(delays, 0.99)),
        figure(median(gaps)),
        figure(perSecond),
        figure(ownMicroseconds),
      ]);
    }
  }
  for (const pool of Object.values(pools)) await pool.close();
  console.log(`\nWays to a scan, ${workers} worker(s)\n`);
  printTable(
    [
      "body",
      "way",
      "p50 ms",
      "p99 ms",
      "p50 ms after a pause",
      `calls/s at ${IN_FLIGHT}`,
      "µs of the calling thread",
    ],
    rows,
  );
}

/** What a 10 MB body in flight at all times does to calls of 4 kB, with a thread kept free for them (as always) and without. */
export async function benchHoldUp({ seconds }: { readonly seconds: number }): Promise<void> {
  const workers = Math.max(1, navigator.hardwareConcurrency - 1);
  const small = cleanJson(4000);
  const big = cleanJson(10_000_000);
  const rows: string[][] = [];
  for (
    const [name, options] of Object.entries({
      "thread kept free": {},
      "none kept free": { bigJobBytes: Infinity },
    })
  ) {
    const pool = createScannerPool({ workers, ...options });
    await scanBody(pool, big);
    const quiet = await alone(pool, { body: small, seconds, idleBetween: true });
    let isOver = false;
    let bigCalls = 0;
    const bigCaller = (async () => {
      for (; !isOver; bigCalls++) await scanBody(pool, big);
    })();
    const meanwhile = await alone(pool, { body: small, seconds: seconds * 5, idleBetween: true });
    isOver = true;
    await bigCaller;
    await pool.close();
    rows.push([
      name,
      ...[quiet, meanwhile].flatMap((times) => [figure(median(times)), figure(percentile(times, 0.99))]),
      String(bigCalls),
    ]);
  }
  console.log("\nCalls of 4 kB while bodies of 10 MB are scanned, milliseconds\n");
  printTable(["pool", "quiet p50", "quiet p99", "meanwhile p50", "meanwhile p99", "10 MB scans"], rows);
}

interface Load {
  readonly body: Uint8Array;
  readonly seconds: number;
  /** Lets 2 ms pass between calls, so that threads fall asleep. */
  readonly idleBetween?: boolean;
}

/** How long each call took, milliseconds, one after another. */
async function alone(scanner: Scanner, { body, seconds, idleBetween = false }: Load): Promise<number[]> {
  const delays: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    if (idleBetween) await new Promise((resolve) => setTimeout(resolve, 2));
    const start = performance.now();
    await scanBody(scanner, body);
    delays.push(performance.now() - start);
  }
  return delays;
}

/** Many in flight, each with a turn of the event loop around it, as a request has. */
async function crowded(
  scanner: Scanner,
  { body, seconds }: Load,
): Promise<{ perSecond: number; ownMicroseconds: number }> {
  const start = performance.now();
  const busyBefore = ownThreadMicroseconds();
  const end = start + seconds * 1000;
  let calls = 0;
  await Promise.all(Array.from({ length: IN_FLIGHT }, async () => {
    while (performance.now() < end) {
      await turn();
      await scanBody(scanner, body);
      calls += 1;
    }
  }));
  return {
    perSecond: calls / ((performance.now() - start) / 1000),
    ownMicroseconds: (ownThreadMicroseconds() - busyBefore) / calls,
  };
}

/** Time this thread has run on a core, by Linux's scheduler (Documentation/scheduler/sched-stats.rst); NaN elsewhere. */
function ownThreadMicroseconds(): number {
  try {
    const text = Deno.readTextFileSync(`/proc/self/task/${Deno.pid}/schedstat`);
    return Number(text.split(" ")[0]) / 1000;
  } catch {
    return NaN;
  }
}

async function scanBody(scanner: Scanner, body: Uint8Array): Promise<void> {
  const result = await scanner.scan({
    parts: [
      { kind: "url", content: "https://api.example.com/v1/items?page=2" },
      { kind: "header", name: "accept", content: "application/json" },
      { kind: "header", name: "user-agent", content: "python-requests/2.32" },
      { kind: "body", contentType: "application/json", content: body },
    ],
    host: "api.example.com",
    want: { redact: true },
    timeoutMs: 60_000,
  });
  if (!result.ok) throw new Error(`Cannot measure: ${result.message}`);
}

/** One turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
