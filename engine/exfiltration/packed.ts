/**
 * Whether a token is data that was packed: base64, base32 or hex of something readable, or bytes that look like noise. Identifiers,
 * hashes, signatures and signed tokens look much the same, so most of this is telling them apart.
 */
import { entropy } from "../detectors/entropy.ts";

/** What a token turned out to hold. */
export type Packed =
  /** Text as people or programs write it: words, lines. */
  | "prose"
  /** Text that a program wrote for itself: JSON, `key=value`, one long word. */
  | "record"
  /** Bytes without a pattern: encrypted, compressed, or made of chance. */
  | "noise";

/** UUIDs, ULIDs, digests in hex (MD5 to SHA-512), numbers, and dates are names of things. */
const IDENTIFIER =
  /^(?:[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|[0-7][0-9A-HJKMNP-TV-Z]{25}|(?:[a-z0-9]{2,8}[-:_])?(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})|[0-9.:TZ-]{1,40})$/i;
/** `header.claims.signature` (RFC 7519); a rule of its own looks for these. */
const SIGNED_TOKEN = /^ey[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{0,}$/;
/** Digests as package managers write them (W3C Subresource Integrity). */
const INTEGRITY = /^sha(?:1|256|384|512)-[A-Za-z0-9+/]{27,88}={0,2}$/;

const HEX = /^(?:[0-9a-f]{2})+$/i;
const BASE32 = /^(?:[A-Z2-7]+|[a-z2-7]+)={0,6}$/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** The beginning of a token tells what the rest is. */
const SAMPLE_CHARS = 512;
/** Bits a character; random base64 of this length has more, words and paths have fewer. */
const MIN_NOISE_ENTROPY = 4.6;
const MIN_NOISE_CHARS = 64;
const MIN_HEX_NOISE_ENTROPY = 3.4;

export function isIdentifier(token: string): boolean {
  if (token.length > 4_000) return false;
  return IDENTIFIER.test(token) || SIGNED_TOKEN.test(token) || INTEGRITY.test(token);
}

/** Undefined when the token is no packed data, as far as can be told. */
export function packedIn(token: string): Packed | undefined {
  if (token.length < 16 || isIdentifier(token)) return undefined;
  const sample = token.slice(0, SAMPLE_CHARS);
  const isHex = HEX.test(sample.slice(0, sample.length & ~1));
  const texts = [
    isHex ? fromHex(sample) : undefined,
    BASE32.test(sample) && !isHex ? fromBase32(sample) : undefined,
    BASE64.test(sample) ? fromBase64(sample) : undefined,
  ];
  for (const text of texts) {
    const kind = text === undefined ? undefined : kindOfText(text);
    if (kind !== undefined) return kind;
  }
  return looksLikeNoise(token, sample, isHex) ? "noise" : undefined;
}

/** Words of prose: letters between white space or punctuation. */
const WORDS = /[\p{L}\p{M}]{2,}[\s,;:.!?]+(?=[\p{L}\p{M}\d])/gu;
const LINE = /[^\s][\r\n]+[^\s]/;
const RECORD = /["=:&,|;@/]/;

function kindOfText(bytes: Uint8Array): "prose" | "record" | undefined {
  const text = readable(bytes);
  if (text === undefined || text.length < 12) return undefined;
  if ((text.match(WORDS)?.length ?? 0) >= 3 || LINE.test(text)) return "prose";
  return RECORD.test(text) || /^[A-Za-z]+$/.test(text) ? "record" : undefined;
}

/** The bytes as text when they are UTF-8 without control characters; a sequence that was cut at the end does not count. */
function readable(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(bytes).replace(/\ufffd+$/, "");
  // deno-lint-ignore no-control-regex -- control characters are what text does not have
  return /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]/.test(text) ? undefined : text;
}

function looksLikeNoise(token: string, sample: string, isHex: boolean): boolean {
  if (token.length < MIN_NOISE_CHARS) return false;
  if (isHex) return entropy(sample) >= MIN_HEX_NOISE_ENTROPY;
  return BASE64.test(sample) && /[a-z]/.test(sample) && /[A-Z]/.test(sample) && /\d/.test(sample) &&
    entropy(sample) >= MIN_NOISE_ENTROPY;
}

function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

const BASE32_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function fromBase32(text: string): Uint8Array {
  return fromDigits(text.toUpperCase(), { digits: BASE32_DIGITS, bits: 5 });
}

const BASE64_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function fromBase64(text: string): Uint8Array {
  return fromDigits(text.replace(/-/g, "+").replace(/_/g, "/"), { digits: BASE64_DIGITS, bits: 6 });
}

/** Reads digits of `bits` bits each, up to the first that is none. */
function fromDigits(text: string, { digits, bits }: { digits: string; bits: number }): Uint8Array {
  const bytes: number[] = [];
  let held = 0;
  let count = 0;
  for (const character of text) {
    const value = digits.indexOf(character);
    if (value < 0) break;
    held = ((held << bits) | value) & 0xffff;
    count += bits;
    if (count >= 8) {
      count -= 8;
      bytes.push((held >> count) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}
