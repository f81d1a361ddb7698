import { Buffer } from "node:buffer";
import zlib from "node:zlib";
import { listMembers } from "./http1/header_syntax.ts";
import { zstdFrameLength } from "./zstd_frame.ts";

/** More codings than this on one body are an attack, not a need. */
const MAX_CODINGS = 3;

/** Each frame costs a call of the decoder, so a body of a million tiny ones is not taken apart. */
const MAX_ZSTD_FRAMES = 64;

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
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly why: "unknown coding" | "too large" | "malformed" };

/**
 * Undoes the content codings of a body, the outermost (last named) first.
 *
 * @param maxBytes size at which undoing stops, so that a small body cannot become a huge one
 */
export function decodeContent(
  bytes: Uint8Array<ArrayBuffer>,
  contentEncoding: string,
  maxBytes: number,
): Decoded {
  const names = listMembers(contentEncoding).filter((name) => name !== "identity");
  const codings = names.map((name) => CODINGS[name]);
  if (names.length > MAX_CODINGS || codings.some((coding) => coding === undefined)) {
    return { ok: false, why: "unknown coding" };
  }
  const known = codings as Coding[];
  let decoded = bytes;
  for (const coding of known.toReversed()) {
    try {
      decoded = undo(coding, decoded, maxBytes);
    } catch (error) {
      const tooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
      return { ok: false, why: tooLarge ? "too large" : "malformed" };
    }
  }
  return { ok: true, bytes: decoded };
}

/**
 * On the calling thread: given damaged data, the runtime's asynchronous decoders throw past their callback, which ends the program, or
 * never call it (Deno 2.8.3). They do their work on this thread, too.
 */
function undo(coding: Coding, bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Uint8Array<ArrayBuffer> {
  switch (coding) {
    case "gzip":
      return inflate(zlib.gunzipSync, bytes, maxBytes);
    case "deflate": {
      // RFC 9110 section 8.4.1.2: the zlib format, but some senders leave its wrapper away.
      const isWrapped = bytes.length >= 2 && (bytes[0]! & 0x0f) === 8 &&
        ((bytes[0]! << 8) | bytes[1]!) % 31 === 0;
      return inflate(isWrapped ? zlib.inflateSync : zlib.inflateRawSync, bytes, maxBytes);
    }
    case "br":
      return inflate(zlib.brotliDecompressSync, bytes, maxBytes);
    case "zstd":
      return inflateZstd(bytes, maxBytes);
  }
}

type Inflate = (bytes: Uint8Array, options: { maxOutputLength: number; info: true }) => unknown;

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
function inflate(method: Inflate, bytes: Uint8Array, maxBytes: number): Uint8Array<ArrayBuffer> {
  const probed = new Uint8Array(bytes.length + 1);
  probed.set(bytes);
  const { buffer, engine } = method(probed, { maxOutputLength: maxBytes, info: true }) as Inflated;
  if (engine.bytesWritten !== bytes.length) throw new Error("The data does not end with the body");
  return new Uint8Array(buffer);
}

/** Frame by frame, as the format has it: what the runtime decodes is the first alone. */
function inflateZstd(bytes: Uint8Array, maxBytes: number): Uint8Array<ArrayBuffer> {
  if (zlib.zstdDecompressSync === undefined) throw new Error("This runtime has no zstd");
  const frames: Uint8Array[] = [];
  let size = 0;
  for (let at = 0; at < bytes.length;) {
    const length = zstdFrameLength(bytes.subarray(at));
    if (length === null || frames.length === MAX_ZSTD_FRAMES) throw new Error("The data is no zstd");
    const options = { maxOutputLength: Math.max(1, maxBytes - size) };
    const frame = zlib.zstdDecompressSync(bytes.subarray(at, at + length), options);
    size += frame.length;
    frames.push(frame);
    at += length;
  }
  return new Uint8Array(Buffer.concat(frames));
}
