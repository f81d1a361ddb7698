/** Ordinary calls: request and response examples of public APIs. Whatever is found there as a secret is a false alarm. */
import type { DataClass, Finding } from "../../engine/types.ts";
import { type Row, type Scanned, scanTimed } from "./measure.ts";
import { type Score, scoreRows } from "./score.ts";

/** Bodies with a secret of MEDIUM or more, and of any confidence. How many hold personal data is shown for itself: many do. */
export async function measure(rows: readonly Row[]): Promise<Score[]> {
  const clean = cleanRows(rows);
  const count = (about: { measure: string; goal?: number }, dataClass: DataClass, low: boolean) =>
    scoreRows(clean, { file: "benign", counts: "alarms", ...about }, (row) => {
      const { findings, us } = scanCall(row);
      const alarms = findings.filter((f) => f.class === dataClass && (low || f.confidence !== "LOW"));
      return { counted: alarms.length > 0, us, note: () => `${row.url} ${alarms.map(tell).join("; ")}` };
    });
  return [
    ...await count({ measure: "false positives, SECRETS MEDIUM up", goal: 0.003 }, "SECRETS", false),
    ...await count({ measure: "false positives, SECRETS any" }, "SECRETS", true),
    ...await count({ measure: "with PII, MEDIUM up" }, "PII", false),
  ];
}

/** Rows that do not name a sensitive value, nor hold what another scanner takes for one. */
export function cleanRows(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.sensitive_keys === undefined && row.gitleaks_hits === undefined);
}

/** Host of the call; empty when its URL is only a template. */
export function hostOf(row: Row): string {
  const url = String(row.url);
  return URL.canParse(url) ? new URL(url).hostname : "";
}

/** Whether a secret was seen that is more than a guess. */
export function isAlarm({ findings }: Scanned): boolean {
  return findings.some((finding) => finding.class === "SECRETS" && finding.confidence !== "LOW");
}

function scanCall(row: Row): Scanned {
  const body = { kind: "body", contentType: String(row.content_type), content: String(row.body) } as const;
  return scanTimed([{ kind: "url", content: String(row.url) }, body], hostOf(row));
}

function tell({ rule, confidence, path, preview }: Finding): string {
  return `${rule} ${confidence} ${path} ${preview}`;
}
