/** Takes in one answer, or the next piece of one: scan, judgement, report, and what history learns of it. */
import type { CallOrigin, HistoryVoice } from "../history.ts";
import { runScan } from "../judge.ts";
import type { Clock, RedactOnly, Scanner, ScanReport, TraceStore } from "../ports.ts";
import { seenInAnswer } from "../seen_in_answer.ts";
import { contentFingerprint } from "../signature.ts";
import type {
  CallBody,
  DataClass,
  Finding,
  ObservedResponse,
  RedactionStyles,
  ResponseObservation,
  ResponseReport,
} from "../types.ts";
import type { AnswerFacts, AnswerRule } from "./answer_rule.ts";
import { judgeAnswer, redactionOf } from "./judge_answer.ts";
import { OpenReports } from "./open_reports.ts";
import { MAX_SPANS } from "../injection/mod.ts";

export interface ReadAnswerDeps {
  readonly scanner: Scanner;
  readonly traces: Pick<TraceStore, "appendResponse">;
  readonly clock: Pick<Clock, "now">;
  readonly history: readonly HistoryVoice[];
  /** Milliseconds. */
  readonly scanTimeoutMs: number;
  readonly open: OpenReports;
  /** How what is written over is written. Default: placeholders. */
  readonly styles?: RedactionStyles;
}

/** Pieces of one answer that are remembered though nothing was seen in them. */
const MAX_REMEMBERED_PIECES = 64;

/** What a scan saw of an answer. */
export type Seen = Pick<
  ScanReport,
  "findings" | "reasonCodes" | "instructions" | "redacted" | "prints" | "contentFingerprint"
>;

const NOTHING_SEEN: Seen = { findings: [], reasonCodes: [], redacted: [] };

/**
 * @param rules About answers to this call.
 * @throws {EngineUnavailableError} when the scan came to no result.
 */
export async function readAnswer(
  observation: ResponseObservation,
  { origin, rules }: { origin: CallOrigin; rules: readonly AnswerRule[] },
  deps: ReadAnswerDeps,
): Promise<ObservedResponse> {
  const { traceId, body, status, piece } = observation;
  const only = redactionOf(rules);
  const isEcho = observation.ofWrite === true;
  const scan = await scanAnswer(body, { ...deps, isEcho }, only);
  const redacted = body?.inspectable === false ? null : asBytes(scan.redacted[0]);
  const judgement = judge(rules, { scan, body, status, redacted });
  const seen: ResponseReport = {
    traceId,
    dataClasses: classesOf(scan.findings),
    fieldsRedactedCount: countValues(scan.findings),
    contentFingerprint: scan.contentFingerprint ?? contentFingerprint(body),
    reasonCodes: [...new Set([...(judgement?.reasonCodes ?? []), ...reasonCodesOf(scan, body)])],
    ...seenInAnswer(scan),
    ...(judgement && { judgement }),
  };
  const { report, isNews, pieces } = piece === undefined
    ? { report: seen, isNews: true, pieces: 1 }
    : deps.open.add(seen, { piece, findings: scan.findings });
  if (isNews && (!isEcho || isNotable(report))) deps.traces.appendResponse(report);
  // What an agent wrote itself and gets back was not read anywhere; a stream without end must not crowd out what else was read.
  const isRemembered = isEcho
    ? seen.injection !== undefined
    : pieces <= MAX_REMEMBERED_PIECES || isNotable(seen);
  if (body !== null && isRemembered) {
    const { findings, instructions, prints } = scan;
    const now = deps.clock.now();
    for (const voice of deps.history) {
      voice.read?.({ traceId, origin, body, status, findings, instructions, prints, now });
    }
  }
  // What is done with a piece is told by that piece alone; the report tells of the whole.
  const { judgement: _, ...whole } = report;
  const told: ObservedResponse = { ...whole, ...(judgement && { judgement }) };
  return judgement?.action === "REDACT" ? { ...told, redactedBody: redacted } : told;
}

