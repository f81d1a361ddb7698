/** Reads the rows of a corpus and runs the scan over them. */
import type { ScanPart } from "../../engine/ports.ts";
import { RULES } from "../../engine/rules/list.ts";
import { RULE_IDS, scanParts } from "../../engine/scan/mod.ts";
import { compiledRules } from "../../engine/scan/compiled_rules.ts";
import { scanPart } from "../../engine/scan/part_scan.ts";
import { settleHits } from "../../engine/scan/settle.ts";
import type { Hit } from "../../engine/scan/hit.ts";
import type { Confidence, DataClass, Finding } from "../../engine/types.ts";

/** A row of a corpus; the fields beside these are explained in the README that lies with the corpora. */
export interface Row {
  readonly id: string;
  readonly source: string;
  readonly [field: string]: unknown;
}

/** Rows of a JSONL file. */
export async function readRows(file: URL): Promise<Row[]> {
  const text = await Deno.readTextFile(file);
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Row);
}

export interface Scanned {
  readonly findings: readonly Finding[];
  /** Microseconds. */
  readonly us: number;
}

const WATCH = { enter: () => {}, expired: () => false, now: () => 0 };

/** Scans parts once and takes the time; `host` is where the call goes. */
export function scanTimed(parts: readonly ScanPart[], host = ""): Scanned {
  const started = performance.now();
  const { findings } = scanParts({ parts, host, want: { redact: false }, timeoutMs: 60_000 }, WATCH);
  return { findings, us: (performance.now() - started) * 1000 };
}

/** A text on its own, as a body of no structure. */
export function plainBody(text: string): ScanPart {
  return { kind: "body", contentType: "text/plain", content: text };
}

/** Scans a plain text. */
export function scanPlain(text: string): Scanned {
  return scanTimed([plainBody(text)]);
}

/** A finding with the stretches of text that it stands in: in the decoded text, and in every text that it was decoded from. */
export interface Sighting {
  readonly rule: string;
  readonly class: DataClass;
  readonly confidence: Confidence;
  readonly spans: readonly Span[];
}

export interface Span {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What the scan of one part finds, with places. Findings do not carry these, since offsets there are relative to a leaf. */
export function sightings(part: ScanPart, host = ""): Sighting[] {
  return settleHits(scanPart(part, { host, watch: WATCH, rules: compiledRules() }).hits).filter((hit) =>
    !hit.exempt
  ).map((hit) => ({
    rule: hit.rule.id,
    class: hit.rule.class,
    confidence: hit.confidence,
    spans: spansOf(hit),
  }));
}

function spansOf(hit: Hit): Span[] {
  const spans: Span[] = [];
  let { start, end, leaf: { layer } } = hit;
  for (;;) {
    spans.push({ text: layer.text, start, end });
    const { parent, seam } = layer;
    if (parent === null || seam === null) return spans;
    [start, end] = seam.kind === "mapped" ? [seam.offsets[start]!, seam.offsets[end]!] : [seam.from, seam.to];
    layer = parent;
  }
}

/** The kind that a rule of this id reports, for matching against the types of a corpus. */
export function kindOf(ruleId: string): string {
  return RULES[RULE_IDS.indexOf(ruleId)]?.kind ?? "";
}

export interface Timing {
  readonly medianUs: number;
  readonly p99Us: number;
}

export function timing(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { medianUs: at(0.5), p99Us: at(0.99) };
}
