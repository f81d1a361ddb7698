/**
 * Serves Streamable HTTP to clients of this machine: a session for each, or none, as their revision has it.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports#streamable-http
 */
import type { End } from "../end.ts";
import { ERROR, errorFrame, type Frame, idOf, kindOf, parseFrames, type RequestId } from "../message.ts";
import { BodyTooLargeError, readText } from "./read_text.ts";
import { type Route, routeOf } from "./request_route.ts";
import { SessionEnd } from "./session_end.ts";
import { SessionlessEnd } from "./sessionless_end.ts";

export interface ListenerOptions {
  /** Puts the proxy between a new session and its server; resolves when the server has ended. */
  readonly open: (client: End) => Promise<void>;
  /** Of one POST. */
  readonly maxBytes: number;
  /** Sessions at once; each may be a server of its own. */
  readonly maxSessions: number;
  /** A session that nobody uses and nobody listens to ends after so long, milliseconds. */
  readonly idleMs: number;
  readonly monotonic: () => number;
  readonly say: (message: string) => void;
}

/** The revisions with sessions. */
const REVISIONS = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];

const LOCAL_NAMES: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

interface Session<ClientEnd extends SessionEnd | SessionlessEnd = SessionEnd> {
  readonly end: ClientEnd;
  readonly ended: Promise<void>;
}

export class HttpListener {
  readonly #options: ListenerOptions;
  readonly #sessions = new Map<string, Session>();
  /** All clients without sessions; begun with the first of them. */
  #sessionless: Session<SessionlessEnd> | undefined;

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  readonly handle = async (request: Request): Promise<Response> => {
    // A page of a foreign name that resolves to this machine would speak in its user's place (DNS rebinding).
    if (!isLocal(`http://${request.headers.get("host")}`)) return refused(403, "Host is not this machine");
    const origin = request.headers.get("origin");
    if (origin !== null && !isLocal(origin)) return refused(403, "Origin is not this machine");
    if (request.method === "POST") return await this.#post(request);
    const unsupported = unsupportedRevision(request);
    if (unsupported !== undefined) return unsupported;
    if (request.method === "GET") return this.#get(request);
    if (request.method === "DELETE") return this.#delete(request);
    return new Response(null, { status: 405, headers: { allow: "GET, POST, DELETE" } });
  };

  /** Ends sessions that nobody uses. */
  endIdle(): void {
    const { idleMs, monotonic } = this.#options;
    for (const [id, { end }] of this.#sessions) {
      if (end.isBusy || monotonic() - end.usedAt < idleMs) continue;
      this.#sessions.delete(id);
      end.leave();
    }
    const shared = this.#sessionless?.end;
    if (shared === undefined || shared.isBusy || monotonic() - shared.usedAt < idleMs) return;
    this.#sessionless = undefined;
    shared.leave();
  }

  /** Ends every session; resolves when their servers have ended. */
  async close(): Promise<void> {
    const shared = this.#sessionless;
    const sessions = [...this.#sessions.values(), ...(shared === undefined ? [] : [shared])];
    for (const { end } of sessions) end.leave();
    await Promise.allSettled(sessions.map(({ ended }) => ended));
  }

  async #post(request: Request): Promise<Response> {
    const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json") return refused(415, "Unsupported content: want application/json");
    const accept = request.headers.get("accept") ?? "";
    if (!accepts(accept, "application/json") || !accepts(accept, "text/event-stream")) {
      return refused(406, "Not acceptable: the client must accept application/json and text/event-stream");
    }
    const frames = await this.#frames(request);
    if (frames instanceof Response) return frames;
    const route = routeOf(request.headers, frames);
    if (route.kind !== "session") return await this.#withoutSession(route, { request, frames });
    const unsupported = unsupportedRevision(request);
    if (unsupported !== undefined) return unsupported;
    const session = this.#sessionFor(request, frames);
    if (session instanceof Response) return session;
    const body = session.end.receive(frames);
    return body === undefined
      ? new Response(null, { status: 202 })
      : streaming(body, session.id === undefined ? {} : { "mcp-session-id": session.id });
  }

