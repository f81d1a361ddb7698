/** The process itself, under the names that Prometheus client libraries use (prometheus.io, "Process metrics"). */
import process from "node:process";
import { type Family, Reading } from "./families.ts";

export function processMetrics(): readonly Family[] {
  const startedAt = (Date.now() - process.uptime() * 1000) / 1000;
  const memory = () => Deno.memoryUsage();
  return [
    new Reading("process_start_time_seconds", "Start time since the Unix epoch.", () => startedAt),
    new Reading("process_cpu_seconds_total", "User and system CPU time spent.", cpuSeconds, "counter"),
    new Reading("process_resident_memory_bytes", "Resident memory.", () => memory().rss),
    new Reading(
      "interven_heap_used_bytes",
      "JavaScript heap of the answering thread.",
      () => memory().heapUsed,
    ),
  ];
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
