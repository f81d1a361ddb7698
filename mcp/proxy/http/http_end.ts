/**
 * A server behind Streamable HTTP, or behind the transport of HTTP and server-sent events that came before it.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http
 */
import { setTimeout } from "node:timers/promises";
import type { End, Incoming } from "../end.ts";
import {
  ERROR,
  errorFrame,
  type Frame,
  idKey,
  idOf,
  isObject,
  type JsonObject,
  kindOf,
  paramsOf,
  parseFrames,
  type RequestId,
} from "../message.ts";
import { Endpoint, type EndpointOptions, HttpRefusal, refusalOf } from "./endpoint.ts";
import { readEvents, type ServerEvent } from "./event_stream.ts";
import { MessageQueue } from "./message_queue.ts";
import { readText } from "./read_text.ts";
import { INVALID_PARAMS, META, metaOf } from "./request_route.ts";

export interface HttpEndOptions extends EndpointOptions {
  /** Of one message. */
  readonly maxBytes: number;
  readonly say: (message: string) => void;
}

/** How long a server may take to say that it is there. */
const OPEN_TIMEOUT_MS = 60_000;
/** What was asked when the client went may still be answered for so long. */
const GRACE_MS = 2_000;
/** How often a stream that was cut is taken up again without hearing anything, and how long between two tries at first. */
const MAX_RETRIES = 5;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 60_000;

export class HttpEnd implements End {
  readonly #options: HttpEndOptions;
  readonly #endpoint: Endpoint;
  readonly #queue = new MessageQueue();
  readonly #over = new AbortController();
  /** Requests that wait for their answer. */
  readonly #open = new Map<string, RequestId>();
  /** What ends the connection of each request of a revision without sessions: that is how it is given up there. */
  readonly #givingUp = new Map<string, AbortController>();
  readonly #posts = new Set<Promise<void>>();
  #transport: "unknown" | "streamable" | "sse" = "unknown";
  #isClosing: Promise<void> | undefined;
  readonly #ended = Promise.withResolvers<string | undefined>();

  constructor(options: HttpEndOptions) {
    this.#options = options;
    this.#endpoint = new Endpoint(options);
  }

  incoming(): AsyncIterable<Incoming> {
    return this.#queue.read();
  }

  /** Resolves at the end, with the reason when nobody asked for it. */
  get ended(): Promise<string | undefined> {
    return this.#ended.promise;
  }

  /**
   * Requests go out in order and are answered in any; all else has arrived when this resolves. It never rejects: a request
   * that cannot be sent is answered with an error.
   */
  async send(frame: Frame): Promise<void> {
    const id = kindOf(frame.message) === "request" ? idOf(frame.message) : undefined;
    if (this.#givesUp(frame.message)) return;
    const broken = this.#brokenTool(frame.message, id);
    if (broken !== undefined) return this.#hear(broken);
    if (id !== undefined) this.#open.set(idKey(id), id);
    const sending = this.#post(frame, id).catch((error) => this.#failed(error, id)).finally(() =>
      this.#posts.delete(sending)
    );
    this.#posts.add(sending);
    // What comes after `initialize` needs the session that its answer names.
    if (id === undefined || frame.message["method"] === "initialize") await sending;
  }

  close(): Promise<void> {
    return this.#isClosing ??= this.#close();
  }

