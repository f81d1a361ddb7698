/** Unpacks gzip, zlib and raw deflate (RFC 1952, 1950, 1951) with a bound on what may come out. */
import { deflateSync, Gunzip, gzipSync, Inflate, Unzlib, zlibSync } from "fflate";

export type Packing = "gzip" | "zlib" | "deflate";

export interface Unpacked {
  readonly packing: Packing;
  readonly bytes: Uint8Array;
  /** More came out than was allowed: `bytes` is only the beginning. */
  readonly isCut: boolean;
}

/** A byte gives at most 1,032 (RFC 1951's longest match for one bit), so that a step never makes much more than a megabyte. */
const STEP_BYTES = 1024;

/** What the first bytes say; undefined when they say nothing. Raw deflate says nothing about itself. */
export function packingOf(bytes: Uint8Array): "gzip" | "zlib" | undefined {
  const [first = 0, second = 0, third = 0] = bytes;
  if (first === 0x1f && second === 0x8b && third === 0x08) return "gzip";
  const isZlib = first === 0x78 && (first * 256 + second) % 31 === 0 && (second & 0x20) === 0;
  return isZlib ? "zlib" : undefined;
}

/** Unpacks at most `maxBytes`; undefined when the bytes are broken before anything came out. */
export function unpack(bytes: Uint8Array, packing: Packing, maxBytes: number): Unpacked | undefined {
  const stream = packing === "gzip" ? new Gunzip() : packing === "zlib" ? new Unzlib() : new Inflate();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  stream.ondata = (chunk, isLast) => {
    chunks.push(chunk);
    length += chunk.length;
    ended ||= isLast;
  };
  try {
    for (let at = 0; at < bytes.length && length <= maxBytes; at += STEP_BYTES) {
      stream.push(bytes.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= bytes.length);
    }
  } catch {
    // What came out before the break is looked at: a receiver may be as lenient.
    if (length === 0) return undefined;
  }
  if (length === 0 || (packing === "deflate" && !ended)) return undefined;
  return { packing, bytes: joined(chunks, Math.min(length, maxBytes)), isCut: length > maxBytes };
}

/** Packs again; the same bytes always give the same result. */
export function pack(bytes: Uint8Array, packing: Packing): Uint8Array {
  if (packing === "gzip") return gzipSync(bytes, { mtime: 0 });
  return packing === "zlib" ? zlibSync(bytes) : deflateSync(bytes);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk.subarray(0, length - at), at);
    at += Math.min(chunk.length, length - at);
  }
  return all;
}
