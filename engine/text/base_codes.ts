/** Base64, base32 and hexadecimal: is this run an encoding of text, and how to write the changed text back (RFC 4648). */
import { mayBePayload, PROBE_BYTES, readPayload, type UnpackLimits } from "./payload.ts";

/** A run of encoded characters that turned out to hold text. */
export interface DecodedRun {
  /** Codecs from the outside in: `["base64", "gzip"]`. */
  readonly codecs: readonly string[];
  readonly text: string;
  /** Encodes text in the same alphabet and with the same padding as the run had. */
  readonly encode: (text: string) => string;
}

/** A run that holds more than may be unpacked. */
export interface OversizedRun {
  readonly codecs: readonly string[];
  readonly isOversized: true;
}

/** One spelling of bytes: how many bits a character carries, and what each character means. */
interface Alphabet {
  readonly name: string;
  readonly bits: number;
  /** ASCII code to value; -1 for characters outside. */
  readonly values: Int8Array;
}

const BASE64 = alphabet("base64", 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
BASE64.values[0x2d] = 62;
BASE64.values[0x5f] = 63;
const BASE32 = alphabet("base32", 5, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
const BASE32_LOWER = alphabet("base32", 5, "abcdefghijklmnopqrstuvwxyz234567");
const HEX = alphabet("hex", 4, "0123456789abcdef");
for (let i = 10; i < 16; i++) HEX.values[0x41 + i - 10] = i;

function alphabet(name: string, bits: number, characters: string): Alphabet {
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < characters.length; i++) values[characters.charCodeAt(i)] = i;
  return { name, bits, values };
}

/** Decodes `[from, to)` when it is base64, base32 or hex of text, packed or not; undefined when it is none of them. */
export function decodeRun(
  source: string,
  span: { readonly from: number; readonly to: number },
  limits: UnpackLimits,
): DecodedRun | OversizedRun | undefined {
  const { from, to } = span;
  let end = to;
  while (end > from && source.charCodeAt(end - 1) === 0x3d) end--;
  const padding = to - end;
  const body = { source, from, to: end };
  if (padding === 0 && (to - from) % 2 === 0) {
    const hex = decodeAs(HEX, body, limits);
    if (hex !== undefined) return finish(hex, HEX, encodeHex);
  }
  for (const base32 of [BASE32, BASE32_LOWER]) {
    if (padding > 6 || [1, 3, 6].includes((end - from) % 8)) break;
    const decoded = decodeAs(base32, body, limits);
    const lower = base32 === BASE32_LOWER;
    if (decoded !== undefined) return finish(decoded, base32, (b) => encodeBase32(b, lower, padding > 0));
  }
  if (padding > 2 || (end - from) % 4 === 1) return undefined;
  const decoded = decodeAs(BASE64, body, limits);
  if (decoded === undefined) return undefined;
  const url = hasUrlAlphabet(source, from, end);
  return finish(decoded, BASE64, (bytes) => encodeBase64(bytes, url, padding > 0));
}

type Payload = NonNullable<ReturnType<typeof readPayload>>;

function finish(payload: Payload, { name }: Alphabet, encode: (bytes: Uint8Array) => string) {
  const codecs = [name, ...payload.steps];
  if ("isOversized" in payload) return { codecs, isOversized: true } as const;
  return { codecs, text: payload.text, encode: (text: string) => encode(payload.toBytes(text)) };
}

function decodeAs(
  spelling: Alphabet,
  body: { readonly source: string; readonly from: number; readonly to: number },
  limits: UnpackLimits,
): Payload | undefined {
  const { bits } = spelling;
  const probeEnd = Math.min(body.to, body.from + Math.ceil((PROBE_BYTES * 8) / bits));
  const head = decodeBits(spelling, { ...body, to: probeEnd }, SCRATCH);
  if (head === undefined || !mayBePayload(head, ((body.to - body.from) * bits) >> 3)) return undefined;
  const bytes = decodeBits(spelling, body, new Uint8Array(((body.to - body.from) * bits) >> 3));
  return bytes === undefined ? undefined : readPayload(bytes, limits);
}

/** For the first bytes of a run; the scan is synchronous, so one is enough. */
const SCRATCH = new Uint8Array(PROBE_BYTES + 1);

/** The whole bytes of a run, written into `bytes`; undefined when a character is not in the alphabet. */
function decodeBits(
  { bits, values }: Alphabet,
  { source, from, to }: { readonly source: string; readonly from: number; readonly to: number },
  bytes: Uint8Array,
): Uint8Array | undefined {
  let buffer = 0;
  let held = 0;
  let length = 0;
  for (let i = from; i < to; i++) {
    const value = values[source.charCodeAt(i)] ?? -1;
    if (value < 0) return undefined;
    buffer = ((buffer << bits) | value) & 0xffff;
    held += bits;
    if (held >= 8) {
      held -= 8;
      bytes[length++] = (buffer >> held) & 0xff;
    }
  }
  return bytes.subarray(0, length);
}

/** True when the run uses `-` or `_`, the alphabet for URLs. */
function hasUrlAlphabet(source: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = source.charCodeAt(i);
    if (unit === 0x2d || unit === 0x5f) return true;
  }
  return false;
}

function encodeHex(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return hex;
}

function encodeBase32(bytes: Uint8Array, lower: boolean, padded: boolean): string {
  let encoded = "";
  let buffer = 0;
  let held = 0;
  const put = (value: number) => (encoded += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[value & 31]);
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    held += 8;
    while (held >= 5) {
      held -= 5;
      put(buffer >> held);
    }
  }
  if (held > 0) put(buffer << (5 - held));
  if (lower) encoded = encoded.toLowerCase();
  return padded ? encoded.padEnd(Math.ceil(encoded.length / 8) * 8, "=") : encoded;
}

function encodeBase64(bytes: Uint8Array, url: boolean, padded: boolean): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  let encoded = btoa(binary);
  if (url) encoded = encoded.replaceAll("+", "-").replaceAll("/", "_");
  return padded ? encoded : encoded.replace(/={1,2}$/, "");
}
