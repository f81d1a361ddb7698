/** A scan request on the wire (`POST /v1/scan`, `interven scan`, the MCP guard's tool arguments) and its way to a `ToolCall`. */
import type { CallBody, Door, ToolCall } from "../types.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { PIN_CODES } from "../pins/tool_pin.ts";
import { FieldError, type Fields, isFields, kindOf, optionalText, requiredText } from "./fields.ts";

/** Limits of what a request may carry, in UTF-16 units unless the name says otherwise. */
export const MAX_URL_CHARS = 65_536;
export const MAX_METHOD_CHARS = 64;
export const MAX_HEADERS = 256;
export const MAX_HEADER_VALUE_CHARS = 65_536;
export const MAX_NAME_CHARS = 256;
export const MAX_CONTEXT_CHARS = 1_048_576;
/** Of a key, so much names the agent; the rest stays unknown. */
export const AGENT_KEY_PREFIX_CHARS = 12;

/** A token of RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** A URL with a scheme (RFC 3986, section 3.1). */
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:/;
// deno-lint-ignore no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** Which form the caller's body had, and so which form a sanitised one takes. */
export type BodyForm = "json" | "text" | "base64";

export interface ScanRequestDefaults {
  readonly door: Door;
  /** The agent when the request names none. */
  readonly agentId: string;
  /** The session when the request names none; default the agent. */
  readonly sessionId?: string;
}

export type ParsedScanRequest =
  | { readonly ok: true; readonly call: ToolCall; readonly bodyForm: BodyForm }
  | { readonly ok: false; readonly field: string; readonly message: string };

/** The name an API key gives to its agent: its first 12 characters. */
export function agentFromApiKey(key: string): string {
  return key.slice(0, AGENT_KEY_PREFIX_CHARS);
}

/**
 * Reads a scan request that JSON.parse (or a form of it) produced. Unknown fields are ignored; a wrong one is named.
 * Besides the public fields it takes `body_base64`, which carries any bytes; their type is then the `content-type` header.
 */
export function parseScanRequest(value: unknown, defaults: ScanRequestDefaults): ParsedScanRequest {
  if (!isFields(value)) {
    return {
      ok: false,
      field: "$",
      message: `Cannot read the scan request: found ${kindOf(value)}, wanted an object`,
    };
  }
  try {
    return { ok: true, ...readCall(value, defaults) };
  } catch (error) {
    if (error instanceof FieldError) return { ok: false, field: error.field, message: error.message };
    throw error;
  }
}

function readCall(fields: Fields, defaults: ScanRequestDefaults): { call: ToolCall; bodyForm: BodyForm } {
  const method = readMethod(fields);
  const url = readUrl(fields);
  const headers = readHeaders(fields);
  const { body, bodyForm } = readBody(fields, headers);
  const agentName = readName(fields, "agent_name");
  const agentId = readName(fields, "agent_id") ?? agentName ?? defaults.agentId;
  const toolName = readName(fields, "tool_name");
  const runtime = readName(fields, "runtime_type");
  const context = optionalText(fields, "context", MAX_CONTEXT_CHARS);
  const env = readName(fields, "env");
  const mcpSignals = readSignals(fields);
  const call: ToolCall = {
    door: defaults.door,
    method,
    url,
    headers,
    body,
    agentId,
    sessionId: readName(fields, "session_id") ?? defaults.sessionId ?? agentId,
    ...(toolName !== undefined && { toolName }),
    ...(agentName !== undefined && { agentName }),
    ...(runtime !== undefined && { runtime }),
    ...(context !== undefined && { context }),
    ...(env !== undefined && { env }),
    ...(mcpSignals.length > 0 && { mcpSignals }),
  };
  return { call, bodyForm };
}

function readMethod(fields: Fields): string {
  const method = requiredText(fields, "method", MAX_METHOD_CHARS);
  if (!TOKEN.test(method)) {
    throw new FieldError(
      "method",
      `Cannot read "method": "${method}" is no HTTP method, wanted a word such as POST`,
    );
  }
  return method.toUpperCase();
}

function readUrl(fields: Fields): string {
  const url = requiredText(fields, "url", MAX_URL_CHARS);
  if (!ABSOLUTE.test(url) || !URL.canParse(url)) {
    const shown = url.length > 80 ? `${url.slice(0, 80)}…` : url;
    throw new FieldError(
      "url",
      `Cannot read "url": "${shown}" is no absolute URL, wanted one such as https://api.example.com/path`,
    );
  }
  return url;
}

function readName(fields: Fields, name: string): string | undefined {
  const value = optionalText(fields, name, MAX_NAME_CHARS);
  if (value === undefined || value === "") return undefined;
  if (CONTROL.test(value)) {
    throw new FieldError(name, `Cannot read "${name}": found a control character, wanted printable text`);
  }
  return value;
}

