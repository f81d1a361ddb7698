import { Buffer } from "node:buffer";
import zlib from "node:zlib";
import { listMembers } from "./http1/header_syntax.ts";
import { zstdFrameEnd } from "./zstd_frame.ts";

/** More codings than this on one body are an attack, not a need. */
const MAX_CODINGS = 3;

type Coding = "gzip" | "deflate" | "br" | "zstd";

/** Codings of RFC 9110 section 8.4.1 and RFC 8878 that can be undone here; `x-gzip` is gzip by another name. */
const CODINGS: Readonly<Record<string, Coding>> = {
  gzip: "gzip",
  "x-gzip": "gzip",
  deflate: "deflate",
  br: "br",
  zstd: "zstd",
};

export type Decoded =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>; readonly codings: readonly Coding[] }
  | { readonly ok: false; readonly why: "unknown coding" | "too large" | "malformed" };

/**
 * Undoes the content codings of a body, the outermost (last named) first.
 *
 * @param maxBytes size at which undoing stops, so that a small body cannot become a huge one
 */
export async function decodeContent(
  bytes: Uint8Array<ArrayBuffer>,
  contentEncoding: string,
  maxBytes: number,
): Promise<Decoded> {
  const names = listMembers(contentEncoding).filter((name) => name !== "identity");
  const codings = names.map((name) => CODINGS[name]);
  if (names.length > MAX_CODINGS || codings.some((coding) => coding === undefined)) {
    return { ok: false, why: "unknown coding" };
  }
  const known = codings as Coding[];
  let decoded = bytes;
  for (const coding of known.toReversed()) {
    try {
      decoded = await undo(coding, decoded, maxBytes);
    } catch (error) {
      const tooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
      return { ok: false, why: tooLarge ? "too large" : "malformed" };
    }
  }
  return { ok: true, bytes: decoded, codings: known };
}

async function undo(
  coding: Coding,
  bytes: Uint8Array<ArrayBuffer>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (coding === "deflate") {
    // RFC 9110 section 8.4.1.2: the zlib format, but some senders leave its wrapper away.
    const wrapped = bytes.length >= 2 && (bytes[0]! & 0x0f) === 8 &&
      ((bytes[0]! << 8) | bytes[1]!) % 31 === 0;
    return await inflate(wrapped ? zlib.inflate : zlib.inflateRaw, bytes, maxBytes);
  }
  if (coding === "gzip") return await inflate(zlib.gunzip, bytes, maxBytes);
  if (coding === "br") return await inflate(zlib.brotliDecompress, bytes, maxBytes);
  return undoZstd(bytes, maxBytes);
}

/**
 * One frame and nothing behind it. On the calling thread: the runtime's asynchronous decoder throws past its callback when the data
 * is damaged (Deno 2.8.3), which ends the program; some 10 ms for 10 MB are the price.
 */
function undoZstd(bytes: Uint8Array, maxBytes: number): Uint8Array<ArrayBuffer> {
  if (zlib.zstdDecompressSync === undefined) throw new Error("This runtime has no zstd");
  if (zstdFrameEnd(bytes) !== bytes.length) throw new Error("The data is not one whole frame");
  return new Uint8Array(zlib.zstdDecompressSync(bytes, { maxOutputLength: maxBytes }));
}

type Inflate = (
  bytes: Uint8Array,
  options: { maxOutputLength: number; info: true },
  done: (error: Error | null, result: unknown) => void,
) => void;

/** What `node:zlib` gives with `info`: its own types leave it out. */
interface Inflated {
  readonly buffer: Buffer;
  /** `bytesWritten`: how much of the input was taken. */
  readonly engine: { readonly bytesWritten: number };
}

/**
 * Undoes a coding whose data has to end exactly where the body ends. What stands behind its end (plain text, a second stream) would
 * reach an upstream that reads on, and nobody would have looked at it. Decoders stop there without a word, and some take data that
 * was cut off for whole; one byte more than there is shows both: only a coding that ends with the body leaves exactly that byte.
 */
function inflate(method: Inflate, bytes: Uint8Array, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const probed = new Uint8Array(bytes.length + 1);
  probed.set(bytes);
  return new Promise((resolve, reject) => {
    method(probed, { maxOutputLength: maxBytes, info: true }, (error, result) => {
      if (error) return reject(error);
      const { buffer, engine } = result as Inflated;
      if (engine.bytesWritten !== bytes.length) reject(new Error("The data does not end with the body"));
      else resolve(new Uint8Array(buffer));
    });
  });
}
