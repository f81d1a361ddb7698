import { decodeContent } from "./content_coding.ts";
import type { CallBody } from "../engine/types.ts";

/** A request body as it came and as the detectors see it. */
export interface ReadBody {
  readonly ok: true;
  /** The bytes of the wire: what is forwarded when nothing is redacted. */
  readonly original: Uint8Array<ArrayBuffer>;
  readonly call: CallBody;
}

/** What was not read to its end. `too-large` gives back what is needed to pass the body on unread: what was taken, then the rest. */
export type UnreadBody =
  | {
    readonly ok: false;
    readonly kind: "too-large";
    readonly stream: ReadableStream<Uint8Array>;
    readonly length: number | null;
  }
  | { readonly ok: false; readonly kind: "too-slow" }
  | { readonly ok: false; readonly kind: "gone" };

export interface BodyLimits {
  /** Largest body that is read, and largest size after content codings are undone, bytes. */
  readonly maxBodyBytes: number;
  /** Longest pause between two pieces, milliseconds. */
  readonly idleMs: number;
  /** Longest time for the whole body, milliseconds. */
  readonly totalMs: number;
}

/** Bodies of a known length up to this size are read in one go, bytes. */
const ONE_READ_BYTES = 1024 * 1024;

/** Null when the request has no body. */
export async function readBody(request: Request, limits: BodyLimits): Promise<ReadBody | UnreadBody | null> {
  if (request.body === null) return null;
  const said = request.headers.get("content-length");
  const length = said !== null && /^[0-9]{1,15}$/.test(said) ? Number(said) : null;
  if (length !== null && length > limits.maxBodyBytes) {
    return { ok: false, kind: "too-large", stream: request.body, length };
  }
  const bytes = length !== null && length <= ONE_READ_BYTES
    ? await readAtOnce(request, limits)
    : await collect(request.body, length, limits);
  if ("ok" in bytes) return bytes;
  // `Deno.serve` gives an empty stream to a POST that says nothing about a body (RFC 9112 section 6.3: it has none).
  if (bytes.length === 0 && length === null) return null;
  return { ok: true, original: bytes, call: asCallBody(bytes, request.headers, limits.maxBodyBytes) };
}

async function readAtOnce(
  request: Request,
  limits: BodyLimits,
): Promise<Uint8Array<ArrayBuffer> | UnreadBody> {
  const clock = new ReadClock(limits);
  try {
    const bytes = await Promise.race([request.bytes().catch(() => "gone" as const), clock.next()]);
    return typeof bytes === "string" ? { ok: false, kind: bytes } : bytes;
  } finally {
    clock.stop();
  }
}

function asCallBody(
  bytes: Uint8Array<ArrayBuffer>,
  headers: Headers,
  maxBytes: number,
): CallBody {
  const contentType = headers.get("content-type") ?? "";
  const coding = headers.get("content-encoding");
  if (coding === null || bytes.length === 0) return { bytes, contentType, inspectable: true };
  const decoded = decodeContent(bytes, coding, maxBytes);
  return decoded.ok
    ? { bytes: decoded.bytes, contentType, inspectable: true }
    : { bytes, contentType, inspectable: false };
}

type Step = ReadableStreamReadResult<Uint8Array<ArrayBuffer>> | "too-slow" | "gone";

async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  length: number | null,
  limits: BodyLimits,
): Promise<Uint8Array<ArrayBuffer> | UnreadBody> {
  const reader = stream.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const clock = new ReadClock(limits);
  try {
    while (true) {
      const step: Step = await Promise.race([reader.read().catch(() => "gone" as const), clock.next()]);
      if (step === "gone") return { ok: false, kind: "gone" };
      if (step === "too-slow") {
        void reader.cancel().catch(() => {});
        return { ok: false, kind: "too-slow" };
      }
      if (step.done) return joined(pieces, size);
      size += step.value.length;
      pieces.push(step.value);
      if (size > limits.maxBodyBytes) {
        return { ok: false, kind: "too-large", stream: resume(pieces, reader), length };
      }
    }
  } finally {
    clock.stop();
  }
}

/** Two time limits with one timer at a time. */
class ReadClock {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #idleMs: number;
  readonly #endsAt: number;

  constructor(limits: BodyLimits) {
    this.#idleMs = limits.idleMs;
    this.#endsAt = performance.now() + limits.totalMs;
  }

  next(): Promise<"too-slow"> {
    clearTimeout(this.#timer);
    const ms = Math.max(0, Math.min(this.#idleMs, this.#endsAt - performance.now()));
    return new Promise((resolve) => {
      this.#timer = setTimeout(() => resolve("too-slow"), ms);
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

function joined(pieces: readonly Uint8Array<ArrayBuffer>[], size: number): Uint8Array<ArrayBuffer> {
  if (pieces.length === 1) return pieces[0]!;
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** A stream of what was taken already and then what is still to come. */
function resume(
  pieces: readonly Uint8Array<ArrayBuffer>[],
  reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
): ReadableStream<Uint8Array> {
  const taken = [...pieces];
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = taken.shift();
      if (piece !== undefined) return controller.enqueue(piece);
      const step = await reader.read();
      if (step.done) controller.close();
      else controller.enqueue(step.value);
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
}
