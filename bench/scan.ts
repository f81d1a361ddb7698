/** How long the engine's scan takes, in this process, warm, by size: of clean bodies, and of bodies built against the rules. */
import { scanParts } from "../engine/scan/mod.ts";
import { cleanJson, worstCase } from "./bodies.ts";
import { median, percentile } from "./statistics.ts";
import { figure, printTable, sizeName } from "./table.ts";

const SIZES = [1000, 10_000, 100_000, 262_144, 1_000_000, 10_000_000];
const MIN_RUNS = 5;

/** @param seconds how long each figure is measured */
export function benchScan({ seconds }: { readonly seconds: number }): void {
  const rows = SIZES.map((size) => {
    const clean = scanTimes(cleanJson(size), { contentType: "application/json", seconds });
    const worst = scanTimes(worstCase(size), { contentType: "text/plain", seconds });
    return [
      sizeName(size),
      figure(median(clean)),
      figure(percentile(clean, 0.99)),
      figure(median(worst)),
      figure(percentile(worst, 0.99)),
      figure(median(worst) / median(clean)),
    ];
  });
  console.log("\nScan times, one thread, milliseconds\n");
  printTable(["body", "clean p50", "clean p99", "worst p50", "worst p99", "worst / clean"], rows);
}

function scanTimes(
  body: Uint8Array,
  { contentType, seconds }: { readonly contentType: string; readonly seconds: number },
): number[] {
  const request = {
    parts: [{ kind: "body", contentType, content: body }],
    host: "api.example.com",
    want: { redact: true },
    timeoutMs: 60_000,
  } as const;
  // As costly as the watch that a thread keeps.
  const deadlineAt = Date.now() + 600_000;
  const watch = { enter: () => {}, expired: () => Date.now() >= deadlineAt, now: () => performance.now() };
  const measure = (forMs: number) => {
    const times: number[] = [];
    const end = performance.now() + forMs;
    while (times.length < MIN_RUNS || performance.now() < end) {
      const start = performance.now();
      scanParts(request, watch);
      times.push(performance.now() - start);
    }
    return times;
  };
  measure(seconds * 500);
  return measure(seconds * 1000);
}
