/**
 * Clients that speak Streamable HTTP without sessions (from revision 2026-07-28 on): all of them are one side of the proxy, in front of one
 * server. Each request is answered on the connection it came on, and given up when that is closed.
 */
import type { End, Incoming } from "../end.ts";
import {
  ERROR,
  errorFrame,
  type Frame,
  frameOf,
  idKey,
  idOf,
  isObject,
  type JsonObject,
  kindOf,
  paramsOf,
  type RequestId,
} from "../message.ts";
import { EventSink } from "./event_sink.ts";
import { MessageQueue } from "./message_queue.ts";
import { HEADER_MISMATCH, META, metaOf } from "./request_route.ts";
import { aboutOf, type Names, namesOf, renamedAnswer, renamedRequest } from "./shared_ids.ts";
import { ToolHeaders } from "./tool_headers.ts";

/** What came with a message. */
export interface Received {
  readonly headers: Headers;
  /** Aborts when the client has closed the connection. */
  readonly signal: AbortSignal;
}

/** One request and the connection that waits for its answer. */
interface Exchange {
  /** As its client calls it. */
  readonly own: Names;
  readonly method: unknown;
  /** As the server knows it. */
  readonly sent: Names;
  readonly wantsLog: boolean;
  /** Of `server/discover` alone. */
  readonly timer: ReturnType<typeof setTimeout> | undefined;
  readonly response: PromiseWithResolvers<Response>;
  sink: EventSink | undefined;
}

/** Errors that are told by the status as well. https://modelcontextprotocol.io/specification/2026-07-28/basic/transports#error-handling */
const STATUS: Readonly<Record<number, number>> = {
  [ERROR.parse]: 400,
  [ERROR.invalidRequest]: 400,
  [-32601]: 404,
  [-32020]: 400,
  [-32021]: 400,
  [-32022]: 400,
};
const METHOD_NOT_FOUND = -32601;
const UNSUPPORTED_VERSION = -32022;

/** A server of older revisions may leave `server/discover` unanswered; clients go back to those when told that it is unknown. */
const DISCOVERY_TIMEOUT_MS = 15_000;
/** Servers answer a request that was given up at once, if at all. */
const MAX_SPENT = 1_000;

