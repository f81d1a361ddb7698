/** One call as the deciding half reads it: each part is worked out when it is first asked for, and once. */
import { locate, type Location } from "./actions/location.ts";
import { isFormType, isJsonType, mediaType } from "./media_type.ts";
import { textOf } from "./text/charset.ts";
import type { ToolCall } from "./types.ts";

/** Larger bodies are scanned but not read field by field; rules that ask for a field then take the strict side. */
export const MAX_READ_BODY_BYTES = 4 * 1024 * 1024;

/** White space before the first character of a body that is longer than this makes it text. */
const HEAD_BYTES = 1_024;

/** Headers by which a service takes another method than the one on the request line. Google's APIs and many frameworks do. */
export const METHOD_OVERRIDE_HEADERS = [
  "x-http-method-override",
  "x-http-method",
  "x-method-override",
] as const;

/** What the fields of a body are. `unreadable`: there are fields, but not for us (too large, malformed, encoded). */
export type BodyFields =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "form"; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: "text" }
  | { readonly kind: "unreadable"; readonly why: string };

export class CallView {
  readonly location: Location;
  /** Upper case; an override header counts on POST, as it does for the services that honour it. */
  readonly method: string;
  #fields: BodyFields | undefined;
  #text: string | undefined;
  #start: string | undefined;
  #lowerText: string | undefined;
  #urlSpellings: readonly string[] | undefined;

  constructor(readonly call: ToolCall) {
    this.location = locate(call.url);
    const method = call.method.toUpperCase();
    this.method = method === "POST" ? (this.#override() ?? method) : method;
  }

  /** First value of a header; the name in lower case. */
  header(name: string): string | undefined {
    return this.call.headers.find(([other]) => other === name)?.[1];
  }

  /** First value of a query parameter. */
  query(name: string): string | undefined {
    return this.location.query.find(([other]) => other === name)?.[1];
  }

  /** The body as text in its charset, malformed sequences replaced; empty when there is none. */
  get text(): string {
    const body = this.call.body;
    return this.#text ??= body === null ? "" : textOf(body.bytes, body.contentType);
  }

  /** The text up to the size that is read field by field: all of it but for the largest bodies, which are not decoded whole for this. */
  get start(): string {
    const body = this.call.body;
    if (body === null || body.bytes.length <= MAX_READ_BODY_BYTES) return this.text;
    return this.#start ??= textOf(body.bytes.subarray(0, MAX_READ_BODY_BYTES), body.contentType);
  }

  /** {@linkcode text} if somebody has asked for it. */
  get knownText(): string | undefined {
    return this.#text;
  }

  /**
   * For rules that look for words: the body in lower case as it was sent, and once more with escapes undone, so that
   * `\u0064rop table` and `drop%20table` are seen for what they are.
   */
  get lowerText(): string {
    return this.#lowerText ??= `${this.text}\n${this.#plainText()}`.toLowerCase();
  }

  get fields(): BodyFields {
    return this.#fields ??= this.#readFields();
  }

  /** The URL as WHATWG writes it, and once more with its path decoded when that differs; without user info and fragment. */
  get urlSpellings(): readonly string[] {
    return this.#urlSpellings ??= this.#spellUrl();
  }

  get bodyBytes(): number {
    return this.call.body?.bytes.length ?? 0;
  }

  #spellUrl(): readonly string[] {
    const url = URL.parse(this.call.url);
    if (url === null) return [this.call.url];
    url.hash = "";
    url.username = "";
    url.password = "";
    const { host, splitSegments } = this.location;
    const port = url.port === "" ? "" : `:${url.port}`;
    const decoded = `${url.protocol}//${host}${port}/${splitSegments.join("/")}${url.search}`;
    return url.href === decoded ? [url.href] : [url.href, decoded];
  }

  #plainText(): string {
    const { fields } = this;
    if (fields.kind === "form") return Object.values(fields.value).flat().join("\n");
    // Written anew, JSON has no escapes but those of quotes, backslashes and control characters.
    return fields.kind === "json" && this.text.includes("\\") ? JSON.stringify(fields.value) : "";
  }

  #override(): string | undefined {
    for (const [name, value] of this.call.headers) {
      // Compared as a plain string list: a header is one of three names or it is not.
      if ((METHOD_OVERRIDE_HEADERS as readonly string[]).includes(name)) return value.trim().toUpperCase();
    }
    return undefined;
  }

  #readFields(): BodyFields {
    const body = this.call.body;
    if (body === null || body.bytes.length === 0) return { kind: "none" };
    if (!body.inspectable) return { kind: "unreadable", why: "its encoding could not be undone" };
    const type = mediaType(body.contentType);
    const isJson = isJsonType(type);
    const isForm = isFormType(type);
    const head = body.bytes.length <= HEAD_BYTES
      ? this.text
      : textOf(body.bytes.subarray(0, HEAD_BYTES), body.contentType);
    const start = head.trimStart()[0];
    const looksJson = start === "{" || start === "[";
    if (!isJson && !isForm && !looksJson) return { kind: "text" };
    if (body.bytes.length > MAX_READ_BODY_BYTES) return { kind: "unreadable", why: "it is too large" };
    // Clients send JSON under any type (curl calls it a form), and services that sniff take it.
    if (isJson || looksJson) {
      try {
        return { kind: "json", value: JSON.parse(this.text) };
      } catch {
        if (isJson) return { kind: "unreadable", why: "it is no valid JSON" };
      }
    }
    return isForm ? { kind: "form", value: readForm(this.text) } : { kind: "text" };
  }
}

/** Form fields by name; a name given more than once holds the list of its values. */
function readForm(text: string): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const known = fields[name];
    if (known === undefined) fields[name] = value;
    else if (Array.isArray(known)) known.push(value);
    else fields[name] = [known, value];
  }
  return fields;
}
