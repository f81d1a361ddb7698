/** A reading as a document for the store, its prints as plain data for another thread, and both back. Hashes, offsets and scores; no text of what was read. */
import type { AnswerPrints } from "./answer_prints.ts";
import type { SaidDirective } from "./directives.ts";
import type { Reading, ReadRecord } from "./reading.ts";
import type { Words } from "./words.ts";

/** Where readings outlive the process. */
export interface SessionReadStore {
  /**
   * The latest readings of a session, oldest first.
   *
   * @throws {StoreError} when the store cannot be read.
   */
  load(
    sessionId: string,
    window: { readonly since: number; readonly limit: number },
  ): readonly StoredReading[];
  /**
   * What other processes have added to a session since `load` or the last `news`, oldest first. Asked before every call: it must cost next to
   * nothing when there is none. Absent where there are no other processes.
   *
   * @param now Epoch milliseconds.
   * @throws {StoreError} when the store cannot be read.
   */
  news?(sessionId: string, now: number): readonly StoredReading[];
  /** Kept soon, without waiting; given up when it cannot be. */
  append(sessionId: string, reading: StoredReading): void;
}

export interface StoredReading {
  readonly traceId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly document: string;
}

/** Raised when the shape or the meaning of the hashes changes: older documents are then left out. */
const VERSION = 1;

interface Document extends PackedPrints {
  readonly version: number;
  readonly record: ReadRecord;
}

/** Prints as plain data: each text is the base64 of an array's bytes. */
export interface PackedPrints {
  readonly values: string;
  readonly marks: string;
  readonly prints: string;
  readonly directives: readonly PackedDirective[];
}

interface PackedDirective {
  readonly strength: number;
  readonly path: string;
  readonly hashes: string;
  readonly stems: string;
  readonly classes: string;
  readonly telling: string;
  readonly sentences: string;
}

export function encodeReading({ record, ...prints }: Reading): string {
  const document: Document = { version: VERSION, record, ...packPrints(prints) };
  return JSON.stringify(document);
}

/** Undefined for a document that is damaged or of another version: that read is then forgotten. */
export function decodeReading(text: string): Reading | undefined {
  try {
    const document = JSON.parse(text) as Document;
    const { version, record } = document;
    if (version !== VERSION || !isRecord(record)) return undefined;
    const prints = unpackPrints(document);
    const { traceId, at } = record;
    return { ...prints, record, directives: prints.directives.map((said) => ({ ...said, traceId, at })) };
  } catch {
    return undefined;
  }
}

/** The places of words in the text are left out: nobody asks for them later. */
export function packPrints({ values, marks, prints, directives }: AnswerPrints): PackedPrints {
  return {
    values: pack(values),
    marks: pack(marks),
    prints: pack(prints),
    directives: directives.map(({ strength, path, words, sentences }) => ({
      strength,
      path,
      hashes: pack(Float64Array.from(words.hashes)),
      stems: pack(Int32Array.from(words.stems)),
      classes: pack(Uint8Array.from(words.classes)),
      telling: pack(Uint8Array.from(words.telling)),
      sentences: pack(sentences),
    })),
  };
}

/** @throws when arrays are not what {@linkcode packPrints} writes. */
export function unpackPrints({ values, marks, prints, directives }: PackedPrints): AnswerPrints {
  return {
    values: new Float64Array(unpack(values)),
    marks: new Uint8Array(unpack(marks)),
    prints: new Float64Array(unpack(prints)),
    directives: directives.map(unpackDirective),
  };
}

function isRecord(record: ReadRecord): boolean {
  return typeof record.traceId === "string" && Number.isFinite(record.at) &&
    Number.isFinite(record.sensitivity) && Number.isFinite(record.injection);
}

function unpackDirective({ strength, path, ...packed }: PackedDirective): SaidDirective {
  const hashes = [...new Float64Array(unpack(packed.hashes))];
  const words: Words = {
    count: hashes.length,
    hashes,
    stems: [...new Int32Array(unpack(packed.stems))],
    classes: [...new Uint8Array(unpack(packed.classes))],
    telling: [...new Uint8Array(unpack(packed.telling))],
    starts: hashes.map(() => 0),
  };
  return { strength, path, words, sentences: new Uint16Array(unpack(packed.sentences)) };
}

/** Characters of one call, so that no argument list grows too long. */
const CHUNK = 8_192;

function pack(array: Float64Array | Int32Array | Uint16Array | Uint8Array): string {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}

function unpack(text: string): ArrayBuffer {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes.buffer;
}