  async #close(): Promise<void> {
    const late = AbortSignal.timeout(GRACE_MS);
    await Promise.race([Promise.allSettled(this.#posts), aborted(late)]);
    await this.#endpoint.leave(late);
    this.#end();
  }

  #end(why?: string): void {
    if (why !== undefined) this.#options.say(why);
    this.#ended.resolve(why);
    this.#over.abort();
    this.#queue.end();
  }

  async #post(frame: Frame, id: RequestId | undefined): Promise<void> {
    const { message } = frame;
    const isOpening = message["method"] === "initialize";
    const timeout = isOpening ? [AbortSignal.timeout(OPEN_TIMEOUT_MS)] : [];
    const signal = AbortSignal.any([this.#over.signal, ...timeout, ...this.#cuts(message, id)]);
    const response = await this.#endpoint.post(frame.text, { message, signal });
    if (!response.ok) return await this.#refused(response, frame, id);
    if (this.#transport === "sse") return await response.body?.cancel();
    this.#transport = "streamable";
    if (isOpening) this.#endpoint.sessionId = response.headers.get("mcp-session-id");
    if (message["method"] === "notifications/initialized") void this.#listen();
    await this.#read(response, id);
  }

  /** What cuts the connection of a request without a session. */
  #cuts(message: JsonObject, id: RequestId | undefined): readonly AbortSignal[] {
    if (id === undefined || !(META.protocolVersion in metaOf(message))) return [];
    const controller = new AbortController();
    this.#givingUp.set(idKey(id), controller);
    return [controller.signal];
  }

  /** Whether a message gives up a request without a session, which is done by then. */
  #givesUp(message: JsonObject): boolean {
    const id = paramsOf(message)["requestId"];
    if (
      message["method"] !== "notifications/cancelled" || (typeof id !== "string" && typeof id !== "number")
    ) {
      return false;
    }
    const controller = this.#givingUp.get(idKey(id));
    if (controller === undefined) return false;
    this.#closed(idKey(id));
    controller.abort();
    return true;
  }

  /** The refusal of a call that clients of HTTP must not make: what its schema wants in headers cannot be put there. */
  #brokenTool(message: JsonObject, id: RequestId | undefined): Frame | undefined {
    const isCall = message["method"] === "tools/call" && META.protocolVersion in metaOf(message);
    const { name } = paramsOf(message);
    if (id === undefined || !isCall || !this.#endpoint.tools.isBroken(name)) return undefined;
    const why = `Cannot call "${name}" over HTTP: its schema asks for headers in a way that SEP-2243 forbids`;
    return errorFrame(id, INVALID_PARAMS, why);
  }

  /** A request is answered, or will not be. */
  #closed(key: string): void {
    this.#open.delete(key);
    this.#givingUp.delete(key);
  }

  async #refused(response: Response, frame: Frame, id: RequestId | undefined): Promise<void> {
    const isOpening = frame.message["method"] === "initialize";
    // A server of 2024 knows no posting to this address, but streams from it.
    if (isOpening && this.#transport === "unknown" && [400, 404, 405].includes(response.status)) {
      await response.body?.cancel();
      await this.#openOlder();
      return await this.#post(frame, id);
    }
    const frames = await this.#errorFrames(response, id);
    if (frames !== undefined) return frames.forEach((each) => this.#hear(each));
    const refusal = refusalOf(response);
    // The client cannot be asked to begin anew: it starts its server again when this one ends.
    if (response.status === 404 && this.#endpoint.sessionId !== null) {
      this.#failed(refusal, id);
      return this.#end("The server has ended the session");
    }
    throw refusal;
  }

  /** A refusal can be the answer to the request. */
  async #errorFrames(response: Response, id: RequestId | undefined): Promise<readonly Frame[] | undefined> {
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    // Without a session, 404 says that the server does not know the method.
    const isGone = response.status === 404 && this.#endpoint.sessionId !== null;
    if (!isJson || response.status === 401 || isGone) {
      return void await response.body?.cancel();
    }
    const frames = parseFrames(await readText(response, this.#options.maxBytes));
    const isAnswer = frames?.every(({ message }) => id !== undefined && idOf(message) === id);
    return isAnswer ? frames : undefined;
  }

  async #read(response: Response, id: RequestId | undefined): Promise<void> {
    const type = response.headers.get("content-type") ?? "";
    if (type.startsWith("text/event-stream") && response.body !== null) {
      return await this.#follow(response.body, () => id === undefined || !this.#open.has(idKey(id)));
    }
    const text = await readText(response, this.#options.maxBytes);
    if (type.startsWith("application/json") && text.trim() !== "") this.#hearText(text);
    if (id !== undefined && this.#open.has(idKey(id))) {
      throw new HttpRefusal(response.status, "The server's answer holds no message");
    }
  }

  /** The stream on which the server speaks by itself. That there is none is in order. */
  async #listen(): Promise<void> {
    try {
      const response = await this.#endpoint.stream({ signal: this.#over.signal });
      if (!response.ok || response.body === null) return await response.body?.cancel();
      await this.#follow(response.body, () => false);
    } catch (error) {
      if (!this.#over.signal.aborted) {
        this.#options.say(`The server's own stream has ended: ${messageOf(error)}`);
      }
    }
  }