/** A caller that claims some is judged more strictly, never less. */
function readSignals({ mcp_signals: value }: Fields): readonly string[] {
  if (value === undefined || value === null) return [];
  const codes: readonly unknown[] = PIN_CODES;
  if (Array.isArray(value) && value.length <= codes.length && value.every((code) => codes.includes(code))) {
    return value;
  }
  const field = "mcp_signals";
  throw new FieldError(field, `Cannot read "${field}": wanted a list of ${PIN_CODES.join(", ")}`);
}

function readHeaders(fields: Fields): (readonly [string, string])[] {
  const value = fields["headers"];
  if (value === undefined || value === null) return [];
  if (!isFields(value)) {
    throw new FieldError("headers", `Cannot read "headers": found ${kindOf(value)}, wanted an object`);
  }
  const headers: (readonly [string, string])[] = [];
  for (const [name, given] of Object.entries(value)) {
    if (given === undefined || given === null) continue;
    for (const one of Array.isArray(given) ? given : [given]) headers.push(readHeader(name, one));
  }
  if (headers.length > MAX_HEADERS) {
    throw new FieldError(
      "headers",
      `Cannot read "headers": found ${headers.length}, wanted at most ${MAX_HEADERS}`,
    );
  }
  return headers;
}

function readHeader(name: string, value: unknown): readonly [string, string] {
  const field = `headers.${name.slice(0, 80)}`;
  if (!TOKEN.test(name)) throw new FieldError(field, `Cannot read "${field}": the name is no header name`);
  if (typeof value !== "string") {
    throw new FieldError(
      field,
      `Cannot read "${field}": found ${kindOf(value)}, wanted a string or an array of strings`,
    );
  }
  if (value.length > MAX_HEADER_VALUE_CHARS || CONTROL.test(value)) {
    throw new FieldError(
      field,
      `Cannot read "${field}": wanted at most ${MAX_HEADER_VALUE_CHARS} characters and no control character`,
    );
  }
  return [name.toLowerCase(), value];
}

function readBody(
  fields: Fields,
  headers: readonly (readonly [string, string])[],
): { body: CallBody | null; bodyForm: BodyForm } {
  const stated = headers.find(([name]) => name === "content-type")?.[1];
  const base64 = fields["body_base64"];
  if (base64 !== undefined && base64 !== null) {
    const bytes = typeof base64 === "string" ? fromBase64(base64) : undefined;
    if (bytes === undefined) {
      throw new FieldError("body_base64", `Cannot read "body_base64": the value is not base64`);
    }
    const inspectable = fields["body_inspectable"] !== false;
    return { body: { bytes, contentType: stated ?? "", inspectable }, bodyForm: "base64" };
  }
  const body = fields["body"];
  if (body === undefined || body === null) return { body: null, bodyForm: "json" };
  const text = typeof body === "string" ? body : writeJson(body);
  const contentType = stated ?? (typeof body === "string" ? "" : "application/json");
  return {
    body: { bytes: new TextEncoder().encode(text), contentType, inspectable: true },
    bodyForm: typeof body === "string" ? "text" : "json",
  };
}

function writeJson(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch {
    // The only way here is a value nested so deeply that writing it overflows the stack.
    throw new FieldError("body", `Cannot read "body": it is nested too deeply`);
  }
}

/** What a gateway with a remote engine sends, so that any bytes can be judged there. Reads back as the same call. */
export function scanRequestToWire(call: ToolCall): Record<string, unknown> {
  // Without a prototype: `__proto__` is a legal header name.
  const headers: Record<string, string[]> = Object.create(null);
  for (const [name, value] of call.headers) (headers[name] ??= []).push(value);
  return {
    method: call.method,
    url: call.url,
    headers,
    agent_id: call.agentId,
    session_id: call.sessionId,
    ...bodyToWire(call.body, headers),
    ...(call.toolName !== undefined && { tool_name: call.toolName }),
    ...(call.agentName !== undefined && { agent_name: call.agentName }),
    ...(call.runtime !== undefined && { runtime_type: call.runtime }),
    ...(call.context !== undefined && { context: call.context }),
    ...(call.env !== undefined && { env: call.env }),
    ...(call.mcpSignals !== undefined && { mcp_signals: call.mcpSignals }),
  };
}

function bodyToWire(body: CallBody | null, headers: Record<string, string[]>): Record<string, unknown> {
  if (body === null) return {};
  if (body.contentType !== "") headers["content-type"] ??= [body.contentType];
  return {
    body_base64: toBase64(body.bytes),
    ...(!body.inspectable && { body_inspectable: false }),
  };
}
