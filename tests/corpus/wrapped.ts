/** The same texts, wrapped as they are when a tool call carries them inside another format. */
import { gzipSync } from "node:zlib";
import type { ScanPart } from "../../engine/ports.ts";
import { cleanRows, hostOf, isAlarm } from "./benign.ts";
import { plainBody, type Row, scanTimed, sightings } from "./measure.ts";
import { type Score, scoreRows } from "./score.ts";
import { describe, isFound, secretRows } from "./secrets.ts";

/** A body that holds a text. */
type Wrapping = (text: string) => ScanPart;

const json = (value: unknown): ScanPart => ({
  kind: "body",
  contentType: "application/json",
  content: JSON.stringify(value),
});
const encoded = (encoding: "base64" | "hex"): Wrapping => (text) =>
  json({ data: Buffer.from(text).toString(encoding) });

/** The ways, by the name in the table. */
export const WRAPPINGS: ReadonlyMap<string, Wrapping> = new Map<string, Wrapping>([
  ["JSON string", (text) => json({ text })],
  ["JSON twice", (text) => json({ payload: JSON.stringify({ text }) })],
  ["URL-encoded", (text) => ({
    kind: "body",
    contentType: "application/x-www-form-urlencoded",
    content: `text=${encodeURIComponent(text.toWellFormed())}`,
  })],
  ["base64", encoded("base64")],
  ["hex", encoded("hex")],
  ["gzip+base64", (text) => json({ data: gzipSync(text).toString("base64") })],
]);

/** Of the secrets that are found as written: how many are found in each wrapping. */
export async function measureSecrets(rows: readonly Row[]): Promise<Score[]> {
  const found = secretRows(rows).filter((row) => isFound(row, sightings(plainBody(String(row.text)))));
  const scores: Score[] = [];
  for (const [name, wrap] of WRAPPINGS) {
    const question = { file: "secrets", measure: `found in ${name}`, counts: "finds", goal: 0.93 } as const;
    scores.push(
      ...await scoreRows(found, question, (row) => {
        const part = wrap(String(row.text));
        const { us } = scanTimed([part]);
        return { counted: isFound(row, sightings(part)), us, note: () => describe(row) };
      }),
    );
  }
  return scores;
}

/** Ordinary bodies in which nothing is found as written: how many raise an alarm once wrapped. */
export async function measureBenign(rows: readonly Row[]): Promise<Score[]> {
  const quiet = cleanRows(rows).filter((row) => !isAlarm(scanTimed([bodyOf(row)], hostOf(row))));
  const scores: Score[] = [];
  for (const [name, wrap] of WRAPPINGS) {
    const question = { file: "benign", measure: `new alarms in ${name}`, counts: "alarms", goal: 0 } as const;
    scores.push(
      ...await scoreRows(quiet, question, (row) => {
        const scanned = scanTimed([wrap(String(row.body))], hostOf(row));
        return { counted: isAlarm(scanned), us: scanned.us };
      }),
    );
  }
  return scores;
}

function bodyOf(row: Row): ScanPart {
  return { kind: "body", contentType: String(row.content_type), content: String(row.body) };
}
