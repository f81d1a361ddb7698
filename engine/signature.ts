/** What makes two calls the same call: the digest that an approval is bound to. */
import { createHash } from "node:crypto";
import { METHOD_OVERRIDE_HEADERS } from "./call_view.ts";
import { canonicalJson } from "./canonical_json.ts";
import { isFormType, isJsonType, mediaType } from "./media_type.ts";
import type { CallBody, ToolCall } from "./types.ts";

const VERSION = "interven-call-2";

/**
 * SHA-256 in hex over agent, session, policy version, method, URL, the headers that choose the operation, and body. Key order, white space and number spelling of JSON make no difference, nor do
 * the spellings of a URL's scheme and host; every other difference does. Each field goes in with its length, so that
 * no two calls run together into the same bytes.
 */
export function callSignature(call: ToolCall, policyVersion = ""): string {
  const { kind, content } = canonicalBody(call.body);
  const hash = createHash("sha256");
  const fields = [
    VERSION,
    call.agentId,
    call.sessionId,
    policyVersion,
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

/**
 * Headers by which a request does something else, or does it to something else: a yes to one must not carry over to another. Those of
 * a service that only tell time, client or credentials change with every call and stay out. AWS, Google Cloud Storage and Azure take
 * sources, access rights and operations in headers, Dropbox takes all arguments so; `Destination`, `Overwrite` and `Depth` are WebDAV's (RFC 4918, section 10); PostgREST takes
 * the schema in `Content-Profile`, and in `Prefer` whether rows that are there are overwritten.
 */
const ACTING_HEADER = new RegExp(
  [
    ...METHOD_OVERRIDE_HEADERS,
    "x-original-url",
    "x-rewrite-url",
    "destination",
    "overwrite",
    "depth",
    "prefer",
    "content-profile",
    "x-amz-(?!date$|content-sha256$|security-token$|user-agent$).*",
    "x-goog-(?:acl|copy-source.*|metadata-directive|user-project)",
    "x-ms-(?!date$|client-request-id$).*",
    "dropbox-api-.*",
    "stripe-account",
  ].map((name) => `^${name}$`).join("|"),
);

function actingHeaders({ headers, body }: ToolCall): string {
  // A coding that was undone shows in the body; of one that was not, the name is all that is known.
  const isOpaque = body !== null && !body.inspectable;
  return JSON.stringify(
    headers.filter(([name]) => ACTING_HEADER.test(name) || (isOpaque && name === "content-encoding")),
  );
}

/** `sha256:` and 64 hex digits over the canonical content, for recognising what was read whatever its spelling. */
export function contentFingerprint(body: CallBody | null): string {
  const { content } = canonicalBody(body);
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/**
 * Scheme and host as WHATWG URL writes them, path and query as the caller did, for so they are sent: `/a/../b` is not `/b` to every
 * server. Without the fragment, which never leaves the caller.
 */
function canonicalUrl(text: string): string {
  const url = URL.parse(text);
  const rest = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\\]*([^#]*)/i.exec(text)?.[1];
  if (url === null || rest === undefined) return `raw:${text}`;
  const { protocol, username, password, host } = url;
  return JSON.stringify([protocol, username, password, host, rest.startsWith("/") ? rest : `/${rest}`]);
}

function canonicalBody(body: CallBody | null): { kind: string; content: string | Uint8Array } {
  if (body === null || body.bytes.length === 0) return { kind: "none", content: "" };
  const type = mediaType(body.contentType);
  const charset = charsetOf(body.contentType);
  const raw = { kind: `raw:${type}${charset}${body.inspectable ? "" : ":encoded"}`, content: body.bytes };
  // In another charset the same bytes say something else.
  if (!body.inspectable || charset !== "") return raw;
  const isForm = isFormType(type);
  if (!isForm && !isJsonType(type) && type !== "" && type !== "text/plain") return raw;
  const text = decodeExactly(body.bytes);
  if (text === undefined) return raw;
  if (isForm) return { kind: "form", content: formPairs(text) };
  const json = canonicalJson(text);
  return json === undefined ? raw : { kind: "json", content: json };
}

/** Everything that the type says of a charset, in lower case; empty when that is UTF-8, or nothing. */
function charsetOf(contentType: string): string {
  const named = contentType.toLowerCase().match(/charset[^;]*/g) ?? [];
  return named.map((text) => text.replace(/[\s"']/g, "")).filter((text) => text !== "charset=utf-8").join(
    ";",
  );
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
