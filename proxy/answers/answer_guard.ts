/** What is done with the answer of one call: read beside its way, or held until it was looked at. */
import { type Engine, EngineUnavailableError } from "../../engine/ports.ts";
import type { AnswerAction, AnswerJudgement, CallBody, ObservedResponse } from "../../engine/types.ts";
import { outcomeOf } from "../../engine/answers/judge_answer.ts";
import type { UpstreamResponse } from "../http1/client.ts";
import { headerOf, kindByType } from "./answer_kind.ts";
import { BesideReader, type ReadingRoom } from "./beside.ts";
import { joinBytes } from "./byte_queue.ts";
import { codingsOf, decodeStream } from "./decode_stream.ts";
import { HeldAnswer, type HoldTimes } from "./held_answer.ts";
import { kindOf } from "./make_screen.ts";
import { lookAt, type Observe } from "./screen.ts";

export interface AnswerPlan {
  /** What a rule may do to it at most. Null: none speaks about it. */
  readonly upTo: AnswerAction | null;
  /** The call wrote: see `ResponseObservation.ofWrite`. */
  readonly ofWrite: boolean;
  /** Nothing is done to answers, whatever the rules say (monitor mode). */
  readonly isMonitor: boolean;
  /** Pass what could not be judged. */
  readonly failOpen: boolean;
}

export interface AnswerDeps {
  readonly engine: Pick<Engine, "observeResponse">;
  readonly room: ReadingRoom;
  /** Largest document that is held until it is whole, bytes. */
  readonly maxHeldBytes: number;
  readonly times: HoldTimes;
}

/** New bytes in one look, and the largest document that is read as a whole, where nothing waits for it. */
const BESIDE = { lookBytes: 32 * 1024, maxWholeBytes: 512 * 1024 };
const HELD_LOOK_BYTES = 64 * 1024;

/** Whether the answer has to be looked at before it goes on. */
export function isHeld({ upTo, isMonitor }: AnswerPlan): boolean {
  return !isMonitor && upTo !== null && upTo !== "FLAG";
}

/** Shows pieces of one answer to the engine. */
export function observer(
  traceId: string,
  { status, plan, engine }: { status: number; plan: AnswerPlan; engine: AnswerDeps["engine"] },
): Observe {
  const { ofWrite } = plan;
  return (body, piece) =>
    engine.observeResponse({ traceId, status, body, ...(piece && { piece }), ...(ofWrite && { ofWrite }) });
}

/**
 * Reads an answer that goes on untouched. Null when there is nothing to read in it.
 *
 * @param whole The whole body, when it came at once.
 */
export function readBeside(
  upstream: UpstreamResponse,
  whole: Uint8Array | null,
  { observe, room }: { observe: Observe; room: ReadingRoom },
): BesideReader | Promise<void> | null {
  const contentType = headerOf(upstream.headers, "content-type");
  const codings = codingsOf(headerOf(upstream.headers, "content-encoding"));
  if (codings === undefined) return null;
  if (whole !== null && codings.length === 0 && whole.length <= BESIDE.lookBytes) {
    const kind = kindOf(contentType, whole);
    if (kind === "opaque") return null;
    if (kind !== "events" && kind !== "lines") {
      return observe({ bytes: whole, contentType, inspectable: true }, undefined).then(() => {}, () => {});
    }
  }
  // A picture that says so is not copied at all, unless it is coded: then its first bytes tell.
  if (/^(?:image|audio|video|font)\//i.test(contentType) && kindByType(contentType) === undefined) {
    return null;
  }
  const decode = (source: AsyncIterable<Uint8Array>) => decodeStream(source, codings);
  const reader = new BesideReader({ contentType, observe, room, decode, limits: BESIDE });
  if (whole !== null) {
    reader.add(whole);
    reader.end();
  }
  return reader;
}

/** What may go on of a held answer. */
export interface PassedAnswer {
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** The bytes of the wire as they came: all headers hold for them. */
  readonly isAsItCame: boolean;
  /** What was done so far; null: nothing. */
  readonly judgement: AnswerJudgement | null;
}

export interface HeldHooks {
  /** Told once, when nothing more will come of it. */
  readonly onEnd: (error?: unknown) => void;
}

/** Raw bytes that are kept, so that a coded answer in which nothing is written over can go on as it came. */
const MAX_RAW_BYTES = 16 * 1024 * 1024;

/**
 * Holds an answer until something of it may go on.
 *
 * @throws {WithheldError} when nothing of it may
 * @throws {BrokenCodingError}
 * @throws {EngineUnavailableError} when it could not be judged
 */
