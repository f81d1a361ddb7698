/** Jobs and answers as frames. What comes back from a thread is trusted with nothing: it is checked field by field. */
import {
  CONFIDENCES,
  DATA_CLASSES,
  type EncodedPayload,
  type Finding,
  PAYLOAD_SHAPES,
} from "../engine/types.ts";
import type {
  InstructionFindings,
  LocatedInstruction,
  ScanFailure,
  ScanPart,
  ScanReport,
  ScanRequest,
} from "../engine/ports.ts";
import { type AnswerPrints, MAX_READ_PRINTS, MAX_READ_VALUES } from "../engine/correlate/answer_prints.ts";
import { MAX_DIRECTIVES_PER_READ } from "../engine/correlate/directives.ts";
import { type PackedPrints, packPrints, unpackPrints } from "../engine/correlate/stored_reading.ts";
import { BlobReader, openFrame, packFrame } from "./frame.ts";
import type { AnswerHead, JobHead, JobPart } from "./protocol.ts";

export interface Job {
  readonly id: number;
  /** Epoch milliseconds. */
  readonly deadlineAt: number;
  readonly request: ScanRequest;
}

/** Copies the request's contents; the caller keeps its own. */
export function packJob(job: Job): Uint8Array<ArrayBuffer> {
  const blobs: Uint8Array[] = [];
  const parts = job.request.parts.map((part): JobPart => {
    if (typeof part.content === "string") return { ...part, content: part.content };
    blobs.push(part.content);
    return { ...part, content: part.content.length };
  });
  const head: JobHead = {
    id: job.id,
    host: job.request.host,
    want: job.request.want,
    deadlineAt: job.deadlineAt,
    timeoutMs: job.request.timeoutMs,
    parts,
  };
  return packFrame(head, blobs);
}

/** Byte contents are views into the frame. The pool's frames are trusted: whatever is wrong with one throws. */
export function openJob(frame: Uint8Array): Job {
  const opened = openFrame(frame);
  const head = opened.head as JobHead;
  const blobs = new BlobReader(opened.blobs);
  const parts = head.parts.map((part): ScanPart => ({
    ...part,
    content: typeof part.content === "string" ? part.content : blobs.take(part.content),
  }));
  const { id, deadlineAt, host, want, timeoutMs } = head;
  return { id, deadlineAt, request: { parts, host, want, timeoutMs } };
}

export function packAnswer(id: number, result: ScanReport | ScanFailure): Uint8Array<ArrayBuffer> {
  if (!result.ok) return packFrame({ ...result, id }, []);
  const blobs: Uint8Array[] = [];
  const packContent = (content: string | Uint8Array | null) => {
    if (content === null || typeof content === "string") return content;
    blobs.push(content);
    return content.length;
  };
  const { stored, prints, ...report } = result;
  const redacted = report.redacted.map(packContent);
  const head: AnswerHead = {
    ...report,
    id,
    redacted,
    ...(stored === undefined ? {} : { stored: stored.map(packContent) }),
    ...(prints === undefined ? {} : { prints: packPrints(prints) }),
  };
  return packFrame(head, blobs);
}

/** An answer whose frame and id could be read. Its result is undefined when it is not what a scan of that request may say. */
export interface OpenedAnswer {
  readonly id: number;
  readonly result: (request: ScanRequest) => ScanReport | ScanFailure | undefined;
}

/** Undefined when the frame cannot be read. */
export function openAnswer(frame: unknown): OpenedAnswer | undefined {
  if (!(frame instanceof Uint8Array)) return undefined;
  try {
    const { head, blobs } = openFrame(frame);
    if (!isRecord(head) || !Number.isSafeInteger(head.id)) return undefined;
    return {
      id: Number(head.id),
      result: (request) => head.ok === true ? readReport(head, { blobs, request }) : readFailure(head),
    };
  } catch {
    return undefined;
  }
}

function readFailure(head: Record<string, unknown>): ScanFailure | undefined {
  const { ok, code, rule, message } = head;
  if (ok !== false || typeof message !== "string") return undefined;
  if (code !== "SCAN_TIMEOUT" && code !== "SCAN_FAILED" && code !== "SCANNER_DOWN") return undefined;
  if (rule === undefined) return { ok, code, message };
  return typeof rule === "string" ? { ok, code, rule, message } : undefined;
}

