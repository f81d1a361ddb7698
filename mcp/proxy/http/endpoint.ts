/** One HTTP endpoint of an MCP server: what is sent with every request, and what its refusals mean. */
import { isObject, type JsonObject, paramsOf } from "../message.ts";

/** Of revision 2026-07-28: the request says itself which revision it speaks. */
const PROTOCOL_VERSION_META_KEY = "io.modelcontextprotocol/protocolVersion";

export interface EndpointOptions {
  readonly url: URL;
  /** Sent with every request; they may hold credentials, so they are never told to anyone. */
  readonly headers: readonly (readonly [string, string])[];
  readonly fetch?: typeof fetch;
}

/** The server answered, but not with what was asked for. */
export class HttpRefusal extends Error {
  override name = "HttpRefusal";
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

export class Endpoint {
  readonly #options: EndpointOptions;
  /** Where messages are posted; the older transport names another address than the one it streams from. */
  postUrl: URL;
  sessionId: string | null = null;
  /** Negotiated at `initialize`. */
  protocolVersion: string | null = null;

  constructor(options: EndpointOptions) {
    this.#options = options;
    this.postUrl = options.url;
  }

  post(body: string, { message, signal }: { message: JsonObject; signal: AbortSignal }): Promise<Response> {
    const headers = this.#headers("application/json, text/event-stream");
    headers.set("content-type", "application/json");
    for (const [name, value] of routingHeaders(message)) headers.set(name, value);
    return this.#fetch(this.postUrl, { method: "POST", headers, body, signal });
  }

  /** Opens the stream on which the server speaks by itself, or takes up one that was cut after the event `after`. */
  stream({ after, signal }: { after?: string | undefined; signal: AbortSignal }): Promise<Response> {
    const headers = this.#headers("text/event-stream");
    if (after !== undefined) headers.set("last-event-id", after);
    return this.#fetch(this.#options.url, { method: "GET", headers, signal });
  }

  /** Tells the server that the session is over. Never rejects: it may know already. */
  async leave(signal: AbortSignal): Promise<void> {
    if (this.sessionId === null) return;
    const headers = this.#headers("application/json");
    const left = this.#fetch(this.#options.url, { method: "DELETE", headers, signal });
    await left.then((response) => response.body?.cancel()).catch(() => {});
  }

  #headers(accept: string): Headers {
    const headers = new Headers(
      this.#options.headers.map(([name, value]): [string, string] => [name, value]),
    );
    headers.set("accept", accept);
    if (this.sessionId !== null) headers.set("mcp-session-id", this.sessionId);
    if (this.protocolVersion !== null) headers.set("mcp-protocol-version", this.protocolVersion);
    return headers;
  }

  /** A redirect is not followed: it would take the credentials, and the calls, to where no user sent them. */
  #fetch(url: URL, init: RequestInit): Promise<Response> {
    return (this.#options.fetch ?? fetch)(url, { ...init, redirect: "manual" });
  }
}

/** What the revisions from 2026-07-28 on want beside the message, taken from it. */
function routingHeaders(message: JsonObject): readonly (readonly [string, string])[] {
  const params = paramsOf(message);
  const meta = params["_meta"];
  const version = isObject(meta) ? meta[PROTOCOL_VERSION_META_KEY] : undefined;
  if (typeof version !== "string" || typeof message["method"] !== "string") return [];
  const name = params["name"] ?? params["uri"] ?? params["taskId"];
  return [
    ["mcp-protocol-version", version],
    ["mcp-method", message["method"]],
    ...(typeof name === "string" ? [["mcp-name", headerValue(name)] as const] : []),
  ];
}

/** Plain ASCII as it is, else in base64 with the marks that SEP-2243 gives it. */
function headerValue(text: string): string {
  if (/^[!-~](?:[ -~]*[!-~])?$/.test(text) && !text.startsWith("=?base64?")) return text;
  const bytes = new TextEncoder().encode(text);
  return `=?base64?${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}?=`;
}

/** In one line, for people. Nothing of what the server wrote is in it but the target of a redirect. */
export function refusalOf(response: Response): HttpRefusal {
  const { status } = response;
  if (status >= 300 && status < 400) {
    const to = originOf(response.headers.get("location"));
    return new HttpRefusal(
      status,
      `The server redirects to ${to}: give that address as --url if it is the right one`,
    );
  }
  const why: Readonly<Record<number, string>> = {
    401: "it wants credentials, or others: give them with --header 'Authorization: Bearer …'",
    403: "it does not let these credentials in",
    404: "there is nothing at this address, or the session has ended",
  };
  return new HttpRefusal(
    status,
    `The server answered with status ${status}${why[status] ? `: ${why[status]}` : ""}`,
  );
}

/** The query of a redirect may hold secrets. */
function originOf(location: string | null): string {
  try {
    const { origin, pathname } = new URL(location ?? "", "relative://here");
    return origin === "null" ? pathname : `${origin}${pathname}`;
  } catch {
    return "an address that cannot be read";
  }
}
