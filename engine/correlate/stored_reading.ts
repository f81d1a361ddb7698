/** A reading as a document for the store, and back. Hashes, offsets and scores; no text of what was read. */
import type { Directive } from "./directives.ts";
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

interface Document {
  readonly version: number;
  readonly record: ReadRecord;
  readonly values: string;
  readonly marks: string;
  readonly prints: string;
  readonly directives: readonly StoredDirective[];
}

interface StoredDirective {
  readonly strength: number;
  readonly path: string;
  readonly hashes: string;
  readonly stems: string;
  readonly classes: string;
  readonly telling: string;
  readonly sentences: string;
}

export function encodeReading({ record, values, marks, prints, directives }: Reading): string {
  const document: Document = {
    version: VERSION,
    record,
    values: pack(values),
    marks: pack(marks),
    prints: pack(prints),
    directives: directives.map(({ strength, path, words, sentences }) => ({
      strength,
      path,
      hashes: pack(words.hashes),
      stems: pack(words.stems),
      classes: pack(words.classes),
      telling: pack(words.telling),
      sentences: pack(sentences),
    })),
  };
  return JSON.stringify(document);
}

/** Undefined for a document that is damaged or of another version: that read is then forgotten. */
export function decodeReading(text: string): Reading | undefined {
  try {
    const document = JSON.parse(text) as Document;
    if (document.version !== VERSION) return undefined;
    const { record, values, marks, prints, directives } = document;
    if (!isRecord(record)) return undefined;
    return {
      record,
      values: new Float64Array(unpack(values)),
      marks: new Uint8Array(unpack(marks)),
      prints: new Float64Array(unpack(prints)),
      directives: directives.map((directive) => toDirective(directive, record)),
    };
  } catch {
    return undefined;
  }
}

function isRecord(record: ReadRecord): boolean {
  return typeof record.traceId === "string" && Number.isFinite(record.at) &&
    Number.isFinite(record.sensitivity) && Number.isFinite(record.injection);
}

function toDirective(stored: StoredDirective, { traceId, at }: ReadRecord): Directive {
  const hashes = new Float64Array(unpack(stored.hashes));
  const words: Words = {
    count: hashes.length,
    hashes,
    stems: new Int32Array(unpack(stored.stems)),
    classes: new Uint8Array(unpack(stored.classes)),
    telling: new Uint8Array(unpack(stored.telling)),
    starts: new Int32Array(hashes.length),
  };
  const sentences = new Uint16Array(unpack(stored.sentences));
  return { traceId, at, strength: stored.strength, path: stored.path, words, sentences };
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
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer;
}
