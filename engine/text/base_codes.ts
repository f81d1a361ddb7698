/** Base64 and hexadecimal: is this run an encoding of text, and how to write the changed text back (RFC 4648, 4, 5, 8). */
import { encodeUtf8, isWellFormedUtf8 } from "./utf8.ts";

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

/** Bytes of a run that are looked at first, to turn away what is no text before anything is allocated. */
const PROBE_BYTES = 24;
const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Decodes `[from, to)` when it is base64 or hex of text; undefined when it is neither. */
export function decodeRun(source: string, from: number, to: number): DecodedRun | undefined {
  return decodeHexRun(source, from, to) ?? decodeBase64Run(source, from, to);
}

function decodeHexRun(source: string, from: number, to: number): DecodedRun | undefined {
  if ((to - from) % 2 !== 0) return undefined;
  const length = (to - from) / 2;
  for (let i = 0; i < Math.min(length, PROBE_BYTES); i++) {
    const byte = hexByte(source, from + i * 2);
    if (byte < 0 || isOdd(byte)) return undefined;
  }
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const byte = hexByte(source, from + i * 2);
    if (byte < 0) return undefined;
    bytes[i] = byte;
  }
  const text = decodeText(bytes);
  return text === undefined ? undefined : { codec: "hex", text, encode: encodeHex };
}

function decodeBase64Run(source: string, from: number, to: number): DecodedRun | undefined {
  let end = to;
  while (end > from && source.charCodeAt(end - 1) === 0x3d) end--;
  const padding = to - end;
  if (padding > 2 || (end - from) % 4 === 1 || !probeSextets(source, from, end)) return undefined;
  const bytes = decodeSextets(source, from, end);
  const text = bytes === undefined ? undefined : decodeText(bytes);
  if (text === undefined) return undefined;
  const url = hasUrlAlphabet(source, from, end);
  return { codec: "base64", text, encode: (changed) => encodeBase64(changed, url, padding > 0) };
}

/** True when the run uses `-` or `_`, the alphabet for URLs. */
function hasUrlAlphabet(source: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = source.charCodeAt(i);
    if (unit === 0x2d || unit === 0x5f) return true;
  }
  return false;
}

/** Whether the first bytes could be text. */
function probeSextets(source: string, from: number, to: number): boolean {
  const end = Math.min(to, from + Math.ceil((PROBE_BYTES * 4) / 3));
  let bits = 0;
  let held = 0;
  for (let i = from; i < end; i++) {
    bits = ((bits << 6) | SEXTETS[source.charCodeAt(i)]!) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    if (isOdd((bits >> held) & 0xff)) return false;
  }
  return true;
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

/** Control characters other than tab, line feed and carriage return, which text does not hold. */
function isOdd(byte: number): boolean {
  return (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f;
}

/** The text of bytes that are well-formed UTF-8 with hardly a control character; undefined for anything else. */
function decodeText(bytes: Uint8Array): string | undefined {
  let odd = 0;
  for (let i = 0; i < bytes.length; i++) if (isOdd(bytes[i]!)) odd++;
  if (bytes.length === 0 || odd * 20 > bytes.length) return undefined;
  return isWellFormedUtf8(bytes) ? UTF8.decode(bytes) : undefined;
}

function hexByte(source: string, at: number): number {
  const high = hexDigit(source.charCodeAt(at));
  const low = hexDigit(source.charCodeAt(at + 1));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
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
