/**
 * Passes messages between a client and a server, unchanged and in order, but for those that a handler is registered for.
 * A new thing to look at is one handler in one table.
 */
import type { End, Incoming } from "./end.ts";
import { ERROR, errorFrame, type Frame, idKey, idOf, kindOf, paramsOf, type RequestId } from "./message.ts";

/** What a handler wants done with a message. */
export type Onward =
  /** Pass this on instead (or the same). */
  | { readonly pass: Frame }
  /** Answer the sender; the other side never sees it. */
  | { readonly answer: Frame }
  /** Take its time without holding up what comes behind. */
  | { readonly later: Promise<Onward> };

/** A request of one side that the other has not answered yet. */
export interface OpenRequest {
  readonly id: RequestId;
  readonly method: string;
  readonly frame: Frame;
  /** The server has got it: only from then on can it be answered. */
  isPassed: boolean;
  /** The client has given it up, and waits for no answer. */
  isCancelled?: boolean;
  /** What the request's handler wants to know when the answer comes. */
  note?: unknown;
}

export interface Handlers {
  /** By method: requests and notifications of the client. */
  readonly fromClient: Readonly<Record<string, (frame: Frame, open: OpenRequest | null) => Promise<Onward>>>;
  readonly fromServer: Readonly<Record<string, (frame: Frame, open: OpenRequest | null) => Promise<Onward>>>;
  /** By method of the client's request: what the server answers. */
  readonly results: Readonly<Record<string, (frame: Frame, request: OpenRequest) => Promise<Onward>>>;
  /** A request of the client that will get no answer any more. */
  readonly givenUp?: (request: OpenRequest) => void;
}

export interface RelayOptions {
  readonly client: End;
  readonly server: End;
  readonly handlers: Handlers;
  readonly say: (message: string) => void;
  /** The client will send no more. */
  readonly clientClosed?: () => void;
}

/** Open requests of one side; more than these are a flood, and the oldest are forgotten. */
const MAX_OPEN = 20_000;

export class Relay {
  readonly #options: RelayOptions;
  /** Requests of the client, by id. */
  readonly #open = new Map<string, OpenRequest>();
  /** Requests of our own to the client. */
  readonly #own = new Map<string, (answer: Frame) => void>();
  readonly #detached = new Set<Promise<void>>();
  #ownIds = 0;

  constructor(options: RelayOptions) {
    this.#options = options;
  }

  /**
   * Resolves when the server has ended; what was open is then answered. A client that closes is passed on to the server, which
   * may still answer what it was asked.
   */
  async run(): Promise<void> {
    const { client, server, clientClosed } = this.#options;
    const asking = this.#pump(client, (frame) => this.#fromClient(frame)).catch(() => {}).then(async () => {
      clientClosed?.();
      await Promise.allSettled(this.#detached);
      await server.close();
    });
    await this.#pump(server, (frame) => this.#fromServer(frame)).catch(() => {});
    await Promise.allSettled(this.#detached);
    await this.#answerOpen();
    await client.close();
    void asking;
  }

  /** Asks the client something of our own; its answer goes no further. */
  ask(method: string, params: Readonly<Record<string, unknown>>): Promise<Frame> {
    const id = `interven-${crypto.randomUUID()}-${++this.#ownIds}`;
    const { promise, resolve } = Promise.withResolvers<Frame>();
    this.#own.set(idKey(id), resolve);
    const message = { jsonrpc: "2.0", id, method, params };
    void this.#send(this.#options.client, { text: JSON.stringify(message), message });
    return promise;
  }

  /** Tells the client something of our own. */
  notify(method: string, params: Readonly<Record<string, unknown>>): void {
    const message = { jsonrpc: "2.0", method, params };
    void this.#send(this.#options.client, { text: JSON.stringify(message), message });
  }

