/**
 * `deno run -A tests/corpus/pii_types.ts`: how well personal data is found, type by type, by spans. `--wrong` lists what went wrong,
 * `--medium` leaves findings of confidence LOW out.
 */
import { corporaFolder } from "./corpora.ts";
import { kindOf, readRows, type Row, scanPlain } from "./measure.ts";
import type { Score } from "./score.ts";

/** Types of the corpus that rules claim to find, with the kinds that they report. */
export const CLAIMED_TYPES: Readonly<Record<string, readonly string[]>> = {
  ABA_ROUTING_NUMBER: ["ABA_ROUTING"],
  AU_MEDICARE: ["AU_MEDICARE"],
  AU_TFN: ["AU_TFN"],
  CREDIT_CARD: ["CARD"],
  DE_FUEHRERSCHEIN: ["DE_DRIVING_LICENCE", "DRIVING_LICENCE"],
  DE_HANDELSREGISTER: ["DE_COMPANY_REGISTER"],
  DE_ID_CARD: ["DE_ID_CARD"],
  DE_KFZ: ["VEHICLE_PLATE"],
  DE_LANR: ["DE_LANR"],
  DE_SOCIAL_SECURITY: ["DE_SOCIAL_SECURITY"],
  EMAIL_ADDRESS: ["EMAIL"],
  ES_NIE: ["ES_NIE"],
  FI_PERSONAL_IDENTITY_CODE: ["FI_PERSONAL_ID"],
  IBAN_CODE: ["IBAN"],
  IN_AADHAAR: ["IN_AADHAAR"],
  IN_GSTIN: ["IN_GSTIN"],
  IN_VOTER: ["IN_VOTER"],
  IP_ADDRESS: ["IP"],
  IT_FISCAL_CODE: ["IT_FISCAL_CODE"],
  IT_IDENTITY_CARD: ["IT_IDENTITY_CARD"],
  IT_VAT_CODE: ["IT_VAT"],
  KR_DRIVER_LICENSE: ["KR_DRIVING_LICENCE", "DRIVING_LICENCE"],
  KR_FRN: ["KR_FRN"],
  KR_PASSPORT: ["PASSPORT"],
  MAC_ADDRESS: ["MAC"],
  MEDICAL_LICENSE: ["DEA_NUMBER"],
  PHONE_NUMBER: ["PHONE"],
  PH_MOBILE_NUMBER: ["PHONE"],
  PL_PESEL: ["PL_PESEL"],
  SE_PERSONNUMMER: ["SE_PERSONAL_NUMBER"],
  SG_NRIC_FIN: ["SG_NRIC"],
  TH_TNIN: ["TH_NATIONAL_ID"],
  TR_LICENSE_PLATE: ["VEHICLE_PLATE"],
  UK_DRIVING_LICENCE: ["UK_DRIVING_LICENCE"],
  UK_NHS: ["UK_NHS"],
  UK_VEHICLE_REGISTRATION: ["VEHICLE_PLATE"],
  US_BANK_NUMBER: ["BANK_ACCOUNT"],
  US_DRIVER_LICENSE: ["DRIVING_LICENCE"],
  US_MBI: ["US_MBI"],
  US_NPI: ["NPI"],
  US_SSN: ["US_SSN"],
};

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** How one type did. */
export interface TypeScore {
  readonly type: string;
  /** Spans in the corpus, and those that a finding of the right kind overlaps. */
  readonly spans: number;
  readonly found: number;
  /** Findings of the right kind that overlap no such span, where the corpus would name one: in rows of this type and in rows with all spans named. */
  readonly extra: number;
  /** Rows that look like the type and are none, and those of them with a finding of its kind. */
  readonly negatives: number;
  readonly flagged: number;
  readonly wrong: readonly string[];
}

/** Findings of LOW confidence count unless `low` is false. */
export function scoreTypes(rows: readonly Row[], { low = true }: { low?: boolean } = {}): TypeScore[] {
  const findings = rows.map((row) =>
    scanPlain(String(row.text)).findings
      .filter((finding) => low || finding.confidence !== "LOW")
      .map(({ rule, start, end }) => ({ kind: kindOf(rule), start, end }))
  );
  return Object.entries(CLAIMED_TYPES).map(([type, kinds]) => {
    const score = { type, spans: 0, found: 0, extra: 0, negatives: 0, flagged: 0, wrong: [] as string[] };
    rows.forEach((row, i) => {
      const mine = findings[i]!.filter((finding) => kinds.includes(finding.kind));
      const types = row.types as readonly string[];
      if (row.label === false && row.negative_for === type) {
        score.negatives++;
        if (mine.length > 0) score.flagged++;
        if (mine.length > 0) score.wrong.push(`flagged ${row.id} ${JSON.stringify(row.text)}`);
      } else if (types.includes(type) || row.source === "presidio-research") {
        addRow(score, row, mine);
      }
    });
    return score;
  });
}

