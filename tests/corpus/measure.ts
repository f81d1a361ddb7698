/** Runs the scan over rows of a corpus and counts what it finds. */
import { RULE_IDS, scanParts } from "../../engine/scan/mod.ts";
import { RULES } from "../../engine/rules/list.ts";
import type { ScanPart } from "../../engine/ports.ts";
import type { Finding } from "../../engine/types.ts";

/** Finding with the stretch of text that it stands for, where the text is the row's own. */
export interface Row {
  readonly id: string;
  readonly source: string;
  readonly [field: string]: unknown;
}

export interface Timing {
  readonly medianUs: number;
  readonly p99Us: number;
}

export interface Scanned {
  readonly findings: readonly Finding[];
  readonly us: number;
}

/** Scans parts once and takes the time; `host` is where the call goes. */
export function scanTimed(parts: readonly ScanPart[], host = ""): Scanned {
  const watch = { enter: () => {}, expired: () => false, now: () => 0 };
  const started = performance.now();
  const { findings } = scanParts({ parts, host, want: { redact: false }, timeoutMs: 10_000 }, watch);
  return { findings, us: (performance.now() - started) * 1000 };
}

/** Scans a plain text. */
export function scanPlain(text: string): Scanned {
  return scanTimed([{ kind: "body", contentType: "text/plain", content: text }]);
}

export function timing(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { medianUs: at(0.5), p99Us: at(0.99) };
}

/** The kind that a rule of this id reports, for matching against a corpus' types. */
export function kindOf(ruleId: string): string {
  return RULES[RULE_IDS.indexOf(ruleId)]?.kind ?? "";
}

/** Rows of a JSONL file. */
export async function readRows(file: URL): Promise<Row[]> {
  const text = await Deno.readTextFile(file);
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Row);
}