  async #pump(from: End, handle: (frame: Frame) => Promise<void>): Promise<void> {
    for await (const incoming of from.incoming()) {
      if (incoming.ok) await handle(incoming.frame);
      else await this.#broken(from, incoming);
    }
  }

  /** A client is told, as a server would tell it; a server's noise goes nowhere. */
  async #broken(from: End, { why }: Incoming & { ok: false }): Promise<void> {
    const { client, say } = this.#options;
    say(`A message of the ${from === client ? "client" : "server"} was dropped: ${why}`);
    if (from === client) {
      await this.#send(client, errorFrame(null, ERROR.parse, `Cannot read the message: ${why}`));
    }
  }

  async #fromClient(frame: Frame): Promise<void> {
    const { client, server, handlers } = this.#options;
    const kind = kindOf(frame.message);
    const id = idOf(frame.message);
    if (kind === "response" && id !== undefined) {
      const waiting = this.#own.get(idKey(id));
      if (waiting === undefined) return await this.#send(server, frame);
      this.#own.delete(idKey(id));
      return waiting(frame);
    }
    const method = String(frame.message["method"]);
    const open = kind === "request" && id !== undefined
      ? this.#remember({ id, method, frame, isPassed: false })
      : null;
    if (method === "notifications/cancelled") this.#cancelled(paramsOf(frame.message)["requestId"]);
    const handler = Object.hasOwn(handlers.fromClient, method) ? handlers.fromClient[method] : undefined;
    if (handler === undefined) return await this.#pass(frame, server, open);
    await this.#go(handler(frame, open), { from: client, to: server, open });
  }

  async #fromServer(frame: Frame): Promise<void> {
    const { client, server, handlers, say } = this.#options;
    const id = idOf(frame.message);
    if (kindOf(frame.message) === "response" && id !== undefined) {
      const request = this.#open.get(idKey(id));
      // An answer to what was not asked would reach the model unread: ids can be guessed before their request comes.
      if (request === undefined || !request.isPassed) {
        return say("An answer of the server was dropped: it was not asked for");
      }
      this.#open.delete(idKey(id));
      const read = Object.hasOwn(handlers.results, request.method)
        ? handlers.results[request.method]
        : undefined;
      if (read === undefined) return await this.#send(client, frame);
      return await this.#go(read(frame, request), { from: server, to: client, open: null });
    }
    const method = String(frame.message["method"]);
    const handler = Object.hasOwn(handlers.fromServer, method) ? handlers.fromServer[method] : undefined;
    if (handler === undefined) return await this.#send(client, frame);
    await this.#go(handler(frame, null), { from: server, to: client, open: null });
  }

  async #go(
    handling: Promise<Onward>,
    { from, to, open }: { from: End; to: End; open: OpenRequest | null },
  ): Promise<void> {
    const onward = await handling;
    if ("later" in onward) return this.#detach(this.#go(onward.later, { from, to, open }));
    if ("pass" in onward) return await this.#pass(onward.pass, to, open);
    if (open !== null) this.#open.delete(idKey(open.id));
    await this.#send(from, onward.answer);
  }

  async #pass(frame: Frame, to: End, open: OpenRequest | null): Promise<void> {
    if (open !== null) open.isPassed = true;
    await this.#send(to, frame);
  }

  #detach(work: Promise<void>): void {
    const kept = work.catch((error) => this.#options.say(`Unexpected failure: ${String(error)}`)).finally(
      () => this.#detached.delete(kept),
    );
    this.#detached.add(kept);
  }

  #remember(request: OpenRequest): OpenRequest {
    this.#open.set(idKey(request.id), request);
    if (this.#open.size > MAX_OPEN) {
      for (const [key, oldest] of this.#open) {
        this.#open.delete(key);
        this.#options.handlers.givenUp?.(oldest);
        break;
      }
    }
    return request;
  }

  #cancelled(id: unknown): void {
    const open = typeof id === "string" || typeof id === "number" ? this.#open.get(idKey(id)) : undefined;
    if (open !== undefined) open.isCancelled = true;
  }

  /** Nobody waits for an answer that cannot come. */
  async #answerOpen(): Promise<void> {
    for (const request of this.#open.values()) {
      this.#options.handlers.givenUp?.(request);
      if (request.isCancelled) continue;
      const answer = errorFrame(request.id, ERROR.internal, "The server has ended without an answer");
      await this.#send(this.#options.client, answer);
    }
    this.#open.clear();
  }

  /** A side that is gone is noticed by its own end of stream. */
  async #send(to: End, frame: Frame): Promise<void> {
    await to.send(frame).catch(() => {});
  }
}