  /** Reads a stream to its end, taking it up again where it was cut before that. */
  async #follow(first: ReadableStream<Uint8Array>, isDone: () => boolean): Promise<void> {
    let stream: ReadableStream<Uint8Array> | null = first;
    let last: string | undefined;
    let waitMs = FIRST_RETRY_MS;
    for (let tries = 0; tries < MAX_RETRIES && !this.#over.signal.aborted; tries++) {
      try {
        for await (const event of this.#events(stream)) {
          [last, waitMs, tries] = [event.id ?? last, event.retryMs ?? waitMs, 0];
          if (event.data !== "") this.#hearText(event.data);
        }
      } catch (error) {
        if (last === undefined) throw error;
      }
      if (isDone() || last === undefined) break;
      await setTimeout(Math.min(waitMs * 2 ** tries, MAX_RETRY_MS), undefined, { signal: this.#over.signal });
      const response = await this.#endpoint.stream({ after: last, signal: this.#over.signal });
      if (!response.ok) throw refusalOf(response);
      stream = response.body;
    }
    if (!isDone() && !this.#over.signal.aborted) {
      throw new HttpRefusal(200, "The server's stream ended before the answer");
    }
  }

  async *#events(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<ServerEvent> {
    if (stream !== null) yield* readEvents(stream, { maxChars: this.#options.maxBytes });
  }

  /** Opens the stream of the older transport, which names the address to post to. */
  async #openOlder(): Promise<void> {
    const { url } = this.#options;
    const response = await this.#endpoint.stream({ signal: this.#over.signal });
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
    if (!response.ok || !isStream || response.body === null) {
      await response.body?.cancel();
      throw response.ok
        ? new HttpRefusal(response.status, "There is no MCP server at this address")
        : refusalOf(response);
    }
    const events = readEvents(response.body, { maxChars: this.#options.maxBytes });
    const named = await Promise.race([events.next(), aborted(AbortSignal.timeout(OPEN_TIMEOUT_MS))]);
    const event = named?.value as ServerEvent | undefined;
    const postUrl = event?.event === "endpoint" ? new URL(event.data, url) : undefined;
    if (postUrl === undefined) throw new HttpRefusal(200, "The server's stream does not say where to post");
    // The credentials go there too.
    if (postUrl.origin !== url.origin) {
      throw new HttpRefusal(200, `The server wants messages posted to another origin, ${postUrl.origin}`);
    }
    this.#endpoint.postUrl = postUrl;
    this.#transport = "sse";
    void this.#hearAll(events);
  }

  async #hearAll(events: AsyncGenerator<ServerEvent>): Promise<void> {
    try {
      for await (const event of events) if (event.data !== "") this.#hearText(event.data);
      this.#end("The server has closed its stream");
    } catch (error) {
      this.#end(`The server's stream has ended: ${messageOf(error)}`);
    }
  }

  #hearText(text: string): void {
    const frames = parseFrames(text);
    if (frames === undefined) return this.#queue.push({ ok: false, why: "it is no JSON-RPC message" });
    for (const frame of frames) this.#hear(frame);
  }

  #hear(frame: Frame): void {
    const { message } = frame;
    const id = idOf(message);
    if (kindOf(message) === "response" && id !== undefined) {
      this.#closed(idKey(id));
      const { result } = message;
      this.#endpoint.tools.learn(result);
      // Only `initialize` has this member in its result.
      if (isObject(result) && typeof result["protocolVersion"] === "string" && "serverInfo" in result) {
        this.#endpoint.protocolVersion = result["protocolVersion"];
      }
    }
    this.#queue.push({ ok: true, frame });
  }

  #failed(error: unknown, id: RequestId | undefined): void {
    const why = messageOf(error);
    const isGivenUp = error instanceof DOMException && error.name === "AbortError";
    if (this.#over.signal.aborted || isGivenUp) return;
    this.#options.say(why);
    if (id === undefined || !this.#open.has(idKey(id))) return;
    this.#hear(errorFrame(id, ERROR.internal, why));
  }
}

function messageOf(error: unknown): string {
  if (error instanceof HttpRefusal) return error.message;
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return "The server did not answer in time";
  }
  // Deno's own words hold the address, and so perhaps a key in its query.
  if (error instanceof TypeError) return "The server cannot be reached, or its answer broke off";
  return error instanceof Error ? error.message : String(error);
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined), { once: true }));
}
