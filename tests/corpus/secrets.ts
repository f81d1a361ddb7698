/** Secrets: samples that other scanners test themselves with. */
import { maskSpan } from "./mask.ts";
import { plainBody, type Row, scanTimed, type Sighting, sightings } from "./measure.ts";
import { type Score, scoreRows } from "./score.ts";

/**
 * How much is found, and how often a text that only looks alike is taken for a secret.
 *
 * A secret counts as found when a finding of class SECRETS, of any confidence, overlaps it, in the row's text or in a text decoded
 * from it. Ids, public keys and placeholders are left out. Negatives hold for the row's own rule only, so just the realistic ones
 * count that nothing else speaks against; there a finding of MEDIUM or more is a false positive.
 */
export async function measure(rows: readonly Row[]): Promise<Score[]> {
  const negatives = rows.filter((row) =>
    row.label === false && row.neg_kind === "realistic" && !row.cross_hit && !row.token_like
  );
  return [
    ...await scoreRows(
      secretRows(rows),
      { file: "secrets", measure: "recall", counts: "finds", goal: 0.95 },
      (row) => {
        const part = plainBody(String(row.text));
        const { us } = scanTimed([part]);
        return { counted: isFound(row, sightings(part)), us, note: () => describe(row) };
      },
    ),
    ...await scoreRows(
      negatives,
      { file: "secrets", measure: "false positives, MEDIUM up", counts: "alarms", goal: 0.03 },
      (row) => {
        const { findings, us } = scanTimed([plainBody(String(row.text))]);
        const alarm = findings.find((f) => f.class === "SECRETS" && f.confidence !== "LOW");
        const note = () => `${alarm?.rule} ${alarm?.confidence} in a negative of ${row.rule}`;
        return { counted: alarm !== undefined, us, note };
      },
    ),
  ];
}

/** The rows that hold a secret, and nothing less. */
export function secretRows(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.label === true && !row.identifier_like && !row.placeholder_like);
}

/** Whether one of the row's secrets is among what was seen. */
export function isFound(row: Row, seen: readonly Sighting[]): boolean {
  const secrets = secretsOf(row);
  const byLine = LINE_SOURCES.has(row.source);
  return seen.some((one) =>
    one.class === "SECRETS" &&
    // Rows without a named secret hold one all the same: any finding counts.
    (secrets.length === 0 || secrets.some((secret) => overlaps(one, secret, byLine)))
  );
}

/**
 * Rules of these name their first group as the secret, which may be the user or the host beside it: there a finding in the same
 * line counts.
 */
const LINE_SOURCES: ReadonlySet<string> = new Set(["noseyparker", "kingfisher"]);
/** A line's end, also where it is encoded. */
const LINE_END = /\n|\\+n|%0A/gi;

function secretsOf(row: Row): readonly string[] {
  const named = (row.secrets ?? [row.secret ?? ""]) as readonly string[];
  return named.filter((secret) => secret !== "");
}

function overlaps({ spans }: Sighting, secret: string, byLine: boolean): boolean {
  return spans.some(({ text, start, end }) => {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
      const [from, to] = byLine ? linesAround(text, at, at + secret.length) : [at, at + secret.length];
      if (start < to && end > from) return true;
    }
    return false;
  });
}

function linesAround(text: string, start: number, end: number): [from: number, to: number] {
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(LINE_END)) {
    if (index >= end) return [from, index];
    if (index + mark.length <= start) from = index + mark.length;
  }
  return [from, text.length];
}

/** The row's rule and what stands around its secret, masked. */
export function describe(row: Row): string {
  const text = String(row.text);
  const secret = secretsOf(row)[0] ?? "";
  const at = Math.max(0, text.indexOf(secret));
  return `${row.rule}: ${maskSpan(text, at, at + secret.length)}`;
}
