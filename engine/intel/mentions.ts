/** Host names that stand inside a call: in its texts, fields and query. One pass over a bounded part of it. */
import type { CallView } from "../call_view.ts";
import { canonicalHost, decodedPath } from "./entry.ts";

/** A host as it was written, brought to canonical form. */
export interface Mention {
  readonly host: string;
  /** As in a finding. */
  readonly path: string;
  /** The path of the URL that it may be part of, decoded; `/` when there is none. */
  readonly urlPath: () => string;
}

/** Characters of one call that are read; the rest of a larger one is not. */
export const MAX_MENTION_CHARS = 1024 * 1024;
/** Fields of one call that are read, and how deep. */
const MAX_FIELDS = 20_000;
const MAX_DEPTH = 64;
/** Longer keys are cut in paths. */
const MAX_KEY_CHARS = 64;

/** Every dotted name, in the order written; the same one as often as it stands there. */
export function* mentionedHosts(view: CallView): Generator<Mention> {
  let left = MAX_MENTION_CHARS;
  for (const { text, path } of textsOf(view)) {
    const read = text.slice(0, left);
    for (const { host, end } of hostsIn(read)) yield { host, path, urlPath: () => pathAfter(read, end) };
    left -= read.length;
    if (left <= 0) return;
  }
}

function pathAfter(text: string, at: number): string {
  const path = /^(?::\d{1,5})?(\/[^\s?#"'<>]*)/.exec(text.slice(at, at + MAX_AUTHORITY_CHARS))?.[1];
  return path === undefined ? "/" : decodedPath(path);
}

interface TextAt {
  readonly text: string;
  readonly path: string;
}

function* textsOf(view: CallView): Generator<TextAt> {
  for (const [name, text] of view.location.query) {
    yield { text, path: `query.${name.slice(0, MAX_KEY_CHARS)}` };
  }
  const { fields } = view;
  if (fields.kind === "json") yield* leaves(fields.value);
  else if (fields.kind === "form") {
    for (const [name, value] of Object.entries(fields.value)) {
      for (const text of [value].flat()) {
        yield { text: String(text), path: `form.${name.slice(0, MAX_KEY_CHARS)}` };
      }
    }
  } else if (fields.kind === "text" || fields.kind === "unreadable") yield { text: view.text, path: "$" };
}

/** Depth first, with a stack of its own: a body nested a thousand deep must not end the program. */
function* leaves(root: unknown): Generator<TextAt> {
  const open: { value: unknown; path: string; depth: number }[] = [{ value: root, path: "$", depth: 0 }];
  for (let seen = 0; seen < MAX_FIELDS; seen++) {
    const next = open.pop();
    if (next === undefined) return;
    const { value, path, depth } = next;
    if (typeof value === "string") yield { text: value, path };
    if (typeof value !== "object" || value === null || depth >= MAX_DEPTH) continue;
    const inside = Array.isArray(value)
      ? value.slice(0, MAX_FIELDS).map((item, i) => ({
        value: item,
        path: `${path}[${i}]`,
        depth: depth + 1,
      }))
      : Object.entries(value).slice(0, MAX_FIELDS).map(([key, item]) => ({
        value: item,
        path: path + step(key),
        depth: depth + 1,
      }));
    // Reversed, so that they are taken in the order written.
    for (let i = inside.length - 1; i >= 0; i--) {
      const item = inside[i];
      if (item !== undefined) open.push(item);
    }
  }
}

function step(key: string): string {
  const cut = key.slice(0, MAX_KEY_CHARS);
  return /^[A-Za-z_]\w*$/.test(cut) ? `.${cut}` : `[${JSON.stringify(cut)}]`;
}

interface HostAt {
  readonly host: string;
  /** Where in the text it ends. */
  readonly end: number;
}

/** Dotted names of host characters, whatever stands around them: a scheme, user info, a port, a path, brackets, quotes. */
export function* hostsIn(text: string): Generator<HostAt> {
  let end = 0;
  for (let dot = text.indexOf("."); dot >= 0; dot = text.indexOf(".", Math.max(dot + 1, end))) {
    let start = dot;
    while (start > end && isHostChar(text.charCodeAt(start - 1))) start -= 1;
    end = dot + 1;
    while (end < text.length && (isHostChar(text.charCodeAt(end)) || text.charCodeAt(end) === DOT)) end += 1;
    if (end - start > MAX_TOKEN_CHARS) continue;
    let host = text.slice(start, end).toLowerCase();
    // Behind an escape such as %2F or %252F its digits are not part of the name.
    if (text.charCodeAt(start - 1) === PERCENT) host = host.replace(/^(?:25)*[0-9a-f]{2}/, "");
    host = host.replace(/^[-_.]+|[-_.]+$/g, "");
    if (host.length > 3 && host.length <= 253 && host.includes(".")) yield { host, end };
  }
  if (hasUnicode(text)) yield* internationalHosts(text);
}

/** Names after `//` in other scripts, or in letters that only look different (full-width, circled), as a browser would read them. */
function* internationalHosts(text: string): Generator<HostAt> {
  let read = 0;
  for (let at = text.indexOf("//"); at >= 0 && read < MAX_INTERNATIONAL; at = text.indexOf("//", at + 2)) {
    const authority = /^[^\s/?#"'<>\\]*/.exec(text.slice(at + 2, at + 2 + MAX_AUTHORITY_CHARS))?.[0] ?? "";
    if (!hasUnicode(authority)) continue;
    read += 1;
    const host = canonicalHost(authority.slice(authority.lastIndexOf("@") + 1));
    if (host !== undefined) yield { host, end: at + 2 + authority.length };
  }
}

const MAX_INTERNATIONAL = 64;
const MAX_AUTHORITY_CHARS = 300;
/** A name of 253 characters and what may stand around it. */
const MAX_TOKEN_CHARS = 300;
const DOT = 0x2e;
const PERCENT = 0x25;

function hasUnicode(text: string): boolean {
  return /[\u0080-\uffff]/.test(text);
}

/** Letters, digits, hyphen and underscore of ASCII. */
function isHostChar(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) ||
    code === 0x2d || code === 0x5f;
}