export async function hold(
  upstream: UpstreamResponse,
  { observe, plan, deps, hooks, signal }: {
    observe: Observe;
    plan: AnswerPlan;
    deps: AnswerDeps;
    hooks: HeldHooks;
    /** Aborted when the caller goes away. */
    signal: AbortSignal;
  },
): Promise<PassedAnswer> {
  const contentType = headerOf(upstream.headers, "content-type");
  const codings = codingsOf(headerOf(upstream.headers, "content-encoding"));
  const done: { judgement: AnswerJudgement | null; isChanged: boolean } = {
    judgement: null,
    isChanged: false,
  };
  const watched: Observe = async (body, piece) => {
    const seen = await judged(observe, { body, piece, failOpen: plan.failOpen });
    if (seen?.judgement !== undefined) done.judgement = seen.judgement;
    if (seen !== undefined && outcomeOf(seen).kind === "replace") done.isChanged = true;
    return seen;
  };
  if (codings === undefined) {
    const body: CallBody = { bytes: new Uint8Array(), contentType, inspectable: false };
    await lookAt({ body, offset: 0, isLast: true, isWhole: true }, watched);
    return { body: bodyOf(upstream, hooks), isAsItCame: true, judgement: done.judgement };
  }
  const raw = new RawCopy();
  const { pieces, stop } = sourceOf(upstream);
  const source = raw.through(pieces);
  const held = new HeldAnswer({
    source: decodeStream(source, codings),
    contentType,
    observe: watched,
    limits: { lookBytes: HELD_LOOK_BYTES, maxWholeBytes: deps.maxHeldBytes },
    times: deps.times,
    stop,
  });
  signal.addEventListener("abort", stop, { once: true });
  try {
    await held.begin();
  } catch (error) {
    held.cancel();
    throw error;
  }
  if (!held.isWhole) {
    raw.drop();
    return { body: streamOf(held, { contentType, hooks }), isAsItCame: false, judgement: done.judgement };
  }
  const came = done.isChanged ? null : raw.bytes();
  const bytes = came ?? joinBytes([await held.next() ?? new Uint8Array()]);
  hooks.onEnd();
  return { body: bytes, isAsItCame: came !== null, judgement: done.judgement };
}

/** What could not be judged is as good as not judged: it passes when the operator chose so. */
async function judged(
  observe: Observe,
  { body, piece, failOpen }: { body: CallBody | null; piece: Parameters<Observe>[1]; failOpen: boolean },
): Promise<ObservedResponse | undefined> {
  try {
    return await observe(body, piece);
  } catch (error) {
    if (!failOpen) {
      throw error instanceof EngineUnavailableError
        ? error
        : new EngineUnavailableError("ENGINE_UNAVAILABLE", "The engine failed", { cause: error });
    }
    return { traceId: "", dataClasses: [], fieldsRedactedCount: 0, contentFingerprint: "", reasonCodes: [] };
  }
}

/** The body piece by piece, and what ends it while a piece is waited for. */
function sourceOf({ body }: UpstreamResponse): { pieces: AsyncIterable<Uint8Array>; stop: () => void } {
  if (!(body instanceof ReadableStream)) return { pieces: onePiece(body), stop: () => {} };
  const reader = body.getReader();
  return { pieces: piecesOf(reader), stop: () => void reader.cancel().catch(() => {}) };
}

async function* onePiece(bytes: Uint8Array | null): AsyncGenerator<Uint8Array> {
  if (bytes !== null) yield bytes;
}

async function* piecesOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
}

function bodyOf({ body }: UpstreamResponse, { onEnd }: HeldHooks): PassedAnswer["body"] {
  onEnd();
  return body ?? new Uint8Array();
}

class RawCopy {
  #pieces: Uint8Array[] | null = [];
  #size = 0;

  async *through(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      this.#size += piece.length;
      if (this.#size > MAX_RAW_BYTES) this.drop();
      this.#pieces?.push(piece);
      yield piece;
    }
  }

  drop(): void {
    this.#pieces = null;
  }

  bytes(): Uint8Array<ArrayBuffer> | null {
    return this.#pieces === null ? null : joinBytes(this.#pieces);
  }
}

/** Asks for more only when its reader does. It breaks off when the rest is withheld: it never looks complete. */
function streamOf(
  held: HeldAnswer,
  { contentType, hooks }: { contentType: string; hooks: HeldHooks },
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const bytes = await held.next();
        if (bytes !== null) return controller.enqueue(bytes);
        hooks.onEnd();
        controller.close();
      } catch (error) {
        hooks.onEnd(error);
        held.cancel();
        if (kindByType(contentType) === "events") controller.enqueue(WITHHELD_EVENT);
        controller.error(error);
      }
    },
    cancel() {
      hooks.onEnd();
      held.cancel();
    },
  }, { highWaterMark: 0 });
}

/** Clients that know it can tell their model; others ignore events that they do not know (WHATWG HTML, section 9.2.6). */
const WITHHELD_EVENT = new TextEncoder().encode(
  'event: interven\ndata: {"error":"ANSWER_WITHHELD","detail":"The rest of this stream was withheld by policy"}\n\n',
);
