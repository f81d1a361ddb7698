/** The bytes of a body as text, by what they look like and what the content type says, without losing any. */
import { type ByteOrder, decodeUtf16, encodeUtf16, utf16Of } from "./utf16.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

export interface ReadBytes {
  readonly text: string;
  /** Writes the text, changed or not, in the encoding that the bytes had. */
  readonly toBytes: (text: string) => Uint8Array;
  /** Someone else may see other text in it: read as UTF-16 though it makes sense byte by byte, or in a charset that is not read here. */
  readonly isAmbiguous: boolean;
}

/** Bytes in a row; shorter ones are no secret, and happen in East Asian text. */
const MIN_PLAIN_RUN = 16;
const UTF16_TYPE = /charset="?utf-?16(le|be)?/i;

/** Charsets in which ASCII text is written in other bytes than ASCII's, so that looking at the bytes shows nothing. */
const FOREIGN_TYPE =
  /charset="?(?:utf-?7|utf-?32|ucs-?[24]|iso-10646-ucs|unicode-1-1-utf-7|iso-2022-|hz-gb|ibm-?0?(?:37|500|1047)|cp-?0?(?:37|500|1047)|ebcdic)/i;
const MULTIPART = /^\s*multipart\//i;

/** Whether a charset is named that is not read here; a part of a multipart body may name one of its own. */
function namesForeignCharset(contentType: string, text: string): boolean {
  if (FOREIGN_TYPE.test(contentType)) return true;
  return MULTIPART.test(contentType) && (FOREIGN_TYPE.test(text) || UTF16_TYPE.test(text));
}

/** The byte order of bytes that are to be read as UTF-16; undefined when they are to be read as something else. */
function orderOf(bytes: Uint8Array, contentType: string): ByteOrder | undefined {
  const named = UTF16_TYPE.exec(contentType);
  // Without a mark "utf-16" is big endian (RFC 2781, 4.3).
  const order = utf16Of(bytes) ??
    (named === null ? undefined : named[1]?.toLowerCase() === "le" ? "le" : "be");
  // A mark alone proves nothing: it must not turn a token of plain bytes into signs of another script.
  return order !== undefined && hasZeros(bytes) ? order : undefined;
}

export interface TextOptions {
  /** Throw on malformed sequences instead of replacing them. Default false. */
  readonly fatal?: boolean;
  /** The bytes are the beginning of more: half a character at the end is left out. Default false. */
  readonly isCut?: boolean;
}

/**
 * The bytes as a person or a program reads them: in the encoding that {@linkcode readBytes} finds, without a byte order mark.
 *
 * @throws {TypeError} for malformed sequences, when `fatal` is set.
 */
export function textOf(
  bytes: Uint8Array,
  contentType: string,
  { fatal = false, isCut = false }: TextOptions = {},
): string {
  const order = orderOf(bytes, contentType);
  if (order === undefined && !isCut) return (fatal ? STRICT : LENIENT).decode(bytes);
  const decoder = new TextDecoder(order === undefined ? "utf-8" : `utf-16${order}`, { fatal });
  return decoder.decode(bytes, { stream: isCut });
}

/** To make a decoder costs more than to decode a short text. Only for whole texts: a decoder remembers half a character. */
const STRICT = new TextDecoder("utf-8", { fatal: true });
const LENIENT = new TextDecoder();

/** Everything that is not UTF-16 is read as UTF-8, byte by byte where it is none: other charsets share ASCII, in which secrets are written. */
export function readBytes(bytes: Uint8Array, contentType: string): ReadBytes {
  const order = orderOf(bytes, contentType);
  if (order === undefined) {
    const text = decodeUtf8(bytes);
    return { text, toBytes: encodeUtf8, isAmbiguous: namesForeignCharset(contentType, text) };
  }
  const whole = bytes.length - bytes.length % 2;
  const rest = bytes.subarray(whole);
  return {
    text: decodeUtf16(bytes.subarray(0, whole), order),
    toBytes: (text) => {
      const units = encodeUtf16(text, order);
      if (rest.length === 0) return units;
      const all = new Uint8Array(units.length + 1);
      all.set(units);
      all.set(rest, units.length);
      return all;
    },
    isAmbiguous: hasPlainRun(bytes),
  };
}

/** Whether at least one byte in 16 is zero, as in every text that is partly ASCII. */
function hasZeros(bytes: Uint8Array): boolean {
  let zeros = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) zeros++;
  return zeros * 16 >= bytes.length && zeros > 0;
}

/** Whether so many printable ASCII bytes stand in a row that they could be a secret. */
function hasPlainRun(bytes: Uint8Array): boolean {
  let run = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    run = byte > 0x20 && byte < 0x7f ? run + 1 : 0;
    if (run >= MIN_PLAIN_RUN) return true;
  }
  return false;
}
