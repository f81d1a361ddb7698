/** Host names in a text: one pass, whatever the text. */
import { canonicalHost } from "./entry.ts";

export interface HostAt {
  /** Lower case, ASCII, without anything around it. */
  readonly host: string;
  /** Where in the text it ends. */
  readonly end: number;
}

const MAX_HOST_CHARS = 253;
/** A name of 253 characters and what may stand around it. */
const MAX_TOKEN_CHARS = 300;
const MAX_AUTHORITY_CHARS = 300;
/** Names in other scripts that are read in one text. */
const MAX_INTERNATIONAL = 64;

const DOT = 0x2e;
const PERCENT = 0x25;
const HYPHEN = 0x2d;
const UNDERSCORE = 0x5f;

/**
 * Dotted names of host characters, in the order written, whatever stands around them: a scheme, user info, a port, a path, brackets,
 * quotes, an escape such as `%2F`.
 *
 * @param isWanted Asked for each; only those it wants are told. Default: all.
 */
export function hostsIn(text: string, isWanted: (host: string) => boolean = () => true): readonly HostAt[] {
  const found: HostAt[] = [];
  let end = 0;
  for (let dot = text.indexOf("."); dot >= 0; dot = text.indexOf(".", Math.max(dot + 1, end))) {
    // Most dots end a sentence or stand in a number.
    if (!isHostChar(text.charCodeAt(dot + 1))) continue;
    let start = dot;
    while (start > end && isHostChar(text.charCodeAt(start - 1))) start -= 1;
    end = dot + 1;
    while (end < text.length && (isHostChar(text.charCodeAt(end)) || text.charCodeAt(end) === DOT)) end += 1;
    if (start === dot || end - start > MAX_TOKEN_CHARS) continue;
    const host = trimmed(text, start, end);
    if (host !== "" && isWanted(host)) found.push({ host, end });
  }
  if (text.includes("//") && hasUnicode(text)) {
    found.push(...internationalHosts(text).filter(({ host }) => isWanted(host)));
  }
  return found;
}

/** Without signs at its ends; empty for what cannot be a host. */
function trimmed(text: string, from: number, to: number): string {
  let [start, end] = [from, to];
  while (end > start && isSign(text.charCodeAt(end - 1))) end -= 1;
  while (start < end && isSign(text.charCodeAt(start))) start += 1;
  const name = text.slice(start, end).toLowerCase();
  // Behind an escape such as %2F or %252F its digits are not part of the name.
  const host = text.charCodeAt(from - 1) === PERCENT ? name.replace(/^(?:25)*[0-9a-f]{2}[-_.]*/, "") : name;
  return host.length > 3 && host.length <= MAX_HOST_CHARS && host.includes(".") ? host : "";
}

/** Names after `//` in other scripts, or in letters that only look different (full-width, circled), as a browser would read them. */
function internationalHosts(text: string): HostAt[] {
  const found: HostAt[] = [];
  for (
    let at = text.indexOf("//");
    at >= 0 && found.length < MAX_INTERNATIONAL;
    at = text.indexOf("//", at + 2)
  ) {
    const rest = text.slice(at + 2, at + 2 + MAX_AUTHORITY_CHARS);
    const authority = /^[^\s/?#"'<>\\]*/.exec(rest)?.[0] ?? "";
    if (!hasUnicode(authority)) continue;
    const host = canonicalHost(authority.slice(authority.lastIndexOf("@") + 1));
    if (host !== undefined) found.push({ host, end: at + 2 + authority.length });
  }
  return found;
}

function hasUnicode(text: string): boolean {
  return /[\u0080-\uffff]/.test(text);
}

function isSign(code: number): boolean {
  return code === DOT || code === HYPHEN || code === UNDERSCORE;
}

/** Letters, digits, hyphen and underscore of ASCII. */
function isHostChar(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) ||
    code === HYPHEN || code === UNDERSCORE;
}