function addRow(
  score: { type: string; spans: number; found: number; extra: number; wrong: string[] },
  row: Row,
  mine: readonly Stretch[],
): void {
  const text = String(row.text);
  const named = row.spans as readonly (Stretch & { readonly type: string })[] | null;
  // Some rows tell how many there are, and not where.
  const count = named === null && (row.types as string[]).includes(score.type)
    ? Number(row.expected_count)
    : 0;
  const gold = (named ?? []).filter((span) => span.type === score.type).map(({ start, end }) => ({
    start: unitsBefore(text, start),
    end: unitsBefore(text, end),
  }));
  const found = gold.filter((span) => mine.some((finding) => overlaps(finding, span))).length;
  score.spans += gold.length + count;
  score.found += found + Math.min(count, mine.length);
  // A telephone number is one whatever country its type names.
  const kinds = CLAIMED_TYPES[score.type]!;
  const like = (named ?? []).filter(({ type }) => CLAIMED_TYPES[type]?.some((kind) => kinds.includes(kind)))
    .map(({ start, end }) => ({ start: unitsBefore(text, start), end: unitsBefore(text, end) }));
  const extra = named === null
    ? Math.max(0, mine.length - count)
    : mine.filter((finding) => !like.some((span) => overlaps(finding, span))).length;
  score.extra += extra;
  if (found + Math.min(count, mine.length) < gold.length + count) {
    score.wrong.push(`missed ${row.id} ${JSON.stringify(text)}`);
  }
  if (extra > 0) score.wrong.push(`extra ${row.id} ${JSON.stringify(text)}`);
}

/** Recall, precision and their harmonic mean. */
export function rates({ spans, found, extra }: Pick<TypeScore, "spans" | "found" | "extra">) {
  const recall = spans === 0 ? 0 : found / spans;
  const precision = found + extra === 0 ? 1 : found / (found + extra);
  return {
    recall,
    precision,
    f1: recall + precision === 0 ? 0 : 2 * recall * precision / (recall + precision),
  };
}

/** All types as one. */
export function total(scores: readonly TypeScore[]): TypeScore {
  const sum = (field: "spans" | "found" | "extra" | "negatives" | "flagged") =>
    scores.reduce((all, score) => all + score[field], 0);
  return {
    type: "all",
    spans: sum("spans"),
    found: sum("found"),
    extra: sum("extra"),
    negatives: sum("negatives"),
    flagged: sum("flagged"),
    wrong: [],
  };
}

function overlaps(a: Stretch, b: Stretch): boolean {
  return a.start < b.end && a.end > b.start;
}

/** Offset in code units of an offset in code points. */
export function unitsBefore(text: string, codePoints: number): number {
  let units = 0;
  for (let left = codePoints; left > 0 && units < text.length; left--) {
    units += text.codePointAt(units)! > 0xffff ? 2 : 1;
  }
  return units;
}

/** Lines of the corpus table: F1 of spans, a line a type, and rows that look like a type and are none. */
export function measure(rows: readonly Row[]): Promise<Score[]> {
  const lines: Score[] = [];
  const common = { file: "pii", medianUs: 0, p99Us: 0, wrong: [] } as const;
  for (const [measure, low] of [["span F1, any confidence", true], ["span F1, MEDIUM up", false]] as const) {
    const scores = scoreTypes(rows, { low });
    for (const score of [...scores, total(scores)]) {
      const { type: source, spans, found, extra } = score;
      const goal = low && source === "all" ? { goal: 0.9 } : {};
      // F1 is the share 2 tp / (2 tp + fp + fn).
      lines.push({
        ...common,
        ...goal,
        source,
        measure,
        counts: "finds",
        hits: 2 * found,
        rows: spans + found + extra,
      });
    }
    if (!low) continue;
    const { negatives, flagged } = total(scores);
    const counts = {
      measure: "look-alikes flagged",
      counts: "alarms",
      hits: flagged,
      rows: negatives,
    } as const;
    lines.push({ ...common, ...counts, source: "all", goal: 0.01 });
  }
  return Promise.resolve(lines);
}

/** The table, a line a type. */
export function typeTable(scores: readonly TypeScore[]): string[] {
  const lines = [["type", "spans", "recall", "precision", "F1", "negatives", "flagged"]];
  for (const score of [...scores, total(scores)]) {
    const { recall, precision, f1 } = rates(score);
    const shares = [recall, precision, f1].map((share) => share.toFixed(3));
    lines.push([score.type, String(score.spans), ...shares, String(score.negatives), String(score.flagged)]);
  }
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) =>
    line.map((cell, i) => i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)).join("  ")
  );
}

if (import.meta.main) {
  const folder = corporaFolder();
  if (folder === undefined) {
    console.log("No corpora: nothing was measured.");
  } else {
    const rows = await readRows(new URL("pii.dev.jsonl", folder));
    const scores = scoreTypes(rows, { low: !Deno.args.includes("--medium") });
    console.log(typeTable(scores).join("\n"));
    if (Deno.args.includes("--wrong")) {
      for (const { type, wrong } of scores) {
        if (wrong.length > 0) console.log(`\n${type}\n${wrong.join("\n")}`);
      }
    }
  }
}
