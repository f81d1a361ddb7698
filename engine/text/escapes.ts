/** Decoders that turn escapes into characters and keep a map back: JSON and C escapes, percent, HTML entities. */
import { type MappedText, MappedTextBuilder } from "./mapped_text.ts";
import { escapedByte, isWellFormedUtf8 } from "./utf8.ts";

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  "/": "/",
  "\\": "\\",
  '"': '"',
  "'": "'",
};

/** Decodes backslash escapes (RFC 8259, 7, and `\xHH`); what is no escape stays as it is. */
export function decodeBackslashes(source: string, from: number, to: number): MappedText {
  const builder = new MappedTextBuilder(source, from, to);
  for (let i = source.indexOf("\\", from); i >= 0 && i < to - 1; i = source.indexOf("\\", i)) {
    const letter = source[i + 1]!;
    const simple = SIMPLE_ESCAPES[letter];
    if (simple !== undefined) {
      builder.replace(i, i + 2, simple);
      i += 2;
      continue;
    }
    const digits = letter === "u" ? 4 : letter === "x" ? 2 : 0;
    const end = i + 2 + digits;
    const unit = digits > 0 && end <= to ? hexNumber(source, i + 2, end) : -1;
    if (unit >= 0) builder.replace(i, end, String.fromCharCode(unit));
    i = unit >= 0 ? end : i + 2;
  }
  return builder.finish();
}

/** Decodes `%HH` as UTF-8 (RFC 3986, 2.1) and, for forms, `+` as a space (WHATWG URL, application/x-www-form-urlencoded parsing). */
export function decodePercent(
  source: string,
  from: number,
  to: number,
  options: { plus?: boolean } = {},
): MappedText {
  const builder = new MappedTextBuilder(source, from, to);
  const plus = options.plus ?? false;
  for (let i = from; i < to;) {
    const unit = source.charCodeAt(i);
    if (plus && unit === 0x2b) {
      builder.replace(i, i + 1, " ");
      i++;
    } else if (unit === 0x25) {
      i = decodePercentRun(source, i, to, builder);
    } else {
      i++;
    }
  }
  return builder.finish();
}

/** Decodes consecutive `%HH` together, since one character may take several. Returns where to go on. */
function decodePercentRun(source: string, from: number, to: number, builder: MappedTextBuilder): number {
  let i = from;
  while (i + 2 < to && source.charCodeAt(i) === 0x25) {
    const byte = hexNumber(source, i + 1, i + 3);
    if (byte < 0) break;
    if (byte < 0x80) {
      builder.replace(i, i + 3, String.fromCharCode(byte));
      i += 3;
      continue;
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    const bytes = new Uint8Array(length);
    bytes[0] = byte;
    let read = 1;
    for (; read < length; read++) {
      const at = i + read * 3;
      const next = at + 2 < to && source.charCodeAt(at) === 0x25 ? hexNumber(source, at + 1, at + 3) : -1;
      if (next < 0x80 || next > 0xbf) break;
      bytes[read] = next;
    }
    const whole = read === length && isWellFormedUtf8(bytes);
    if (!whole) read = 1;
    builder.replace(i, i + read * 3, whole ? UTF8.decode(bytes) : escapedByte(byte));
    i += read * 3;
  }
  return i === from ? from + 1 : i;
}

/** Decodes quoted-printable (RFC 2045, 6.7): `=HH` and soft line breaks. */
export function decodeQuotedPrintable(source: string, from: number, to: number): MappedText {
  const builder = new MappedTextBuilder(source, from, to);
  for (let i = source.indexOf("=", from); i >= 0 && i < to - 1; i = source.indexOf("=", i)) {
    const next = source.charCodeAt(i + 1);
    const lineBreak = next === 0x0a ? 2 : next === 0x0d && source.charCodeAt(i + 2) === 0x0a ? 3 : 0;
    if (lineBreak > 0 && i + lineBreak <= to) {
      builder.replace(i, i + lineBreak, "");
      i += lineBreak;
      continue;
    }
    const byte = i + 3 <= to ? hexNumber(source, i + 1, i + 3) : -1;
    // Bytes beyond ASCII are parts of characters that no secret holds; they stay as they are.
    if (byte >= 0 && byte < 0x80) builder.replace(i, i + 3, String.fromCharCode(byte));
    i += byte >= 0 ? 3 : 1;
  }
  return builder.finish();
}

const UTF8 = new TextDecoder("utf-8", { ignoreBOM: true });

const NAMED_ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g;

/** Decodes numeric character references and the five names that XML knows (XML 1.0, 4.6). */
export function decodeEntities(source: string, from: number, to: number): MappedText {
  const builder = new MappedTextBuilder(source, from, to);
  ENTITY.lastIndex = from;
  for (let match = ENTITY.exec(source); match !== null; match = ENTITY.exec(source)) {
    const end = match.index + match[0].length;
    if (end > to) break;
    const point = match[1] !== undefined ? Number(match[1]) : Number.parseInt(match[2] ?? "", 16);
    const text = match[3] !== undefined
      ? NAMED_ENTITIES[match[3]]!
      : point <= 0x10ffff
      ? String.fromCodePoint(point)
      : match[0];
    builder.replace(match.index, end, text);
  }
  return builder.finish();
}

function hexNumber(source: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const unit = source.charCodeAt(i) | 0x20;
    const digit = unit >= 0x30 && unit <= 0x39
      ? unit - 0x30
      : unit >= 0x61 && unit <= 0x66
      ? unit - 0x57
      : -1;
    // `| 0x20` maps U+0010…U+0019 onto digits; those are control characters and never meant as digits.
    if (digit < 0 || source.charCodeAt(i) < 0x30) return -1;
    value = value * 16 + digit;
  }
  return value;
}
