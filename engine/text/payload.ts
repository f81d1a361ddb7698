/** Bytes that came out of an encoding: is this text, as UTF-8, as UTF-16, or packed? And back again. */
import { pack, packingOf, unpack } from "./inflate.ts";
import { decodeUtf16, encodeUtf16, utf16Of } from "./utf16.ts";
import { decodeUtf8, encodeUtf8, isWellFormedUtf8 } from "./utf8.ts";

export interface PayloadText {
  readonly text: string;
  /** Codecs between the bytes and the text, such as `gzip`; empty for plain UTF-8. */
  readonly steps: readonly string[];
  readonly toBytes: (text: string) => Uint8Array;
}

/** What came out was larger than allowed. */
export interface OversizedPayload {
  readonly steps: readonly string[];
  readonly isOversized: true;
}

/** What unpacking may take; shared by all payloads of one part. */
export interface UnpackLimits {
  /** Bytes that may come out. */
  readonly chars: number;
  /** How many payloads that say nothing about themselves may still be tried. */
  guesses: number;
}

/** Bytes that are looked at first, to turn away what is no text before anything is allocated. */
export const PROBE_BYTES = 24;
/** Raw deflate has no mark: only payloads of some length are tried. */
const MIN_DEFLATED_BYTES = 40;
const MAX_DEFLATED_BYTES = 65_536;
const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Whether bytes that begin so are worth decoding. `total` is how many there are in all. */
export function mayBePayload(head: Uint8Array, total: number): boolean {
  if (packingOf(head) !== undefined || utf16Of(head) !== undefined) return true;
  return head.every((byte) => !isOdd(byte)) || mayBeDeflated(head, total);
}

/** A block of fixed or dynamic codes, and the last one (RFC 1951, 3.2.3): an eighth of all bytes begin so, but short payloads do for few. */
function mayBeDeflated(head: Uint8Array, total: number): boolean {
  const first = head[0] ?? 0;
  const kind = (first >> 1) & 3;
  return (first & 1) === 1 && (kind === 1 || kind === 2) && total >= MIN_DEFLATED_BYTES &&
    total <= MAX_DEFLATED_BYTES;
}

/** The text in `bytes`; undefined when there is none. */
export function readPayload(
  bytes: Uint8Array,
  limits: UnpackLimits,
): PayloadText | OversizedPayload | undefined {
  const plain = readPlain(bytes);
  if (plain !== undefined) return plain;
  const packing = packingOf(bytes) ?? (mayBeDeflated(bytes, bytes.length) ? "deflate" : undefined);
  if (packing === undefined || (packing === "deflate" && limits.guesses-- <= 0)) return undefined;
  const unpacked = unpack(bytes, packing, limits.chars);
  if (unpacked === undefined) return undefined;
  // A marked packing that bursts the bounds is told of; a guess that does was no packing.
  if (unpacked.isCut) return packing === "deflate" ? undefined : { steps: [packing], isOversized: true };
  const inner = readPlain(unpacked.bytes);
  if (inner === undefined) return undefined;
  return {
    text: inner.text,
    steps: [packing, ...inner.steps],
    toBytes: (text) => pack(inner.toBytes(text), packing),
  };
}

function readPlain(bytes: Uint8Array): PayloadText | undefined {
  const text = decodeText(bytes);
  if (text !== undefined) return { text, steps: [], toBytes: encodeUtf8 };
  const order = utf16Of(bytes);
  if (order === undefined || bytes.length % 2 !== 0) return undefined;
  return {
    text: decodeUtf16(bytes, order),
    steps: ["utf-16"],
    toBytes: (changed) => encodeUtf16(changed, order),
  };
}

/** Control characters other than tab, line feed and carriage return, which text does not hold. */
export function isOdd(byte: number): boolean {
  return (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f;
}

/** The text of bytes with hardly a control character that are well-formed UTF-8, or ASCII with a few bytes of another charset. */
function decodeText(bytes: Uint8Array): string | undefined {
  let odd = 0;
  let foreign = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (isOdd(bytes[i]!)) odd++;
    else if (bytes[i]! > 0x7f) foreign++;
  }
  if (bytes.length === 0 || odd * 20 > bytes.length) return undefined;
  if (foreign * 10 <= bytes.length && odd === 0) return decodeUtf8(bytes);
  return isWellFormedUtf8(bytes) ? UTF8.decode(bytes) : undefined;
}
