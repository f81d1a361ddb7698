/** UTF-16 in either byte order (RFC 2781), to text and back without losing a unit. */

export type ByteOrder = "le" | "be";

const PROBE_UNITS = 32;
const CHUNK_UNITS = 8192;

/** The byte order of bytes that look like UTF-16: a byte order mark, or ASCII with a zero beside each byte. */
export function utf16Of(bytes: Uint8Array): ByteOrder | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "be";
  const units = Math.min(bytes.length >> 1, PROBE_UNITS);
  if (units < 4) return undefined;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < units; i++) {
    if (bytes[i * 2] === 0) evenZeros++;
    if (bytes[i * 2 + 1] === 0) oddZeros++;
  }
  if (oddZeros * 8 >= units * 7 && evenZeros === 0) return "le";
  return evenZeros * 8 >= units * 7 && oddZeros === 0 ? "be" : undefined;
}

/** Decodes an even number of bytes. Lone surrogates and a byte order mark stay as units. */
export function decodeUtf16(bytes: Uint8Array, order: ByteOrder): string {
  const pieces: string[] = [];
  const high = order === "le" ? 1 : 0;
  const units = new Uint16Array(Math.min(CHUNK_UNITS, bytes.length >> 1));
  for (let at = 0; at < bytes.length; at += units.length * 2) {
    const count = Math.min(units.length, (bytes.length - at) >> 1);
    for (let i = 0; i < count; i++) {
      units[i] = bytes[at + i * 2 + high]! * 256 + bytes[at + i * 2 + 1 - high]!;
    }
    pieces.push(String.fromCharCode(...units.subarray(0, count)));
  }
  return pieces.join("");
}

export function encodeUtf16(text: string, order: ByteOrder): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const high = order === "le" ? 1 : 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[i * 2 + high] = unit >> 8;
    bytes[i * 2 + 1 - high] = unit & 0xff;
  }
  return bytes;
}