export class SessionlessEnd implements End {
  readonly #monotonic: () => number;
  readonly #queue = new MessageQueue();
  /** By the key of the id that the server knows. */
  readonly #exchanges = new Map<string, Exchange>();
  /** Ids of requests that were given up: a late answer must not reach one that came after. */
  readonly #spent = new Set<string>();
  readonly #tools = new ToolHeaders();
  /** As the server told at discovery; empty before that. */
  #supported: readonly unknown[] = [];
  #isClosed = false;
  #renamed = 0;
  /** The server has answered `server/discover` as a method it does not know: it speaks older revisions only. */
  isUnknownToServer = false;
  usedAt: number;

  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
    this.usedAt = monotonic();
  }

  get isBusy(): boolean {
    return this.#exchanges.size > 0;
  }

  incoming(): AsyncIterable<Incoming> {
    return this.#queue.read();
  }

  /** Takes one message in. */
  receive(frame: Frame, { headers, signal }: Received): Promise<Response> {
    this.usedAt = this.#monotonic();
    const id = idOf(frame.message);
    if (kindOf(frame.message) !== "request" || id === undefined) {
      // Others' requests could be given up by guessing their ids; here a client gives up its own by closing the connection.
      if (frame.message["method"] !== "notifications/cancelled") this.#queue.push({ ok: true, frame });
      return Promise.resolve(new Response(null, { status: 202 }));
    }
    if (this.#isClosed) return Promise.resolve(json(errorFrame(id, ERROR.internal, "The server has ended")));
    const refusal = this.#unsupported(frame.message, id) ?? this.#mismatch(frame.message, { headers, id });
    if (refusal !== undefined) return Promise.resolve(json(refusal));
    const exchange = this.#open(frame, id);
    signal.addEventListener("abort", () => this.#giveUp(exchange), { once: true });
    const { own, sent } = exchange;
    this.#queue.push({ ok: true, frame: own === sent ? frame : renamedRequest(frame, sent) });
    return exchange.response.promise;
  }

  async send(frame: Frame): Promise<void> {
    if (this.#isClosed) throw new Error("The connection is over");
    this.usedAt = this.#monotonic();
    const { message } = frame;
    if (kindOf(message) === "request") return this.#refuse(message);
    const exchange = this.#exchangeFor(message);
    if (exchange === undefined) return;
    if (message["method"] === "notifications/cancelled") return this.#finish(exchange);
    const said = exchange.own === exchange.sent ? frame : renamedAnswer(frame, exchange.own);
    if (kindOf(message) === "response") return await this.#answer(exchange, said);
    await this.#stream(exchange).send({ data: said.text });
  }

  close(): Promise<void> {
    this.#isClosed = true;
    this.leave();
    for (const exchange of this.#exchanges.values()) {
      if (exchange.sink === undefined) {
        const answer = errorFrame(exchange.own.id, ERROR.internal, "The server has ended without an answer");
        exchange.response.resolve(json(answer));
      }
      this.#finish(exchange);
    }
    return Promise.resolve();
  }

  leave(): void {
    this.#queue.end();
  }

  /** A server on stdin and stdout looks at the revision of its first message only; here each is from another client, perhaps. */
  #unsupported(message: JsonObject, id: RequestId): Frame | undefined {
    const requested = metaOf(message)[META.protocolVersion];
    const supported = this.#supported;
    if (supported.length === 0 || supported.includes(requested)) return undefined;
    const data = { supported, requested };
    const error = { code: UNSUPPORTED_VERSION, message: "Unsupported protocol version", data };
    return frameOf({ jsonrpc: "2.0", id, error });
  }

  #mismatch(message: JsonObject, { headers, id }: { headers: Headers; id: RequestId }): Frame | undefined {
    const isCall = message["method"] === "tools/call";
    const why = isCall ? this.#tools.mismatchOf(paramsOf(message), headers) : undefined;
    if (why === undefined) return undefined;
    return errorFrame(id, HEADER_MISMATCH, `The headers and the message disagree: ${why}`);
  }

  #open({ message }: Frame, id: RequestId): Exchange {
    const own = namesOf(message, id);
    const exchange: Exchange = {
      own,
      method: message["method"],
      sent: this.#isTaken(own) ? this.#othersThan(own) : own,
      wantsLog: META.logLevel in metaOf(message),
      timer: message["method"] === "server/discover"
        ? setTimeout(() => void this.#answer(exchange, unknownMethod(id)), DISCOVERY_TIMEOUT_MS)
        : undefined,
      response: Promise.withResolvers<Response>(),
      sink: undefined,
    };
    this.#exchanges.set(idKey(exchange.sent.id), exchange);
    return exchange;
  }

  #isTaken({ id, progressToken }: Names): boolean {
    if (this.#exchanges.has(idKey(id)) || this.#spent.has(idKey(id))) return true;
    return progressToken !== undefined &&
      [...this.#exchanges.values()].some(({ sent }) => sent.progressToken === progressToken);
  }

  #othersThan({ progressToken }: Names): Names {
    const id = `interven-${crypto.randomUUID()}-${++this.#renamed}`;
    return { id, progressToken: progressToken === undefined ? undefined : id };
  }

  /** What is about no request that is known goes to nobody: it may be another client's. */
  #exchangeFor(message: JsonObject): Exchange | undefined {
    const about = aboutOf(message);
    const exchanges = [...this.#exchanges.values()];
    if (about === undefined) {
      // A log names no request; there is no doubt while one alone has asked for it.
      const asking = message["method"] === "notifications/message"
        ? exchanges.filter(({ wantsLog }) => wantsLog)
        : exchanges;
      return asking.length === 1 ? asking[0] : undefined;
    }
    if ("id" in about) return this.#exchanges.get(about.id);
    return exchanges.find(({ sent: { progressToken: token } }) =>
      token !== undefined && idKey(token) === about.progressToken
    );
  }

  async #answer(exchange: Exchange, frame: Frame): Promise<void> {
    const { error, result } = frame.message;
    const code = isObject(error) ? error["code"] : undefined;
    if (exchange.method === "tools/list") this.#tools.learn(result);
    if (
      exchange.method === "server/discover" && isObject(result) && Array.isArray(result["supportedVersions"])
    ) {
      this.#supported = result["supportedVersions"];
    }
    if (exchange.timer !== undefined && code === METHOD_NOT_FOUND) this.isUnknownToServer = true;
    if (exchange.sink === undefined) exchange.response.resolve(json(frame));
    else await exchange.sink.send({ data: frame.text });
    this.#finish(exchange);
  }

  /** From the first message before the answer on, it is a stream. */
  #stream(exchange: Exchange): EventSink {
    if (exchange.sink !== undefined) return exchange.sink;
    const sink = new EventSink(() => this.#giveUp(exchange));
    exchange.sink = sink;
    exchange.response.resolve(
      new Response(sink.body, {
        headers: {
          "content-type": "text/event-stream",
          "cache-control": "no-cache, no-transform",
          "x-accel-buffering": "no",
        },
      }),
    );
    return sink;
  }

  #finish(exchange: Exchange): void {
    this.#exchanges.delete(idKey(exchange.sent.id));
    clearTimeout(exchange.timer);
    exchange.sink?.close();
    // A request that its server gave up gets no answer; the connection ends all the same.
    exchange.response.resolve(new Response(null, { status: 204 }));
  }

  /** The client has closed the connection: that is how it gives a request up. */
  #giveUp(exchange: Exchange): void {
    const key = idKey(exchange.sent.id);
    if (this.#exchanges.get(key) !== exchange) return;
    this.#finish(exchange);
    this.#spent.add(key);
    if (this.#spent.size > MAX_SPENT) this.#spent.delete([...this.#spent][0] ?? "");
    const params = { requestId: exchange.sent.id, reason: "The client has closed the connection" };
    this.#queue.push({
      ok: true,
      frame: frameOf({ jsonrpc: "2.0", method: "notifications/cancelled", params }),
    });
  }

  /** These revisions have no requests of servers; one that makes them all the same must not wait for ever. */
  #refuse(message: JsonObject): void {
    const id = idOf(message);
    if (id !== undefined) this.#queue.push({ ok: true, frame: unknownMethod(id) });
  }
}

function unknownMethod(id: RequestId): Frame {
  return errorFrame(id, METHOD_NOT_FOUND, "Method not found");
}

function json({ text, message }: Frame): Response {
  const { error } = message;
  const code = isObject(error) ? error["code"] : undefined;
  const status = typeof code === "number" && Object.hasOwn(STATUS, code) ? STATUS[code] : undefined;
  return new Response(text, {
    status: status ?? 200,
    headers: { "content-type": "application/json" },
  });
}
