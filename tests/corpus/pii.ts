/** Personal data: texts with marked spans. */
import { maskSpan } from "./mask.ts";
import { kindOf, type Row, type Scanned, scanPlain } from "./measure.ts";
import { type Score, scoreRows } from "./score.ts";

/** Types of the corpus that rules claim to find, with the kind that they report. */
const CLAIMED: Readonly<Record<string, string>> = {
  CREDIT_CARD: "CARD",
  IBAN_CODE: "IBAN",
  US_SSN: "US_SSN",
  PHONE_NUMBER: "PHONE",
  EMAIL_ADDRESS: "EMAIL",
};

interface MarkedSpan {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

/** Per type: texts all of whose spans a finding of that kind overlaps, and texts without such a span that have such a finding. */
export async function measure(rows: readonly Row[]): Promise<Score[]> {
  const scores: Score[] = [];
  for (const [type, kind] of Object.entries(CLAIMED)) {
    const ofKind = ({ findings }: Scanned) => findings.filter((finding) => kindOf(finding.rule) === kind);
    const has = (row: Row) => (row.types as readonly string[]).includes(type);
    const positives = rows.filter((row) => row.label === true && has(row));
    const others = rows.filter((row) => !has(row) && row.source === "presidio-research");
    const find = { file: "pii", measure: `recall ${type}`, counts: "finds" } as const;
    const flag = { file: "pii", measure: `false positives ${type}`, counts: "alarms", goal: 0.01 } as const;
    scores.push(
      ...await scoreRows(positives, find, (row) => {
        const text = String(row.text);
        const scanned = scanPlain(text);
        const found = ofKind(scanned);
        const missed = spansOf(row, type).find(([start, end]) =>
          !found.some((finding) => finding.start < end && finding.end > start)
        );
        const counted = missed === undefined && found.length > 0;
        return { counted, us: scanned.us, note: () => maskSpan(text, ...(missed ?? [0, 0])) };
      }),
      ...await scoreRows(others, flag, (row) => {
        const scanned = scanPlain(String(row.text));
        const found = ofKind(scanned);
        const note = () => found.map(({ rule, preview }) => `${rule} ${preview}`).join("; ");
        return { counted: found.length > 0, us: scanned.us, note };
      }),
    );
  }
  return scores;
}

/** Spans of one type in code units; none where the source gives only a count. */
function spansOf(row: Row, type: string): [start: number, end: number][] {
  const text = String(row.text);
  return ((row.spans ?? []) as readonly MarkedSpan[]).filter((span) => span.type === type)
    .map(({ start, end }) => [utf16Offset(text, start), utf16Offset(text, end)]);
}

/** Offset in code units of an offset in code points. */
function utf16Offset(text: string, codePoints: number): number {
  let units = 0;
  for (let left = codePoints; left > 0 && units < text.length; left--) {
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}
