/**
 * Passes messages between a client and a server, unchanged and in order, but for those that a handler is registered for.
 * A new thing to look at is one handler in one table.
 */
import type { End, Incoming } from "./end.ts";
import {
  ERROR,
  errorFrame,
  type Frame,
  idKey,
  idOf,
  isErrorToNobody,
  type JsonObject,
  kindOf,
  paramsOf,
  type RequestId,
  sizeOf,
} from "./message.ts";
import { Workload } from "./workload.ts";

/** What a handler wants done with a message. */
export type Onward =
  /** Pass this on instead (or the same). */
  | { readonly pass: Frame }
  /** Answer the sender; the other side never sees it. */
  | { readonly answer: Frame }
  /** Take its time without holding up what comes behind. `isIdle`: it only waits, and so holds up nothing however large it is. */
  | { readonly later: Promise<Onward>; readonly isIdle?: boolean };

/** A request of one side that the other has not answered yet. */
export interface OpenRequest {
  readonly id: RequestId;
  readonly method: string;
  /** A large one is let go once it is passed on. */
  frame: Frame;
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
  /** A request of the client that will get no answer any more; with `isPassed` false the server never saw it. */
  readonly givenUp?: (request: OpenRequest) => void;
  /** One side has gone: what waits for anybody need wait no longer. */
  readonly parted?: () => void;
}

export interface RelayOptions {
  readonly client: End;
  readonly server: End;
  readonly handlers: Handlers;
  readonly say: (message: string) => void;
  /** The client will send no more, and what it sent has reached the server. */
  readonly clientClosed?: () => void;
  /** What may be worked on in each direction before reading on, in bytes. Default 32 MiB. */
  readonly maxWorkingBytes?: number;
  /** Told when so much was passed on as one message that it should be given back soon. */
  readonly largePassed?: () => void;
}

/** Open requests of one side; more than these are a flood, and the oldest are forgotten. */
const MAX_OPEN = 20_000;
const MAX_WORKING_BYTES = 32 * 1024 * 1024;
/** A larger request is not kept while the server works on it. */
const KEPT_BYTES = 64 * 1024;
const LARGE_BYTES = 4 * 1024 * 1024;
const LET_GO: Frame = { text: "", message: {} };

export class Relay {
  readonly #options: RelayOptions;
  /** Requests of the client, by id. */
  readonly #open = new Map<string, OpenRequest>();
  /** Requests of our own to the client. */
  readonly #own = new Map<string, (answer: Frame) => void>();
  readonly #detached = new Set<Promise<void>>();
  readonly #workloads: { readonly client: Workload; readonly server: Workload };
  /** Questions of our own that were withdrawn: an answer may be on its way. */
  readonly #withdrawn = new Set<string>();
  #ownIds = 0;

  constructor(options: RelayOptions) {
    this.#options = options;
    const { maxWorkingBytes = MAX_WORKING_BYTES } = options;
    this.#workloads = { client: new Workload(maxWorkingBytes), server: new Workload(maxWorkingBytes) };
  }

