import type { ScanReport, ScanRequest } from "../../engine/ports.ts";
import { DeadlineExceededError, type ScanWatch } from "../../engine/scan/mod.ts";
import type { ScanJobKind } from "../guarded_scan.ts";

/** Stands in for the engine's scan: the text of the first part says what shall go wrong. */
export const UNRULY_WORK: ScanJobKind = { scan: misbehave, ruleIds: ["calm", "hanging", "slow", "throwing"] };

function misbehave(request: ScanRequest, watch: ScanWatch): ScanReport {
  const text = String(request.parts[0]?.content).trim();
  watch.enter(0);
  if (text === "hang") {
    watch.enter(1);
    for (;;);
  }
  if (text === "slow") {
    watch.enter(2);
    while (!watch.expired());
    throw new DeadlineExceededError("slow");
  }
  if (text === "throw") {
    watch.enter(3);
    throw new TypeError(`Cannot stand "${text}"`);
  }
  // Too few entries in `redacted`: as if a part had been forgotten.
  if (text === "forget a part") return { ...clean(request), redacted: [] };
  return clean(request);
}

function clean(request: ScanRequest): ScanReport {
  return { ok: true, findings: [], redacted: request.parts.map(() => null), reasonCodes: [], scanMs: 0 };
}