  async #withoutSession(
    route: Exclude<Route, { kind: "session" }>,
    { request, frames }: { request: Request; frames: readonly Frame[] },
  ): Promise<Response> {
    const [first] = frames;
    const id = first === undefined ? undefined : idOf(first.message);
    if (route.kind === "refused") return refused(400, route.why, { code: route.code, id });
    const { end } = this.#sessionless ??= this.#openSessionless();
    if (!end.isUnknownToServer) {
      const response = await end.receive(route.frame, request);
      if (end.isUnknownToServer) end.leave();
      return response;
    }
    // Known from the first question on: clients go back to the revisions with sessions.
    return refused(404, "Method not found: the server speaks revisions with sessions only", {
      code: -32601,
      id,
    });
  }

  /** No more than one server for all of them, as without the proxy. */
  #openSessionless(): Session<SessionlessEnd> {
    const end = new SessionlessEnd(this.#options.monotonic);
    const ended = this.#run(end).finally(() => {
      if (this.#sessionless?.end === end && !end.isUnknownToServer) this.#sessionless = undefined;
    });
    return { end, ended };
  }

  /** Until the server has ended. */
  #run(end: SessionEnd | SessionlessEnd): Promise<void> {
    const { open, say } = this.#options;
    return open(end).catch((error) => say(error instanceof Error ? error.message : String(error)))
      .then(() => end.close());
  }

  async #frames(request: Request): Promise<readonly Frame[] | Response> {
    try {
      const frames = parseFrames(await readText(request, this.#options.maxBytes));
      const isWhole = frames?.every(({ message }) => kindOf(message) !== undefined) === true;
      if (frames !== undefined && isWhole) return frames;
      return refused(400, "Cannot read the message", { code: ERROR.parse });
    } catch (error) {
      if (error instanceof BodyTooLargeError) return refused(413, error.message);
      return refused(400, "Cannot read the message: the body broke off", { code: ERROR.parse });
    }
  }

  /** The session that the request names, or a new one for `initialize`. */
  #sessionFor(request: Request, frames: readonly Frame[]): { end: SessionEnd; id?: string } | Response {
    const opening = frames.some(({ message }) =>
      message["method"] === "initialize" && kindOf(message) === "request"
    );
    if (!opening) return this.#named(request);
    if (frames.length > 1) return refused(400, "initialize must come alone");
    if (request.headers.has("mcp-session-id")) return refused(400, "The session is initialized already");
    if (this.#sessions.size >= this.#options.maxSessions) this.endIdle();
    if (this.#sessions.size >= this.#options.maxSessions) {
      return refused(503, `Too many sessions: ${this.#options.maxSessions} are open`);
    }
    return this.#openSession();
  }

  #openSession(): { end: SessionEnd; id: string } {
    const id = crypto.randomUUID();
    const end = new SessionEnd(this.#options.monotonic);
    const ended = this.#run(end).finally(() => this.#sessions.delete(id));
    this.#sessions.set(id, { end, ended });
    return { end, id };
  }

  #get(request: Request): Response {
    if (!accepts(request.headers.get("accept") ?? "", "text/event-stream")) {
      return refused(406, "Not acceptable: the client must accept text/event-stream");
    }
    const session = this.#named(request);
    if (session instanceof Response) return session;
    const last = request.headers.get("last-event-id");
    const body = last === null ? session.end.listen() : session.end.resume(last);
    return body === undefined ? refused(400, "The stream cannot be taken up again") : streaming(body);
  }

  #delete(request: Request): Response {
    const session = this.#named(request);
    if (session instanceof Response) return session;
    this.#sessions.delete(request.headers.get("mcp-session-id") ?? "");
    session.end.leave();
    return new Response(null, { status: 200 });
  }

  #named(request: Request): { end: SessionEnd } | Response {
    const id = request.headers.get("mcp-session-id");
    if (id === null) return refused(400, "Mcp-Session-Id is missing");
    return this.#sessions.get(id) ?? refused(404, "Session not found", { code: SESSION_NOT_FOUND });
  }
}

/** Codes that the SDKs use for these. */
const SESSION_NOT_FOUND = -32001;
const UNSUPPORTED_VERSION = -32000;

/** @param details `code`: default, an invalid request. `id`: of the request, when it had one. */
function refused(
  status: number,
  message: string,
  { code = ERROR.invalidRequest, id }: { code?: number; id?: RequestId | undefined } = {},
): Response {
  return new Response(errorFrame(id ?? null, code, message).text, {
    status,
    headers: { "content-type": "application/json" },
  });
}

function unsupportedRevision({ headers }: Request): Response | undefined {
  const revision = headers.get("mcp-protocol-version");
  if (revision === null || REVISIONS.includes(revision)) return undefined;
  const why = `Unsupported protocol version: want one of ${REVISIONS.join(", ")}`;
  return refused(400, why, { code: UNSUPPORTED_VERSION });
}

function streaming(body: ReadableStream<Uint8Array>, headers: Record<string, string> = {}): Response {
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      ...headers,
    },
  });
}

function isLocal(url: string): boolean {
  try {
    return LOCAL_NAMES.has(new URL(url).hostname);
  } catch {
    return false;
  }
}

function accepts(accept: string, type: string): boolean {
  const [family] = type.split("/");
  return accept.split(",").map((each) => each.split(";")[0]?.trim().toLowerCase())
    .some((each) => each === type || each === `${family}/*` || each === "*/*");
}