  /**
   * Resolves when the server has ended; what was open is then answered. A client that closes is passed on to the server, which
   * may still answer what it was asked.
   */
  async run(): Promise<void> {
    const { client, server, handlers, clientClosed } = this.#options;
    const asking = this.#pump(client, (frame) => this.#fromClient(frame)).catch(() => {}).then(async () => {
      handlers.parted?.();
      await this.#settled();
      // Not awaited: a server that does not read never takes what is still in its pipe.
      void server.close();
      clientClosed?.();
    });
    await this.#pump(server, (frame) => this.#fromServer(frame)).catch(() => {});
    handlers.parted?.();
    await this.#settled();
    await this.#answerOpen();
    await client.close();
    void asking;
  }

  /**
   * Asks the client something of our own; its answer goes no further. When `signal` aborts, the client is told to ask no more, and
   * the answer is an error.
   */
  ask(
    method: string,
    params: Readonly<Record<string, unknown>>,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Frame> {
    const id = `interven-${crypto.randomUUID()}-${++this.#ownIds}`;
    const { promise, resolve } = Promise.withResolvers<Frame>();
    this.#own.set(idKey(id), resolve);
    const message = { jsonrpc: "2.0", id, method, params };
    void this.#send(this.#options.client, { text: JSON.stringify(message), message });
    const withdraw = () => {
      if (!this.#own.delete(idKey(id))) return;
      this.#withdrawn.add(idKey(id));
      for (const oldest of this.#withdrawn) {
        if (this.#withdrawn.size > MAX_OPEN) this.#withdrawn.delete(oldest);
      }
      this.notify("notifications/cancelled", { requestId: id, reason: "The question was settled elsewhere" });
      resolve(errorFrame(id, ERROR.internal, "The question was withdrawn"));
    };
    if (signal?.aborted) withdraw();
    signal?.addEventListener("abort", withdraw, { once: true });
    return promise.finally(() => signal?.removeEventListener("abort", withdraw));
  }

  /** Tells the client something of our own. */
  notify(method: string, params: Readonly<Record<string, unknown>>): void {
    const message = { jsonrpc: "2.0", method, params };
    void this.#send(this.#options.client, { text: JSON.stringify(message), message });
  }

  async #pump(from: End, handle: (frame: Frame) => Promise<void>): Promise<void> {
    const workload = this.#workloadOf(from);
    for await (const incoming of from.incoming()) {
      if (!incoming.ok) await this.#broken(from, incoming);
      else if (isMessage(incoming.frame.message)) await handle(incoming.frame);
      else await this.#broken(from, { ok: false, why: "it is neither a request nor an answer" });
      // Whoever sends faster than it is taken finds its pipe full.
      await workload.room();
    }
  }

  #workloadOf(from: End): Workload {
    return from === this.#options.client ? this.#workloads.client : this.#workloads.server;
  }

  /** Whoever waits for the message is told that it does not come; a client also that it was none; a server's noise goes nowhere. */
  async #broken(from: End, { why, concerns }: Incoming & { ok: false }): Promise<void> {
    const { client, server, say } = this.#options;
    const isClient = from === client;
    say(`A message of the ${isClient ? "client" : "server"} was dropped: ${why}`);
    if (concerns === undefined) {
      if (isClient) {
        await this.#send(client, errorFrame(null, ERROR.parse, `Cannot read the message: ${why}`));
      }
      return;
    }
    const { id, kind } = concerns;
    if (kind === "request") {
      return await this.#send(
        from,
        errorFrame(id, ERROR.invalidRequest, `Interven cannot pass the request on: ${why}`),
      );
    }
    const instead = errorFrame(id, ERROR.internal, `Interven cannot pass the answer on: ${why}`);
    if (isClient) return await this.#answered(instead, id, server);
    const request = this.#open.get(idKey(id));
    if (request === undefined || !request.isPassed) return;
    this.#open.delete(idKey(id));
    this.#options.handlers.givenUp?.(request);
    if (!request.isCancelled) await this.#send(client, instead);
  }

  /** An answer of the client: to a question of our own, or of the server. */
  async #answered(frame: Frame, id: RequestId, server: End): Promise<void> {
    const waiting = this.#own.get(idKey(id));
    if (waiting !== undefined) {
      this.#own.delete(idKey(id));
      return waiting(frame);
    }
    // The server never heard of the question.
    if (this.#withdrawn.delete(idKey(id))) return;
    await this.#send(server, frame);
  }

  async #fromClient(frame: Frame): Promise<void> {
    const { client, server, handlers } = this.#options;
    const kind = kindOf(frame.message);
    const id = idOf(frame.message);
    if (kind === "response" && id !== undefined) return await this.#answered(frame, id, server);
    const method = String(frame.message["method"]);
    const open = kind === "request" && id !== undefined
      ? this.#remember({ id, method, frame, isPassed: false })
      : null;
    const givenUp = method === "notifications/cancelled"
      ? this.#cancelled(paramsOf(frame.message)["requestId"])
      : undefined;
    const handler = Object.hasOwn(handlers.fromClient, method) ? handlers.fromClient[method] : undefined;
    const handling = handler?.(frame, open);
    // The server never saw the request: there is nothing for it to stop.
    if (givenUp !== undefined && !givenUp.isPassed) return void await handling;
    if (handling === undefined) return await this.#pass(frame, server, open);
    await this.#go(handling, { frame, from: client, to: server, open });
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
      return await this.#go(read(frame, request), { frame, from: server, to: client, open: null });
    }
    const method = String(frame.message["method"]);
    const handler = Object.hasOwn(handlers.fromServer, method) ? handlers.fromServer[method] : undefined;
    if (handler === undefined) return await this.#send(client, frame);
    await this.#go(handler(frame, null), { frame, from: server, to: client, open: null });
  }

  async #go(
    handling: Promise<Onward>,
    way: { frame: Frame; from: End; to: End; open: OpenRequest | null },
  ): Promise<void> {
    const { frame, from, to, open } = way;
    const onward = await handling;
    if ("later" in onward) {
      const done = onward.isIdle ? () => {} : this.#workloadOf(from).add(sizeOf(frame));
      return this.#detach(this.#go(onward.later, way).finally(done), way);
    }
    // Nobody waits for what was given up meanwhile: it is neither carried out nor answered.
    if (open?.isCancelled && !open.isPassed) {
      this.#open.delete(idKey(open.id));
      return this.#options.handlers.givenUp?.(open);
    }
    if ("pass" in onward) return await this.#pass(onward.pass, to, open);
    if (open !== null) this.#open.delete(idKey(open.id));
    await this.#send(from, onward.answer);
  }

  async #pass(frame: Frame, to: End, open: OpenRequest | null): Promise<void> {
    if (open !== null) {
      open.isPassed = true;
      if (sizeOf(frame) > KEPT_BYTES) open.frame = LET_GO;
    }
    await this.#send(to, frame);
  }

  /** Resolves when nothing is worked on any more. */
  async #settled(): Promise<void> {
    while (this.#detached.size > 0) await Promise.allSettled(this.#detached);
  }

  #detach(work: Promise<void>, { frame, from }: { frame: Frame; from: End }): void {
    const { server, say, largePassed } = this.#options;
    const bytes = sizeOf(frame);
    const kept = work.catch((error) => say(`Unexpected failure: ${String(error)}`)).finally(() => {
      this.#detached.delete(kept);
      if (bytes <= LARGE_BYTES) return;
      // The loop that read it holds it until the next one comes. What goes to a server may still be under way.
      if (from === server) frame.letGo?.();
      largePassed?.();
    });
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

  /** The open request that the client gives up. */
  #cancelled(id: unknown): OpenRequest | undefined {
    const open = typeof id === "string" || typeof id === "number" ? this.#open.get(idKey(id)) : undefined;
    if (open !== undefined) open.isCancelled = true;
    return open;
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

function isMessage(message: JsonObject): boolean {
  return kindOf(message) !== undefined || isErrorToNobody(message);
}
