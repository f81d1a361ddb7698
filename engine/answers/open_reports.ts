/** Reports of answers that come in pieces: what each piece tells is added to what is known. */
import { createHash } from "node:crypto";
import { type AnswerPiece, DATA_CLASSES, type Finding, type ResponseReport } from "../types.ts";
import { answerStrictness } from "./judge_answer.ts";

/** Answers under way that are remembered; of more, those that were longest quiet are reported anew. */
const MAX_OPEN = 1_024;
/** Pieces that the next one may overlap: a stream is looked at record by record and once more across them. */
const OVERLAPPING = 3;
/** As in the report of a whole answer. */
const MAX_SPANS = 20;

interface Open {
  readonly report: ResponseReport;
  /** Of the pieces before: what stands where pieces overlap is told once. */
  readonly latest: readonly ReadonlySet<string>[];
  readonly pieces: number;
}

export class OpenReports {
  readonly #open = new Map<string, Open>();

  /**
   * The report so far, and of how many pieces. `isNews` is false while a piece changes nothing but the fingerprint, and there is more to come: an endless
   * stream must not fill the record.
   */
  add(
    seen: ResponseReport,
    { piece, findings }: { piece: AnswerPiece; findings: readonly Finding[] },
  ): { readonly report: ResponseReport; readonly isNews: boolean; readonly pieces: number } {
    const before = piece.offset === 0 ? undefined : this.#open.get(seen.traceId);
    const placed = piece.offset === 0 ? seen : withPlaces(seen, piece.offset);
    const keys = new Set(findings.map(keyOf));
    const report = before === undefined ? placed : merge(
      before.report,
      placed,
      findings.filter((finding) => !before.latest.some((keys) => keys.has(keyOf(finding)))),
    );
    const pieces = (before?.pieces ?? 0) + 1;
    this.#open.delete(seen.traceId);
    if (!piece.isLast) {
      const latest = [...(before?.latest ?? []), keys].slice(-OVERLAPPING);
      this.#open.set(seen.traceId, { report, latest, pieces });
    }
    if (this.#open.size > MAX_OPEN) this.#open.delete(this.#open.keys().next().value!);
    const isNews = piece.isLast || before === undefined || changes(before.report, report);
    return { report, isNews, pieces };
  }
}

/** A preview shows the issuer's prefix and the last four characters: enough to know a value again in the next piece. */
function keyOf({ rule, preview }: Finding): string {
  return `${rule} ${preview}`;
}

function withPlaces(report: ResponseReport, offset: number): ResponseReport {
  if (report.injection === undefined) return report;
  const spans = report.injection.spans.map((span) => ({ ...span, path: `@${offset} ${span.path}` }));
  return { ...report, injection: { ...report.injection, spans } };
}

function merge(before: ResponseReport, seen: ResponseReport, news: readonly Finding[]): ResponseReport {
  const counts = DATA_CLASSES.map((name) => {
    const further = news.filter((finding) => finding.class === name).length;
    return [name, (before.classCounts?.[name] ?? 0) + further] as const;
  }).filter(([, count]) => count > 0);
  const judgement = strictest(before.judgement, seen.judgement);
  const injection = louder(before.injection, seen.injection);
  return {
    traceId: before.traceId,
    dataClasses: DATA_CLASSES.filter((name) =>
      before.dataClasses.includes(name) || seen.dataClasses.includes(name)
    ).sort(),
    fieldsRedactedCount: before.fieldsRedactedCount + new Set(news.map(keyOf)).size,
    contentFingerprint: chained(before.contentFingerprint, seen.contentFingerprint),
    reasonCodes: [...new Set([...before.reasonCodes, ...seen.reasonCodes])],
    classCounts: Object.fromEntries(counts),
    ...(injection && { injection }),
    ...(judgement && { judgement }),
  };
}

/** Of an answer in pieces: the digest of the digests before and the newest, so that no piece has to be kept. */
function chained(before: string, next: string): string {
  return `sha256:${createHash("sha256").update(`${before} ${next}`).digest("hex")}`;
}

function strictest(
  a: ResponseReport["judgement"],
  b: ResponseReport["judgement"],
): ResponseReport["judgement"] {
  if (a === undefined || b === undefined) return a ?? b;
  return answerStrictness(b.action) > answerStrictness(a.action) ? b : a;
}

function louder(a: ResponseReport["injection"], b: ResponseReport["injection"]): ResponseReport["injection"] {
  if (a === undefined || b === undefined) return a ?? b;
  const spans = [...a.spans, ...b.spans].sort((x, y) => y.score - x.score).slice(0, MAX_SPANS);
  return { score: Math.max(a.score, b.score), spans };
}

function changes(before: ResponseReport, after: ResponseReport): boolean {
  return before.reasonCodes.length !== after.reasonCodes.length ||
    before.dataClasses.length !== after.dataClasses.length ||
    before.fieldsRedactedCount !== after.fieldsRedactedCount ||
    before.injection?.score !== after.injection?.score ||
    before.judgement?.action !== after.judgement?.action;
}
