/** What an answer is made of, and so how it is read while it passes. */
import { listMembers } from "../http1/header_syntax.ts";

/**
 * - `events`: Server-Sent Events (WHATWG HTML, section 9.2)
 * - `lines`: one JSON text a line (NDJSON, JSON Lines, JSON text sequences)
 * - `whole`: a document that means something as a whole: JSON, markup
 * - `text`: what can be read from anywhere to anywhere
 * - `opaque`: pictures, archives and the like; nobody looks into them
 */
export type AnswerKind = "events" | "lines" | "whole" | "text" | "opaque";

type Headers = readonly (readonly [string, string])[];

/** First value of a header; the name in lower case. Empty when there is none. */
export function headerOf(headers: Headers, wanted: string): string {
  return headers.find(([name]) => name.length === wanted.length && name.toLowerCase() === wanted)?.[1] ?? "";
}

/** Says `undefined` when the type says nothing, so that the first bytes have to. */
export function kindByType(contentType: string): AnswerKind | undefined {
  const type = (listMembers(contentType.toLowerCase())[0] ?? "").split(";", 1)[0]!.trim();
  if (type === "text/event-stream") return "events";
  if (
    /^application\/(?:x-ndjson|ndjson|jsonl|x-jsonl|json-seq|x-jsonlines|jsonlines|stream\+json)$/.test(type)
  ) {
    return "lines";
  }
  // UTF-16 and UTF-32 cannot be cut without knowing where they began.
  if (/charset\s*=\s*"?utf-?(?:16|32)/i.test(contentType)) return "whole";
  if (/^(?:application|text)\/(?:[a-z0-9.+-]*\+)?(?:json|xml)$/.test(type) || /html$/.test(type)) {
    return "whole";
  }
  if (/^text\//.test(type) || /^application\/(?:javascript|yaml|x-yaml|toml|sql|graphql|x-sh)$/.test(type)) {
    return "text";
  }
  if (/^(?:image|audio|video|font)\//.test(type) && !type.endsWith("+xml")) return undefined;
  return undefined;
}

/** So many bytes tell text from the rest. */
export const SNIFFED_BYTES = 512;

/**
 * What bytes of a type that says nothing, or something that is no text, look like: a type can lie. Text has none of the control
 * characters that binary formats begin with (WHATWG MIME Sniffing, section 7.2: "binary data byte").
 */
export function kindByBytes(bytes: Uint8Array): AnswerKind {
  const head = bytes.subarray(0, SNIFFED_BYTES);
  if (head.length === 0) return "opaque";
  if ((head[0] === 0xfe && head[1] === 0xff) || (head[0] === 0xff && head[1] === 0xfe)) return "whole";
  for (const byte of head) {
    if (byte <= 0x08 || byte === 0x0b || (byte >= 0x0e && byte <= 0x1a) || (byte >= 0x1c && byte <= 0x1f)) {
      return "opaque";
    }
  }
  const first = head.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
  return first === 0x7b || first === 0x5b || first === 0x3c ? "whole" : "text";
}

/** A mark of UTF-16 at the beginning outvotes a type that says text. */
export function hasWideMark(bytes: Uint8Array): boolean {
  return bytes.length >= 2 &&
    ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe));
}
