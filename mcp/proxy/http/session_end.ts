/** A client that speaks Streamable HTTP: one session of it, as one side of the proxy. */
import type { End, Incoming } from "../end.ts";
import { type Frame, idKey, idOf, isObject, type JsonObject, kindOf, paramsOf } from "../message.ts";
import { EventLog } from "./event_log.ts";
import { EventSink } from "./event_sink.ts";
import { MessageQueue } from "./message_queue.ts";

/** What the server says by itself while nobody listens; older messages are forgotten. */
const MAX_UNHEARD = 1_000;
/** From here on clients take an event without data at a stream's beginning: with its id they can take the stream up again. */
const FIRST_REVISION_WITH_EMPTY_EVENTS = "2025-11-25";
const RETRY_MS = 1_000;
/** Name of the stream on which the server speaks by itself, in event ids. */
const OWN = "own";

/** The answers to one POST, and what else is said on its stream. */
interface Exchange {
  readonly stream: string;
  sink: EventSink | undefined;
  /** Requests that are not answered yet. */
  readonly open: Set<string>;
  readonly progressTokens: Set<unknown>;
}

export class SessionEnd implements End {
  readonly #monotonic: () => number;
  readonly #queue = new MessageQueue();
  readonly #log = new EventLog();
  readonly #exchanges = new Map<string, Exchange>();
  /** The stream for what the server says by itself. */
  #own: EventSink | undefined;
  #unheard: Frame[] = [];
  #streams = 0;
  #revision = "";
  #isClosed = false;
  /** When the client was last heard, or heard something: monotonic milliseconds. */
  usedAt: number;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
    this.usedAt = monotonic();
  }

  get isBusy(): boolean {
    return this.#own?.isOpen === true || this.#exchanges.size > 0;
  }

  incoming(): AsyncIterable<Incoming> {
    return this.#queue.read();
  }

  /** Takes messages in; the stream holds the answers to the requests among them. Undefined when there are none. */
  receive(frames: readonly Frame[]): ReadableStream<Uint8Array> | undefined {
    this.usedAt = this.#monotonic();
    const requests = frames.filter(({ message }) => kindOf(message) === "request");
    const body = requests.length === 0 ? undefined : this.#exchange(requests);
    for (const frame of frames) {
      if (frame.message["method"] === "notifications/cancelled") {
        this.#forget(paramsOf(frame.message)["requestId"]);
      }
      this.#queue.push({ ok: true, frame });
    }
    return body;
  }

  /** The stream for what the server says by itself; what was said before is said on it. */
  listen(): ReadableStream<Uint8Array> {
    this.#own?.close();
    const sink = this.#sink();
    this.#own = sink;
    this.#prime(sink, OWN);
    const unheard = this.#unheard;
    this.#unheard = [];
    for (const { text } of unheard) void sink.send(this.#log.add(OWN, text));
    return sink.body;
  }

  /** Takes up a stream after an event. Undefined for an event that is not known. */
  resume(lastEventId: string): ReadableStream<Uint8Array> | undefined {
    const found = this.#log.after(lastEventId);
    if (found === undefined) return undefined;
    this.usedAt = this.#monotonic();
    const exchange = [...this.#exchanges.values()].find(({ stream }) => stream === found.stream);
    const sink = this.#sink();
    for (const event of found.events) void sink.send(event);
    if (exchange !== undefined) {
      exchange.sink?.close();
      exchange.sink = sink;
    } else if (found.stream === OWN) {
      this.#own?.close();
      this.#own = sink;
    } else sink.close();
    return sink.body;
  }

  async send(frame: Frame): Promise<void> {
    if (this.#isClosed) throw new Error("The session is over");
    this.usedAt = this.#monotonic();
    this.#noteRevision(frame.message);
    const exchange = this.#exchangeOf(frame.message);
    if (exchange === undefined) return await this.#sendOnOwn(frame);
    await exchange.sink?.send(this.#log.add(exchange.stream, frame.text));
    const id = idOf(frame.message);
    if (kindOf(frame.message) === "response" && id !== undefined) this.#answered(exchange, idKey(id));
  }

  /** The server is gone, or the session is over: nothing more is said or heard. */
  close(): Promise<void> {
    this.#isClosed = true;
    this.leave();
    for (const { sink } of this.#exchanges.values()) sink?.close();
    this.#exchanges.clear();
    this.#own?.close();
    return Promise.resolve();
  }

  /** The client says no more; what it asked may still be answered. */
  leave(): void {
    this.#queue.end();
  }

  #exchange(requests: readonly Frame[]): ReadableStream<Uint8Array> {
    const stream = String(++this.#streams);
    const keys = requests.map(({ message }) => idKey(idOf(message) as string | number));
    const tokens = requests.map(({ message }) => paramsOf(message)["_meta"]).map((meta) =>
      isObject(meta) ? meta["progressToken"] : undefined
    );
    const sink = this.#sink();
    const exchange = {
      stream,
      sink,
      open: new Set(keys),
      progressTokens: new Set(tokens.filter((token) => token !== undefined)),
    };
    this.#exchanges.set(stream, exchange);
    this.#prime(sink, stream);
    return sink.body;
  }

  /** An answer goes where it was asked, progress too; the rest to the one request that is open, else to the server's own stream. */
  #exchangeOf(message: JsonObject): Exchange | undefined {
    const exchanges = [...this.#exchanges.values()];
    const id = idOf(message);
    if (kindOf(message) === "response" && id !== undefined) {
      return exchanges.find(({ open }) => open.has(idKey(id)));
    }
    if (message["method"] === "notifications/progress") {
      const token = paramsOf(message)["progressToken"];
      const asked = exchanges.find(({ progressTokens }) => progressTokens.has(token));
      if (asked !== undefined) return asked;
    }
    return exchanges.length === 1 || this.#own?.isOpen !== true ? exchanges.at(-1) : undefined;
  }

  async #sendOnOwn(frame: Frame): Promise<void> {
    if (kindOf(frame.message) === "response") return;
    if (this.#own?.isOpen === true) return await this.#own.send(this.#log.add(OWN, frame.text));
    this.#unheard.push(frame);
    if (this.#unheard.length > MAX_UNHEARD) this.#unheard.shift();
  }

  #answered(exchange: Exchange, key: string): void {
    exchange.open.delete(key);
    if (exchange.open.size > 0) return;
    this.#exchanges.delete(exchange.stream);
    exchange.sink?.close();
  }

  /** A request that was given up gets no answer, so its stream would never end. */
  #forget(id: unknown): void {
    if (typeof id !== "string" && typeof id !== "number") return;
    const exchange = [...this.#exchanges.values()].find(({ open }) => open.has(idKey(id)));
    if (exchange !== undefined) this.#answered(exchange, idKey(id));
  }

  #noteRevision({ result }: JsonObject): void {
    if (!isObject(result) || !("serverInfo" in result)) return;
    if (typeof result["protocolVersion"] === "string") this.#revision = result["protocolVersion"];
  }

  #prime(sink: EventSink, stream: string): void {
    if (this.#revision < FIRST_REVISION_WITH_EMPTY_EVENTS) return;
    void sink.send({ ...this.#log.add(stream, ""), retryMs: RETRY_MS });
  }

  #sink(): EventSink {
    return new EventSink(() => this.usedAt = this.#monotonic());
  }
}
