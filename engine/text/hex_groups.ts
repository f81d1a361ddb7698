/** Bytes written one by one in hexadecimal: `41:42:43`, `41 42 43`, `0x41, 0x42`. */
import { encodeUtf8 } from "./utf8.ts";
import { readPayload, type UnpackLimits } from "./payload.ts";

export interface HexGroups {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly encode: (text: string) => string;
}

/** Fewer bytes hold no secret. */
const MIN_GROUPS = 16;
/** A list of that many groups covers at least one of the places that are looked at: groups take at most six characters. */
const PROBE_STEP = 32;
/** Characters of a probe: a group of `0x41` with the separators around it. */
const PROBE_CHARS = 8;
const MAX_SEPARATOR = 2;

/** The lists of bytes in `[from, to)` that are text. Looks at every 32nd character, and closely only where one stands in such a list. */
export function hexGroups(
  source: string,
  span: { readonly from: number; readonly to: number },
  limits: UnpackLimits,
): HexGroups[] {
  const found: HexGroups[] = [];
  let done = span.from;
  for (let at = span.from; at + PROBE_CHARS < span.to; at += PROBE_STEP) {
    if (at < done) continue;
    const start = groupNear(source, at);
    if (start < 0) continue;
    const list = readList(source, start, { from: done, to: span.to });
    done = Math.max(list.to, at);
    if (list.bytes.length < MIN_GROUPS) continue;
    const payload = readPayload(Uint8Array.from(list.bytes), limits);
    if (payload === undefined || "isOversized" in payload) continue;
    const encode = (text: string) =>
      [...encodeUtf8(text)].map((byte) => list.prefix + byte.toString(16).padStart(2, "0")).join(
        list.separator,
      );
    if (payload.steps.length === 0) found.push({ from: list.from, to: list.to, text: payload.text, encode });
  }
  return found;
}

/** Index of the two digits of a group that stands alone near `at`, or -1. */
function groupNear(source: string, at: number): number {
  for (let i = at; i < at + PROBE_CHARS; i++) {
    if (isGroup(source, i) && !isWord(source, i + 2) && (!isWord(source, i - 1) || hasPrefix(source, i))) {
      return i;
    }
  }
  return -1;
}

/** Reads the list around the group whose digits are at `digits`: all groups have the first one's prefix and separator. */
function readList(source: string, digits: number, bounds: { readonly from: number; readonly to: number }) {
  const prefix = hasPrefix(source, digits) ? source.slice(digits - 2, digits) : "";
  const separator = separatorAfter(source, digits + 2);
  const step = prefix.length + 2 + separator.length;
  let from = digits - prefix.length;
  while (
    separator !== "" && from - step >= bounds.from && isItem(source, from - step, { prefix, separator })
  ) {
    from -= step;
  }
  const bytes: number[] = [];
  let at = from;
  let to = from;
  while (
    at + prefix.length + 2 <= bounds.to && isGroup(source, at + prefix.length) &&
    source.startsWith(prefix, at)
  ) {
    to = at + prefix.length + 2;
    bytes.push(Number.parseInt(source.slice(to - 2, to), 16));
    if (separator === "" || !source.startsWith(separator, to)) break;
    at += step;
  }
  return { from, to, bytes, prefix, separator };
}

function isItem(
  source: string,
  at: number,
  list: { readonly prefix: string; readonly separator: string },
): boolean {
  const digits = at + list.prefix.length;
  return source.startsWith(list.prefix, at) && isGroup(source, digits) &&
    source.startsWith(list.separator, digits + 2);
}

/** One or two of space, comma, colon, hyphen; empty when there is none. */
function separatorAfter(source: string, at: number): string {
  let end = at;
  while (end < at + MAX_SEPARATOR && " ,:-;".includes(source[end] ?? "x")) end++;
  return source.slice(at, end);
}

function isGroup(source: string, at: number): boolean {
  return isHexDigit(source.charCodeAt(at)) && isHexDigit(source.charCodeAt(at + 1));
}

function hasPrefix(source: string, digits: number): boolean {
  return (source.charCodeAt(digits - 1) | 0x20) === 0x78 && source.charCodeAt(digits - 2) === 0x30 &&
    !isWord(source, digits - 3);
}

function isHexDigit(unit: number): boolean {
  const lower = unit | 0x20;
  return (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

function isWord(source: string, at: number): boolean {
  const unit = source.charCodeAt(at);
  const lower = unit | 0x20;
  return (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}
