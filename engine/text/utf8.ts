/**
 * Bytes to text and back without losing a byte.
 *
 * Well-formed UTF-8 takes the platform's decoder. In anything else each byte that belongs to no well-formed sequence becomes one
 * lone surrogate U+DC80…U+DCFF, as Python's `surrogateescape` does (PEP 383). Well-formed UTF-8 cannot hold a surrogate
 * (RFC 3629, 3), so the way back is exact.
 */

const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const ENCODER = new TextEncoder();
const ESCAPE_BASE = 0xdc00;
const CHUNK_UNITS = 8192;

/** Decodes bytes; malformed ones become lone surrogates that {@linkcode encodeUtf8} turns back. Never throws. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return STRICT.decode(bytes);
  } catch {
    return decodeEscaping(bytes);
  }
}

/** The bytes of a text that {@linkcode decodeUtf8} made, also after parts of it were replaced. */
export function encodeUtf8(text: string): Uint8Array {
  if (text.isWellFormed()) return ENCODER.encode(text);
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff && isLowSurrogate(text.charCodeAt(i + 1))) {
      i++;
    } else if (unit >= 0xdc80 && unit <= 0xdcff) {
      length += ENCODER.encodeInto(text.slice(from, i), bytes.subarray(length)).written;
      bytes[length++] = unit - ESCAPE_BASE;
      from = i + 1;
    }
  }
  length += ENCODER.encodeInto(text.slice(from), bytes.subarray(length)).written;
  return bytes.slice(0, length);
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function decodeEscaping(bytes: Uint8Array): string {
  const pieces: string[] = [];
  const units = new Uint16Array(CHUNK_UNITS);
  let count = 0;
  for (let i = 0; i < bytes.length;) {
    if (count > CHUNK_UNITS - 2) {
      pieces.push(String.fromCharCode(...units.subarray(0, count)));
      count = 0;
    }
    const length = sequenceLength(bytes, i);
    if (length === 0) {
      units[count++] = ESCAPE_BASE + bytes[i]!;
      i++;
      continue;
    }
    const point = codePoint(bytes, i, length);
    if (point > 0xffff) {
      units[count++] = 0xd7c0 + (point >> 10);
      units[count++] = 0xdc00 + (point & 0x3ff);
    } else {
      units[count++] = point;
    }
    i += length;
  }
  pieces.push(String.fromCharCode(...units.subarray(0, count)));
  return pieces.join("");
}

/** Whether bytes are well-formed UTF-8. For small inputs; a decoder that throws takes longer than this. */
export function isWellFormedUtf8(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return false;
    i += length;
  }
  return true;
}

/** A single byte that belongs to no well-formed sequence, as {@linkcode decodeUtf8} writes it. */
export function escapedByte(byte: number): string {
  return String.fromCharCode(ESCAPE_BASE + byte);
}

/** Length of the well-formed sequence that begins at `at` (RFC 3629, 4), or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  if (first >= 0xc2 && first <= 0xdf) return isTail(second) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(bytes[at + 2] ?? 0) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    const tails = isTail(bytes[at + 2] ?? 0) && isTail(bytes[at + 3] ?? 0);
    return second >= low && second <= high && tails ? 4 : 0;
  }
  return 0;
}

function isTail(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at]!;
  if (length === 1) return first;
  let point = first & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) point = (point << 6) | (bytes[at + i]! & 0x3f);
  return point;
}
