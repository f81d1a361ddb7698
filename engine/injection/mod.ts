/** Finds hostile instructions in what an agent reads: tool results, documents, descriptions of tools. Pure, and linear in the size of the text. */
import { findReorderings } from "./bidi.ts";
import { decodedTexts } from "./encoded.ts";
import { Idea } from "./ideas.ts";
import { FORGERIES } from "./forgeries.ts";
import { type LinearModel, MODEL, probability } from "./model.ts";
import { PHRASES } from "./phrases.ts";
import { findPlainOrders } from "./plain_orders.ts";
import { readSegments, type SeenSegment } from "./reading.ts";
import { Place } from "./places.ts";

/** From this score on a text counts as hostile: the threshold of the model card. */
export const INSTRUCTION_THRESHOLD = 0.5;
/**
 * For descriptions of tools, which are short, are read with every call, and have no reason to give orders beyond their own tool: the
 * caller compares with this instead, and gets more false alarms for it.
 */
export const TOOL_DESCRIPTION_THRESHOLD = 0.3;

export interface InstructionContext {
  /** Name of the field whose value the text is, such as `description`. Default: none, the text is looked at as a whole document. */
  readonly field?: string;
  /** The text was hidden from people: a comment, an encoding. Default false. */
  readonly hidden?: boolean;
  /** Whether encodings inside the text are undone and looked at too. Default true. */
  readonly decode?: boolean;
}

export interface InstructionSpan {
  /** UTF-16 offsets, `[start, end)`, of a sentence; of the encoded run when it was found inside one. */
  readonly start: number;
  readonly end: number;
  /** 0…1 */
  readonly score: number;
  /** Ids of phrases and forgeries, names of ideas, and `hidden` or how it was encoded. Never text of the span. */
  readonly reasons: readonly string[];
}

export interface InstructionReport {
  /** The highest score of any span, 0…1; 0 when nothing reads like an instruction. */
  readonly score: number;
  /** Spans from {@linkcode TOOL_DESCRIPTION_THRESHOLD} on, by place; at most {@linkcode MAX_SPANS}. */
  readonly spans: readonly InstructionSpan[];
}

export const MAX_SPANS = 50;
/** Of a line that a person sees in another order: there is no honest reason for it, though a careless one. */
const REORDERED_SCORE = 0.6;
const PLAIN_ORDER_SCORE = 0.9;
/** A phrase of this score decides without the model. */
const DECISIVE = 0.9;

/** Looks for instructions to whoever reads `text`. Never throws. */
export function findInstructions(text: string, context: InstructionContext = {}): InstructionReport {
  return findWith(MODEL, text, context);
}

/** {@linkcode findInstructions} with other weights; for training. */
export function findWith(
  model: LinearModel,
  text: string,
  context: InstructionContext = {},
): InstructionReport {
  const spans: InstructionSpan[] = [];
  const { field = "", hidden = false, decode = true } = context;
  let top = 0;
  readSegments(text, { field, hidden }, (seen) => {
    const score = scoreOf(seen, model);
    top = Math.max(top, score);
    if (score < TOOL_DESCRIPTION_THRESHOLD || spans.length >= MAX_SPANS) return;
    spans.push({ start: seen.segment.start, end: seen.segment.end, score, reasons: reasonsOf(seen, score) });
  });
  for (const span of plainSpans(text)) {
    top = Math.max(top, span.score);
    if (spans.length < MAX_SPANS) spans.push(span);
  }
  if (decode) {
    for (const { text: inner, how, start, end } of decodedTexts(text)) {
      const report = findWith(model, inner, { hidden: how !== "unicode", decode: false });
      top = Math.max(top, report.score);
      if (report.score < TOOL_DESCRIPTION_THRESHOLD || spans.length >= MAX_SPANS) continue;
      const reasons = [how, ...new Set(report.spans.flatMap((span) => span.reasons))];
      spans.push({ start, end, score: report.score, reasons });
    }
  }
  return { score: top, spans };
}

/** What is known without the model. */
function plainSpans(text: string): InstructionSpan[] {
  const orders = findPlainOrders(text).map(({ id, start, end }) => ({
    start,
    end,
    score: PLAIN_ORDER_SCORE,
    reasons: [id],
  }));
  const reordered = findReorderings(text).map(({ start, end }) => ({
    start,
    end,
    score: REORDERED_SCORE,
    reasons: ["reordered"],
  }));
  return [...orders, ...reordered];
}

/** What the model thinks, unless a decisive phrase says more. */
function scoreOf(seen: SeenSegment, model: LinearModel): number {
  const learned = probability(seen.features, model);
  // Who writes about attacks quotes them.
  const quotes = (seen.ideas & (1 << Idea.aboutAttacks)) !== 0;
  if (quotes) return learned;
  let decisive = 0;
  for (let bits = seen.phrases, i = 0; bits !== 0; bits >>>= 1, i++) {
    if ((bits & 1) !== 0) decisive = Math.max(decisive, PHRASES[i]!.score);
  }
  return decisive >= DECISIVE ? Math.max(learned, decisive) : learned;
}

function reasonsOf(seen: SeenSegment, score: number): string[] {
  const reasons: string[] = [];
  PHRASES.forEach(({ id }, i) => (seen.phrases & (1 << i)) !== 0 && reasons.push(id));
  FORGERIES.forEach(({ id }, i) => (seen.forgeries & (1 << i)) !== 0 && reasons.push(id));
  for (const [name, bit] of TELLING_IDEAS) if ((seen.ideas & (1 << bit)) !== 0) reasons.push(name);
  const { place } = seen.segment;
  if (place === Place.hidden) reasons.push("hidden");
  if (place === Place.comment) reasons.push("comment");
  if (place === Place.amongRows) reasons.push("among-rows");
  return reasons.length === 0 && score >= INSTRUCTION_THRESHOLD ? ["model"] : reasons;
}

/** Ideas that tell a person why; the others only help the model. */
const TELLING: ReadonlySet<string> = new Set([
  "imperativeWithDestination",
  "mineToDestination",
  "getThenSend",
  "shapesYourAnswer",
  "takesInCodeOfYours",
  "codeThatActs",
  "speaksToReader",
  "readerMust",
  "secrecy",
  "namesTool",
  "moneyMoves",
  "deletesMine",
  "pretendAndSay",
  "changesMine",
]);
const TELLING_IDEAS = Object.entries(Idea).filter(([name]) => TELLING.has(name));
