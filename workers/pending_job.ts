import type { ScanFailure, ScanReport, ScanRequest } from "../engine/ports.ts";

/** A job that a caller waits for. */
export interface PendingJob {
  readonly id: number;
  readonly request: ScanRequest;
  /** Size of all contents, in bytes or characters. */
  readonly bytes: number;
  /** Monotonic milliseconds. */
  readonly dueAt: number;
  /** How many threads were lost with this job before it ran. */
  losses: number;
  /** True once the caller has an answer; the job may still occupy its thread. */
  settled: boolean;
  settle(result: ScanReport | ScanFailure): void;
}

/** Size of what a request asks to look at: bytes, and characters where it is text. */
export function contentSize(request: ScanRequest): number {
  let size = 0;
  for (const part of request.parts) size += part.content.length;
  return size;
}

/** A failure that says the scanner, not the content, is at fault. */
export function scannerDown(reason: string): ScanFailure {
  return { ok: false, code: "SCANNER_DOWN", message: `Cannot scan: ${reason}` };
}
