import type { Scanner } from "../engine/ports.ts";
import { createScannerPool, type ScannerPool } from "../workers/pool.ts";

/** A scanner whose one thread starts when it is first asked for something: for what is seldom shown. */
export function lazyScanner(): Scanner & { close(): Promise<void> } {
  let pool: ScannerPool | undefined;
  return {
    scan: (request) => (pool ??= createScannerPool({ workers: 1 })).scan(request),
    close: async () => await pool?.close(),
  };
}
