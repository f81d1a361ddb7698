/** One HTTP endpoint of an MCP server: what is sent with every request, and what its refusals mean. */
import { type JsonObject, paramsOf } from "../message.ts";
import { headerValue } from "./header_value.ts";
import { META, metaOf, nameOf } from "./request_route.ts";
import { ToolHeaders } from "./tool_headers.ts";

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
  readonly tools = new ToolHeaders();

  constructor(options: EndpointOptions) {
    this.#options = options;
    this.postUrl = options.url;
  }

  post(body: string, { message, signal }: { message: JsonObject; signal: AbortSignal }): Promise<Response> {
    const headers = this.#headers("application/json, text/event-stream");
    headers.set("content-type", "application/json");
    for (const [name, value] of routingHeaders(message, this.tools)) headers.set(name, value);
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
function routingHeaders(
  message: JsonObject,
  tools: ToolHeaders,
): readonly (readonly [string, string])[] {
  const version = metaOf(message)[META.protocolVersion];
  const { method } = message;
  if (typeof version !== "string" || typeof method !== "string") return [];
  const name = nameOf(method, paramsOf(message));
  return [
    ["mcp-protocol-version", version],
    ["mcp-method", method],
    ...(name === undefined ? [] : [["mcp-name", headerValue(name)] as const]),
    ...(method === "tools/call" ? tools.headersOf(paramsOf(message)) : []),
  ];
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
