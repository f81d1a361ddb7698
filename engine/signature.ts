/** What makes two calls the same call: the digest that an approval is bound to. */
import { createHash } from "node:crypto";
import { METHOD_OVERRIDE_HEADERS } from "./call_view.ts";
import { canonicalJson } from "./canonical_json.ts";
import { isFormType, isJsonType, mediaType } from "./media_type.ts";
import type { CallBody, ToolCall } from "./types.ts";

const VERSION = "interven-call-1";

/**
 * SHA-256 in hex over agent, method, URL, the headers that choose the operation, and body. Key order, white space and number spelling of JSON make no difference, nor do
 * the spellings of a URL that reach the same address; every other difference does. Each field goes in with its length, so that
 * no two calls run together into the same bytes.
 */
export function callSignature(call: ToolCall): string {
  const { kind, content } = canonicalBody(call.body);
  const hash = createHash("sha256");
  const fields = [
    VERSION,
    call.agentId,
    call.method,
    canonicalUrl(call.url),
    actingHeaders(call),
    kind,
    content,
  ];
  for (const field of fields) {
    const bytes = typeof field === "string" ? new TextEncoder().encode(field) : field;
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest("hex");
}

/** Headers that choose what the service does: a yes to one operation must not carry over to another. */
const ACTING_HEADERS: readonly string[] = [...METHOD_OVERRIDE_HEADERS, "x-amz-target"];

function actingHeaders(call: ToolCall): string {
  return JSON.stringify(call.headers.filter(([name]) => ACTING_HEADERS.includes(name)));
}

/** `sha256:` and 64 hex digits over the canonical content, for recognising what was read whatever its spelling. */
export function contentFingerprint(body: CallBody | null): string {
  const { content } = canonicalBody(body);
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** As WHATWG URL writes it, without the fragment, which never leaves the caller. */
function canonicalUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) return `raw:${text}`;
  url.hash = "";
  return url.href;
}

function canonicalBody(body: CallBody | null): { kind: string; content: string | Uint8Array } {
  if (body === null || body.bytes.length === 0) return { kind: "none", content: "" };
  const type = mediaType(body.contentType);
  const raw = { kind: `raw:${type}${body.inspectable ? "" : ":encoded"}`, content: body.bytes };
  if (!body.inspectable) return raw;
  const isForm = isFormType(type);
  if (!isForm && !isJsonType(type) && type !== "" && type !== "text/plain") return raw;
  const text = decodeExactly(body.bytes);
  if (text === undefined) return raw;
  if (isForm) return { kind: "form", content: formPairs(text) };
  const json = canonicalJson(text);
  return json === undefined ? raw : { kind: "json", content: json };
}

/** Undefined when the bytes are not UTF-8: replaced characters would make different bodies equal. A byte order mark counts. */
function decodeExactly(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Pairs in their order: readers take the first, the last or all of a repeated name. */
function formPairs(text: string): string {
  // What does not decode stays as it was written, so that two broken spellings do not become one replacement character.
  const decode = (part: string) => {
    try {
      return ["d", decodeURIComponent(part.replaceAll("+", " "))];
    } catch {
      return ["r", part];
    }
  };
  const pairs = text.split("&").map((pair) => {
    const equals = pair.indexOf("=");
    return equals < 0 ? [decode(pair)] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
  });
  return JSON.stringify(pairs);
}