function readReport(
  head: Record<string, unknown>,
  { blobs, request }: { blobs: Uint8Array; request: ScanRequest },
): ScanReport | undefined {
  const { findings, reasonCodes, payloads, instructions, contentFingerprint, scanMs } = head;
  if (!isArrayOf(findings, isFinding) || !isArrayOf(reasonCodes, isString)) return undefined;
  if (payloads !== undefined && !isArrayOf(payloads, isPayload)) return undefined;
  if (instructions !== undefined && !isInstructions(instructions, request.parts.length)) return undefined;
  if (contentFingerprint !== undefined && !isFingerprint(contentFingerprint)) return undefined;
  const prints = head.prints === undefined ? undefined : readPrints(head.prints);
  if (head.prints !== undefined && prints === undefined) return undefined;
  if (typeof scanMs !== "number" || !(scanMs >= 0)) return undefined;
  const reader = new BlobReader(blobs);
  const redacted = readContents(head.redacted, { blobs: reader, request });
  const hasStored = head.stored !== undefined;
  const stored = hasStored ? readContents(head.stored, { blobs: reader, request }) : [];
  // Every byte must be accounted for.
  if (redacted === undefined || stored === undefined || !reader.isAtEnd) return undefined;
  const more = {
    ...(hasStored ? { stored } : {}),
    ...(payloads && { payloads }),
    ...(instructions && { instructions }),
    ...(prints && { prints }),
    ...(contentFingerprint !== undefined && { contentFingerprint }),
  };
  return { ok: true, findings, redacted, ...more, reasonCodes, scanMs };
}

/** One entry a part, of the part's own type. */
function readContents(
  entries: unknown,
  { blobs, request }: { blobs: BlobReader; request: ScanRequest },
): (string | Uint8Array | null)[] | undefined {
  if (!Array.isArray(entries) || entries.length !== request.parts.length) return undefined;
  const contents: (string | Uint8Array | null)[] = [];
  for (const [index, entry] of entries.entries()) {
    const isText = typeof request.parts[index]?.content === "string";
    if (entry === null) contents.push(null);
    else if (isText && typeof entry === "string") contents.push(entry);
    else if (!isText && typeof entry === "number" && blobs.has(entry)) contents.push(blobs.take(entry));
    else return undefined;
  }
  return contents;
}

const CLASSES: ReadonlySet<unknown> = new Set(DATA_CLASSES);
const CONFIDENCE_LEVELS: ReadonlySet<unknown> = new Set(CONFIDENCES);
const PART_KINDS: ReadonlySet<unknown> = new Set(["url", "header", "body"]);

function isFinding(value: unknown): value is Finding {
  if (!isRecord(value)) return false;
  const { rule, class: dataClass, confidence, part, path, start, end, chain, preview } = value;
  return isString(rule) && CLASSES.has(dataClass) && CONFIDENCE_LEVELS.has(confidence) &&
    PART_KINDS.has(part) &&
    isString(path) && isOffset(start) && isOffset(end) && start <= end && isArrayOf(chain, isString) &&
    isString(preview);
}

const SHAPES: ReadonlySet<unknown> = new Set(PAYLOAD_SHAPES);

function isPayload(value: unknown): value is EncodedPayload {
  if (!isRecord(value)) return false;
  const { part, path, shape, chars } = value;
  return (part === "url" || part === "body") && isString(path) && SHAPES.has(shape) && isOffset(chars);
}

function isInstructions(value: unknown, parts: number): value is InstructionFindings {
  if (!isRecord(value) || !isShare(value.score)) return false;
  return isArrayOf(value.spans, (span): span is LocatedInstruction => isInstruction(span, parts));
}

function isInstruction(value: unknown, parts: number): boolean {
  if (!isRecord(value)) return false;
  const { part, path, chain, start, end, score, reasons } = value;
  return isOffset(part) && part < parts && isString(path) && isOffset(start) && isOffset(end) &&
    start <= end &&
    isShare(score) && isArrayOf(reasons, isString) && (chain === undefined || isArrayOf(chain, isString));
}

function isFingerprint(value: unknown): value is string {
  return isString(value) && /^sha256:[0-9a-f]{64}$/.test(value);
}

/** Undefined for what no scan writes: arrays of one object are as long as each other, and there are no more of them than are kept. */
function readPrints(value: unknown): AnswerPrints | undefined {
  if (!isRecord(value) || !isArrayOf(value.directives, isRecord)) return undefined;
  if (value.directives.length > MAX_DIRECTIVES_PER_READ) return undefined;
  try {
    const prints = unpackPrints(value as unknown as PackedPrints);
    return isSound(prints) ? prints : undefined;
  } catch {
    return undefined;
  }
}

function isSound({ values, marks, prints, directives }: AnswerPrints): boolean {
  return values.length === marks.length && values.length <= MAX_READ_VALUES &&
    prints.length <= MAX_READ_PRINTS &&
    directives.every(({ strength, path, words }) =>
      isShare(strength) && isString(path) && words.stems.length === words.count &&
      words.classes.length === words.count && words.telling.length === words.count
    );
}

function isShare(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= 1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isArrayOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}
