/** What is kept of a call: never a value that a detector found, and never a credential that was sent to its home. */
import { locate } from "./actions/location.ts";
import { isTextType, mediaType } from "./media_type.ts";
import type { Refusal } from "./ports.ts";
import { remembered } from "./recent.ts";
import { textOf } from "./text/charset.ts";
import type { CallBody, ToolCall, Trace } from "./types.ts";

/** Longest stored body, in UTF-16 units; the rest is cut and `bodyCut` says so. */
export const MAX_STORED_BODY_CHARS = 65_536;
/** Of a call that waits for a person: nobody should approve what is not shown. */
export const MAX_HELD_BODY_CHARS = 2 * 1024 * 1024;
export const MAX_STORED_URL_CHARS = 8_192;
export const MAX_STORED_HEADER_CHARS = 2_048;
/** Findings beyond this are counted in the signals, not stored one by one. */
export const MAX_STORED_FINDINGS = 200;

const MASK = "[MASKED]";

/** Headers that carry a credential by their nature, whoever receives it. */
const CREDENTIAL_HEADER =
  /auth|cookie|token|secret|password|api-?key|access-?key|session|signature|credential/;

/** Names of fields that carry a credential by their nature, in bodies and in queries. */
const CREDENTIAL_NAME = "(?:access_|refresh_|id_|auth_|bot_|user_|session_)?token|(?:x-)?api[_-]?key|" +
  "(?:client_|app_)?secret|secret_key|access_key|private_key|passw(?:or)?d|pwd";
/** In queries only: in bodies these words name much else. */
const QUERY_NAME =
  `${CREDENTIAL_NAME}|key|sig|signature|credential|x-(?:amz|goog)-(?:signature|credential|security-token)`;

/** `name=value` in a query or form. Linear: each part excludes what ends it. */
const PAIR = new RegExp(`(^|[?&;])(${QUERY_NAME})=(?!\\[REDACTED|%5BREDACTED)[^&#\\s]*`, "gi");
/** `"name": "value"` in JSON. */
const MEMBER = new RegExp(
  `("(?:${CREDENTIAL_NAME})"\\s{0,8}:\\s{0,8})"(?!\\[REDACTED)(?:[^"\\\\]|\\\\.)*"`,
  "gi",
);
/** Telegram puts the bot's token into the path: https://core.telegram.org/bots/api#making-requests */
const TELEGRAM_PATH = /\/bot\d+:[A-Za-z0-9_-]+/g;
/** What none of these stands in holds nothing that {@linkcode storedUrl} masks. */
const MAY_HOLD_CREDENTIAL = /[=@]|\/bot\d/;
const USER_INFO = /^([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^/?#@]*@/;

export function storedUrl(url: string): string {
  if (url.length <= MAX_STORED_URL_CHARS && !MAY_HOLD_CREDENTIAL.test(url)) return url;
  return cut(
    url.slice(0, MAX_STORED_URL_CHARS * 2)
      .replace(USER_INFO, `$1${MASK}@`)
      .replace(TELEGRAM_PATH, `/bot${MASK}`)
      .replace(PAIR, `$1$2=${MASK}`),
    MAX_STORED_URL_CHARS,
  );
}

export function storedHeaders(
  headers: readonly (readonly [string, string])[],
): readonly (readonly [string, string])[] {
  return headers.map(([name, value]) => [
    name,
    carriesCredential(name) ? MASK : cut(value, MAX_STORED_HEADER_CHARS),
  ]);
}

const carriesCredential = remembered((name) => CREDENTIAL_HEADER.test(name));

/**
 * @param redacted The body after redaction; null when nothing was found in it.
 * @param known The original as text, where it was decoded already. Default: it was not.
 */
export function storedBody(
  body: CallBody | null,
  redacted: Uint8Array | null,
  { isHeld = false, known }: { isHeld?: boolean; known?: string | undefined } = {},
): Trace["request"] {
  const maxChars = isHeld ? MAX_HELD_BODY_CHARS : MAX_STORED_BODY_CHARS;
  const base = { headers: [], bodyBytes: body?.bytes.length ?? 0, contentType: body?.contentType ?? "" };
  if (body === null) return { ...base, body: null, bodyCut: false };
  const bytes = redacted ?? body.bytes;
  // A UTF-16 unit takes at most three bytes in UTF-8, so this much is enough for the longest text kept.
  const head = bytes.subarray(0, maxChars * 3);
  const isCut = head.length < bytes.length;
  // A text without replaced characters is what a strict decoder gives.
  const told = redacted === null && !isCut && known?.includes("\ufffd") === false ? known : undefined;
  const text = body.inspectable ? readText(head, body.contentType, { isCut, told }) : null;
  if (text === null) return { ...base, body: null, bodyCut: false };
  const masked = maskFields(text);
  return {
    ...base,
    body: cut(masked, maxChars),
    bodyCut: isCut || masked.length > maxChars,
  };
}

function maskFields(text: string): string {
  const masked = text.replace(MEMBER, `$1"${MASK}"`);
  return masked.includes("=") ? masked.replace(PAIR, `$1$2=${MASK}`) : masked;
}

/** Null when the bytes are not text: those of an image tell a reader nothing. */
function readText(
  bytes: Uint8Array,
  contentType: string,
  { isCut, told }: { isCut: boolean; told: string | undefined },
): string | null {
  const isText = isTextType(mediaType(contentType));
  try {
    const text = told ?? textOf(bytes, contentType, { fatal: true, isCut });
    return isText || !text.includes("\u0000") ? text : null;
  } catch {
    return isText ? textOf(bytes, contentType) : null;
  }
}

function cut(text: string, maxChars: number): string {
  return text.length <= maxChars ? text : `${text.slice(0, maxChars - 1)}…`;
}

/** What of a call names its origin. */
export function storedOrigin(call: ToolCall): Pick<
  Trace,
  "door" | "agentId" | "agentName" | "sessionId" | "runtime" | "env" | "method"
> {
  return {
    door: call.door,
    agentId: call.agentId,
    agentName: call.agentName ?? null,
    sessionId: call.sessionId,
    runtime: call.runtime ?? null,
    env: call.env ?? null,
    method: call.method,
  };
}

/** The trace of a call that was refused before there was a verdict. It says nothing against the agent. */
export function refusalTrace(
  refusal: Refusal,
  own: Pick<Trace, "traceId" | "at" | "mode" | "url" | "evaluateMs">,
): Trace {
  const { method, agentId, sessionId, code, message, decision = "DENY" } = refusal;
  return {
    ...own,
    door: "proxy",
    agentId,
    agentName: null,
    sessionId,
    runtime: null,
    env: null,
    method,
    action: {
      tool: "custom_proxy",
      operation: method.toLowerCase(),
      verb: method === "GET" || method === "HEAD" || method === "OPTIONS" ? "READ" : "WRITE",
      category: "other",
      host: locate(own.url).host,
      facts: {},
    },
    decision,
    riskScore: 0,
    riskBand: "LOW",
    reasonCodes: [code],
    message,
    policyId: null,
    policyName: null,
    ruleId: null,
    classifications: [],
    signals: [],
    findings: [],
    approvalId: null,
    request: { headers: [], body: null, bodyBytes: 0, contentType: "", bodyCut: false },
    scanMs: 0,
  };
}