/**
 * @param history Absent when nothing will be remembered of the answer: then nothing is hashed either.
 * @param isEcho It answers a call that wrote: it is hardly ever remembered. Default false.
 * @throws {EngineUnavailableError} when the scan came to no result.
 */
export async function scanAnswer(
  body: CallBody | null,
  { scanner, scanTimeoutMs, history, styles, isEcho = false }:
    & Pick<ReadAnswerDeps, "scanner" | "scanTimeoutMs">
    & Partial<Pick<ReadAnswerDeps, "history" | "styles">>
    & { readonly isEcho?: boolean },
  only?: RedactOnly,
): Promise<Seen> {
  if (body === null) return NOTHING_SEEN;
  return await runScan(scanner, {
    parts: [{ kind: "body", contentType: body.contentType, content: body.bytes }],
    host: "",
    want: {
      redact: only !== undefined,
      instructions: true,
      ...(only && { only, ...(styles && { styles }) }),
      ...(history && studyOf(body, { history, isEcho })),
    },
    timeoutMs: scanTimeoutMs,
  });
}

/** A few hundred microseconds of hashing at most. */
const MAX_SHORT_BYTES = 4_096;

/** Hashing what an answer says takes as long as scanning it: it is asked for along with the scan, which has threads of its own. */
function studyOf(
  { bytes, inspectable }: CallBody,
  { history, isEcho }: { history: readonly HistoryVoice[]; isEcho: boolean },
) {
  // The prints of a short one are made in no time should they be wanted after all.
  const isWanted = !isEcho || bytes.length > MAX_SHORT_BYTES;
  const key = isWanted ? history.find(({ printsKey }) => printsKey !== undefined)?.printsKey : undefined;
  // Of a body that nobody could decode the bytes themselves are hashed, which is quick.
  return { ...(key !== undefined && { prints: key }), ...(inspectable && { fingerprint: true }) };
}

function judge(
  rules: readonly AnswerRule[],
  { scan, body, status, redacted }: {
    scan: Seen;
    body: CallBody | null;
    status: number;
    redacted: Uint8Array | null;
  },
) {
  if (rules.length === 0) return undefined;
  return judgeAnswer(rules, factsOf(scan, { body, status }), {
    // Of more instructions than are kept the rest would stay.
    canRedact: redacted !== null && (scan.instructions?.spans.length ?? 0) < MAX_SPANS,
  });
}

/** What rules about answers are asked of. */
export function factsOf(
  scan: Seen,
  { body, status }: { body: CallBody | null; status: number },
): AnswerFacts {
  return {
    findings: scan.findings,
    instructionScore: scan.instructions?.score ?? 0,
    status,
    inspectable: !reasonCodesOf(scan, body).includes("BODY_NOT_INSPECTABLE"),
  };
}

function isNotable({ classCounts = {}, injection, judgement }: ResponseReport): boolean {
  return Object.keys(classCounts).length > 0 || injection !== undefined || judgement !== undefined;
}

function reasonCodesOf({ reasonCodes }: Seen, body: CallBody | null): readonly string[] {
  return body?.inspectable === false && !reasonCodes.includes("BODY_NOT_INSPECTABLE")
    ? [...reasonCodes, "BODY_NOT_INSPECTABLE"]
    : reasonCodes;
}

function asBytes(content: string | Uint8Array | null | undefined): Uint8Array | null {
  return content instanceof Uint8Array ? content : null;
}

/** Classes seen with more than LOW confidence: a mere suspicion does not classify a call. */
export function classesOf(findings: readonly Finding[]): readonly DataClass[] {
  const classes = new Set<DataClass>();
  for (const finding of findings) {
    if (finding.confidence !== "LOW") classes.add(finding.class);
  }
  return [...classes].sort();
}

/** Two rules that see the same span see one value. */
function countValues(findings: readonly Finding[]): number {
  return new Set(findings.map(({ part, path, start, end }) => `${part} ${path} ${start} ${end}`)).size;
}
