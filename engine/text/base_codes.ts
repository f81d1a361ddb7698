/** Base64 and hexadecimal: is this run an encoding of text, and how to write the changed text back (RFC 4648, 4, 5, 8). */
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

/** A run of encoded characters that turned out to hold text. */
export interface DecodedRun {
  readonly codec: "base64" | "hex";
  readonly text: string;
  /** Encodes text in the same alphabet and with the same padding as the run had. */
  readonly encode: (text: string) => string;
}

const SEXTETS = buildSextets();

function buildSextets(): Int8Array {
  const table = new Int8Array(128).fill(-1);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (let i = 0; i < 64; i++) table[alphabet.charCodeAt(i)] = i;
  table[0x2d] = 62;
  table[0x5f] = 63;
  return table;
}

/** Characters of a run that are decoded first, to turn away what is no text before any more work is done. */
const PROBE_CHARS = 32;

/** Decodes `[from, to)` when it is base64 or hex of text; undefined when it is neither. */
export function decodeRun(source: string, from: number, to: number): DecodedRun | undefined {
  return decodeHexRun(source, from, to) ?? decodeBase64Run(source, from, to);
}

function decodeHexRun(source: string, from: number, to: number): DecodedRun | undefined {
  if ((to - from) % 2 !== 0) return undefined;
  const bytes = new Uint8Array((to - from) / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = hexDigit(source.charCodeAt(from + i * 2));
    const low = hexDigit(source.charCodeAt(from + i * 2 + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[i] = high * 16 + low;
    if (i === PROBE_CHARS / 2 && !looksLikeText(bytes.subarray(0, i))) return undefined;
  }
  if (!looksLikeText(bytes)) return undefined;
  return { codec: "hex", text: decodeUtf8(bytes), encode: encodeHex };
}

function decodeBase64Run(source: string, from: number, to: number): DecodedRun | undefined {
  let end = to;
  while (end > from && source.charCodeAt(end - 1) === 0x3d) end--;
  const padding = to - end;
  const characters = end - from;
  if (padding > 2 || characters % 4 === 1) return undefined;
  const probe = decodeSextets(source, from, Math.min(end, from + PROBE_CHARS));
  if (probe === undefined || !looksLikeText(probe)) return undefined;
  const bytes = decodeSextets(source, from, end);
  if (bytes === undefined || !looksLikeText(bytes)) return undefined;
  const url = hasEither(source, from, end);
  return { codec: "base64", text: decodeUtf8(bytes), encode: (text) => encodeBase64(text, url, padding > 0) };
}

/** True when the run uses `-` or `_`, the alphabet for URLs. */
function hasEither(source: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = source.charCodeAt(i);
    if (unit === 0x2d || unit === 0x5f) return true;
  }
  return false;
}

function decodeSextets(source: string, from: number, to: number): Uint8Array | undefined {
  const bytes = new Uint8Array(((to - from) * 3) >> 2);
  let bits = 0;
  let held = 0;
  let length = 0;
  for (let i = from; i < to; i++) {
    const sextet = SEXTETS[source.charCodeAt(i)] ?? -1;
    if (sextet < 0) return undefined;
    bits = ((bits << 6) | sextet) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[length++] = (bits >> held) & 0xff;
    }
  }
  return bytes;
}

/** Text holds few control characters, and little that is not well-formed UTF-8. */
function looksLikeText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  let odd = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte >= 0x7f) odd++;
  }
  return odd * 10 <= bytes.length;
}

function hexDigit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function encodeHex(text: string): string {
  let hex = "";
  for (const byte of encodeUtf8(text)) hex += byte.toString(16).padStart(2, "0");
  return hex;
}

function encodeBase64(text: string, url: boolean, padded: boolean): string {
  let binary = "";
  for (const byte of encodeUtf8(text)) binary += String.fromCharCode(byte);
  let encoded = btoa(binary);
  if (url) encoded = encoded.replaceAll("+", "-").replaceAll("/", "_");
  return padded ? encoded : encoded.replace(/={1,2}$/, "");
}
