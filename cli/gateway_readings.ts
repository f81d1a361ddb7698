import { type Family, Reading } from "../api/metrics/families.ts";
import type { Store } from "../store/open_store.ts";
import type { ScannerPool } from "../workers/pool.ts";

/** What `GET /metrics` tells of the store and of the scanning threads, read when it is asked for. */
export function gatewayReadings(
  store: Pick<Store, "path" | "health">,
  pool?: ScannerPool,
): readonly Family[] {
  const readings = [
    new Reading("interven_store_bytes", "Size of the record on disk.", () => sizeOf(store.path)),
    new Reading(
      "interven_store_ready",
      "Whether the last write went well.",
      () => store.health().ready ? 1 : 0,
    ),
  ];
  if (pool === undefined) return readings;
  return [
    ...readings,
    new Reading("interven_scan_workers", "Scanning threads that are up.", () => pool.health().workers),
    new Reading(
      "interven_scan_workers_lost_total",
      "Scanning threads that hung or died.",
      () => pool.health().lost,
      "counter",
    ),
    new Reading(
      "interven_benched_rules",
      "Detection rules that overran: calls that would need one fail until it is back.",
      () => pool.health().benchedRules.length,
    ),
  ];
}

/** With what waits to be moved into it, bytes. */
function sizeOf(path: string): number | undefined {
  const size = (name: string) => {
    try {
      return Deno.statSync(name).size;
    } catch {
      return 0;
    }
  };
  const bytes = size(path) + size(`${path}-wal`);
  return bytes === 0 ? undefined : bytes;
}
