/** A large answer, cut into pieces that are read one after the other: reading takes the memory of a piece, and small calls come in between. */
import { answerStrictness } from "../../engine/answers/judge_answer.ts";
import type { Engine } from "../../engine/ports.ts";
import type { AnswerJudgement, AnswerPiece, CallBody, ObservedResponse } from "../../engine/types.ts";
import { within } from "../deadline.ts";
import { isObject } from "./message.ts";
import { jsonBody } from "./judged_call.ts";
import { unpacked } from "./readable_result.ts";

export interface ReadablePiece {
  readonly body: CallBody;
  readonly piece: AnswerPiece;
}

export interface PieceOptions {
  /** Characters of a piece, about; default 240 Ki. A scan of so much is none of the large jobs that take a thread of their own. */
  readonly maxChars?: number;
  /** Of a long text the end of one piece stands at the beginning of the next, so that nothing is cut in two: so many characters. Default 4 Ki. */
  readonly overlapChars?: number;
}

/** From so many bytes on an answer is read in pieces. */
export const LARGE_ANSWER_BYTES = 256 * 1024;

/** Multiples of four, so that base64 is cut where a group ends. */
const MAX_CHARS = 240 * 1024;
const OVERLAP_CHARS = 4 * 1024;

/**
 * All of an answer. A piece is a list of objects with one member each: what of the answer is small enough stands in it whole, under the name of
 * the field that held it; longer texts are cut.
 */
export function* piecesOf(
  answer: unknown,
  { maxChars = MAX_CHARS, overlapChars = OVERLAP_CHARS }: PieceOptions = {},
): Generator<ReadablePiece> {
  let entries: Record<string, unknown>[] = [];
  let chars = 0;
  let offset = 0;
  const take = (isLast: boolean): ReadablePiece => {
    const body = jsonBody(entries);
    const piece = { offset, isLast };
    offset += body.bytes.length;
    [entries, chars] = [[], 0];
    return { body, piece };
  };
  for (const [label, value, size] of partsOf("result", unpacked(answer), { maxChars, overlapChars })) {
    if (chars > 0 && chars + size > maxChars) yield take(false);
    entries.push({ [label]: value });
    chars += size;
  }
  yield take(true);
}

type Part = readonly [label: string, value: unknown, size: number];

function* partsOf(label: string, value: unknown, limits: Required<PieceOptions>): Generator<Part> {
  const { maxChars, overlapChars } = limits;
  const size = charsOf(value, maxChars);
  if (size <= maxChars) yield [label, value, size];
  else if (typeof value === "string") {
    for (let from = 0; from < value.length; from += maxChars - overlapChars) {
      const slice = value.slice(from, from + maxChars);
      yield [label, slice, slice.length];
      if (from + maxChars >= value.length) return;
    }
  } else if (Array.isArray(value)) {
    for (const item of value) yield* partsOf(label, item, limits);
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      // A name is read as well, and one may be as long as any text.
      if (name.length > maxChars) yield* partsOf(label, name, limits);
      yield* partsOf(name.slice(0, maxChars), item, limits);
    }
  }
}

/** Whether an answer is so large that it is read in pieces. */
export function isLargeAnswer(answer: unknown): boolean {
  return charsOf(answer, LARGE_ANSWER_BYTES) > LARGE_ANSWER_BYTES;
}

/** About how long a value is as JSON; anything above `max` once that is sure. */
function charsOf(value: unknown, max: number): number {
  if (typeof value === "string") return value.length + 3;
  if (typeof value !== "object" || value === null) return 12;
  let chars = 2;
  for (const name in value) {
    chars += name.length + 4 + charsOf((value as Record<string, unknown>)[name], max - chars);
    if (chars > max) break;
  }
  return chars;
}

/**
 * What all pieces together tell. Each has the whole time limit for itself.
 *
 * @returns The report of the whole, with the strictest word on any piece. What should be written over is withheld: its pieces overlap and are
 * no parts of the message. Undefined when the call is not known.
 * @throws {EngineUnavailableError} when a piece could not be read in time.
 */
export async function observeInPieces(
  engine: Pick<Engine, "observeResponse">,
  answer: unknown,
  { traceId, timeoutMs }: { traceId: string; timeoutMs: number },
): Promise<ObservedResponse | undefined> {
  let observed: ObservedResponse | undefined;
  let judgement: AnswerJudgement | undefined;
  for (const { body, piece } of piecesOf(answer)) {
    observed = await within(timeoutMs, engine.observeResponse({ traceId, body, piece, status: 200 }));
    judgement = strictest(judgement, observed?.judgement);
  }
  if (observed === undefined || judgement === undefined) return observed;
  return {
    ...observed,
    judgement: judgement.action === "REDACT" ? { ...judgement, action: "WITHHOLD" } : judgement,
  };
}

function strictest(
  a: AnswerJudgement | undefined,
  b: AnswerJudgement | undefined,
): AnswerJudgement | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return answerStrictness(b.action) > answerStrictness(a.action) ? b : a;
}
