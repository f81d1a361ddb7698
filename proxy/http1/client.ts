import { encodeChunk } from "./chunked_decoder.ts";
import { Connection } from "./connection.ts";
import { dial } from "./dial.ts";
import { Pool } from "./pool.ts";
import { encodeRequestHead } from "./request_head.ts";
import { streamBody } from "./response_body.ts";
import { parseResponseHead, type ResponseHead } from "./response_head.ts";
import { protocolError, UpstreamError } from "./upstream_error.ts";

/** All in milliseconds. */
export interface Timeouts {
  /** To connect, TLS handshake included. Default 10,000. */
  readonly connectMs: number;
  /** From the last byte of the request to the end of the response head; also between two parts of an upload. Default 300,000: models think long. */
  readonly firstByteMs: number;
  /** Between two pieces of a response body. Default 300,000. */
  readonly idleMs: number;
  /** How long an unused connection is kept. Default 4,000. */
  readonly keepAliveMs: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = {
  connectMs: 10_000,
  firstByteMs: 300_000,
  idleMs: 300_000,
  keepAliveMs: 4_000,
};

export interface ClientOptions {
  /** Default `DEFAULT_TIMEOUTS`. */
  readonly timeouts?: Partial<Timeouts>;
  /** PEM certificates trusted besides the built-in ones. Default none. */
  readonly caCerts?: readonly string[];
  /** Monotonic milliseconds. Default `performance.now`. */
  readonly now?: () => number;
}

export interface UpstreamRequest {
  readonly scheme: "http" | "https";
  /** Canonical; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Value of the `Host` header. */
  readonly hostHeader: string;
  readonly method: string;
  readonly requestTarget: string;
  /** End-to-end headers only. */
  readonly headers: readonly (readonly [string, string])[];
  /** `stream` is for bodies too large to hold; `length` null sends it chunked. */
  readonly body:
    | Uint8Array
    | { readonly stream: ReadableStream<Uint8Array>; readonly length: number | null }
    | null;
  /** Vetted addresses; asked only when a new connection is needed. */
  readonly addresses: () => Promise<readonly string[]>;
  /** True once the caller has gone away. */
  readonly abandoned?: () => boolean;
  readonly onData?: (bytes: Uint8Array) => void;
  /** Called once when the body has ended; `error` when it broke, `aborted` when its reader gave up. */
  readonly onEnd?: (
    end: { readonly bytes: number; readonly error?: unknown; readonly aborted?: boolean },
  ) => void;
}

export interface UpstreamResponse {
  readonly status: number;
  readonly headers: ResponseHead["headers"];
  /** All bytes when they had already arrived with the head. */
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | null;
  /** Lets go of a body that will not be read. */
  readonly discard: () => void;
}

/** RFC 9110 section 9.2.2. */
const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]);
/** How many 1xx answers may come before the final one. */
const MAX_INTERIM = 16;
/** Bodies up to this size go out in one write with their head, bytes. */
const ONE_WRITE_BYTES = 32 * 1024;

/** An HTTP/1.1 client that connects only to addresses it is given. It follows no redirects, decodes nothing and adds nothing but framing. */
export class Http1Client {
  readonly #pool: Pool;
  readonly #timeouts: Timeouts;
  readonly #caCerts: readonly string[];
  readonly #now: () => number;

  constructor(options: ClientOptions = {}) {
    this.#timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
    this.#caCerts = options.caCerts ?? [];
    this.#now = options.now ?? (() => performance.now());
    const shortest = Math.min(this.#timeouts.firstByteMs, this.#timeouts.idleMs, this.#timeouts.keepAliveMs);
    this.#pool = new Pool({
      idleMs: this.#timeouts.keepAliveMs,
      maxIdlePerOrigin: 64,
      maxIdle: 256,
      now: this.#now,
      sweepMs: Math.max(10, Math.min(500, shortest / 4)),
    });
  }

  /** Whether a connection to this origin is open, so that its address has been vetted. */
  isConnected(target: { readonly scheme: string; readonly host: string; readonly port: number }): boolean {
    return this.#pool.has(originOf(target));
  }

  /**
   * Sends one request. Resolves when the response head has arrived.
   *
   * A request that meets a kept connection just as the upstream closes it is sent once more on a new connection, if it is idempotent and
   * not one byte of an answer came (RFC 9112 section 9.3.1); any other is not, because the upstream may have acted on it.
   *
   * @throws {UpstreamError}
   * @throws {TypeError} for a head that cannot be sent
   */
  async send(request: UpstreamRequest): Promise<UpstreamResponse> {
    const origin = originOf(request);
    const message = prepare(request);
    const kept = this.#pool.take(origin);
    if (kept === undefined) {
      return await this.#exchange(await this.#open(origin, request), { origin, request, message });
    }
    try {
      return await this.#exchange(kept, { origin, request, message });
    } catch (error) {
      const replayable = request.body === null || request.body instanceof Uint8Array;
      if (!(error instanceof StaleConnection)) throw error;
      if (!replayable || !IDEMPOTENT.has(request.method)) throw error.asUpstreamError();
      return await this.#exchange(await this.#open(origin, request), { origin, request, message });
    }
  }

  async #open(origin: string, request: UpstreamRequest): Promise<Connection> {
    const wire = await dial({
      scheme: request.scheme,
      host: request.host,
      port: request.port,
      addresses: await request.addresses(),
      timeoutMs: this.#timeouts.connectMs,
      caCerts: this.#caCerts,
    });
    const connection = new Connection(wire);
    this.#pool.add(origin, connection);
    return connection;
  }

  async #exchange(
    connection: Connection,
    { origin, request, message }: { origin: string; request: UpstreamRequest; message: Message },
  ): Promise<UpstreamResponse> {
    try {
      connection.abandoned = request.abandoned ?? null;
      this.#await(connection, this.#timeouts.firstByteMs, "The upstream did not answer in time");
      const upload = this.#upload(connection, message);
      const head = await this.#finalHead(connection, request.method, upload);
      return this.#respond(connection, head, { origin, request, upload });
    } catch (error) {
      connection.destroy();
      if (error instanceof StaleConnection && connection.served === 0) throw error.asUpstreamError();
      throw error;
    }
  }

  /**
   * Starts to send the request; `done` becomes true when all of it is with the kernel. When the upstream stops reading, its answer is
   * still worth reading (413 and 401 come that way); when the caller's own body breaks off, the connection is of no use any more.
   */
  #upload(connection: Connection, message: Message): Upload {
    const upload: Upload = { done: false, failed: null };
    const progress = () =>
      this.#await(connection, this.#timeouts.firstByteMs, "The upstream stopped taking the request");
    writeMessage(connection, message, progress).then(() => {
      upload.done = true;
    }, (error) => {
      upload.failed = error;
      if (!(error instanceof UpstreamError)) connection.destroy();
    });
    return upload;
  }

  async #finalHead(connection: Connection, method: string, upload: Upload): Promise<ResponseHead> {
    for (let interim = 0; interim <= MAX_INTERIM; interim++) {
      let text: string | null;
      try {
        text = await connection.readHead();
      } catch (error) {
        if (interim === 0 && !connection.hasBytes && isBroken(error)) {
          throw new StaleConnection(upload.failed ?? error);
        }
        throw error;
      }
      if (text === null) throw new StaleConnection(upload.failed);
      const head = parseResponseHead(text, method);
      if (head.status === 101) throw protocolError("The upstream switched protocols without being asked");
      if (head.status > 599) {
        throw protocolError(`The upstream answered with status ${head.status}, which does not exist`);
      }
      if (head.status >= 200) return head;
    }
    throw protocolError(`The upstream sent more than ${MAX_INTERIM} interim answers`);
  }

  #respond(
    connection: Connection,
    head: ResponseHead,
    { origin, request, upload }: { origin: string; request: UpstreamRequest; upload: Upload },
  ): UpstreamResponse {
    const finish = (reusable: boolean) => {
      connection.deadline = Infinity;
      connection.served++;
      if (reusable && head.keepAlive && upload.done) this.#pool.release(origin, connection, head.keepAliveMs);
      else connection.destroy();
    };
    const size = head.framing.kind === "none" ? 0 : head.framing.kind === "length" ? head.framing.bytes : -1;
    const whole = size === 0 ? null : size > 0 ? connection.takeExactly(size) : null;
    if (size === 0 || whole !== null) {
      finish(true);
      if (whole !== null) request.onData?.(whole);
      request.onEnd?.({ bytes: Math.max(0, size) });
      return { status: head.status, headers: head.headers, body: whole, discard: () => {} };
    }
    connection.abandoned = null;
    let bytes = 0;
    const body = streamBody(connection, head.framing, {
      data: (piece) => {
        bytes += piece.length;
        request.onData?.(piece);
        connection.deadline = Infinity;
      },
      waiting: () =>
        this.#await(connection, this.#timeouts.idleMs, "The upstream stopped sending its answer"),
      end: ({ reusable, error }) => {
        finish(reusable);
        const complete = error === undefined && (reusable || head.framing.kind === "close");
        request.onEnd?.(
          complete ? { bytes } : error === undefined ? { bytes, aborted: true } : { bytes, error },
        );
      },
    });
    return {
      status: head.status,
      headers: head.headers,
      body,
      discard: () => void body.cancel().catch(() => {}),
    };
  }

  #await(connection: Connection, ms: number, message: string): void {
    connection.deadline = this.#now() + ms;
    connection.timeoutError = message;
  }

  /** Destroys every connection; answers under way break off. */
  close(): void {
    this.#pool.close();
  }
}

interface Upload {
  done: boolean;
  failed: unknown;
}

/** The connection ended before the first byte of an answer. */
class StaleConnection extends Error {
  constructor(readonly reason: unknown) {
    super("The connection ended before an answer began");
  }

  asUpstreamError(): UpstreamError {
    return new UpstreamError("UPSTREAM_UNREACHABLE", "The upstream closed the connection without an answer", {
      cause: this.reason,
    });
  }
}

function isBroken(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === "UPSTREAM_UNREACHABLE";
}

function originOf(target: { readonly scheme: string; readonly host: string; readonly port: number }): string {
  return `${target.scheme}://${target.host}:${target.port}`;
}

/** A request ready to go: `first` is the head, with a small body behind it; `rest` is what did not fit. */
interface Message {
  readonly first: Uint8Array;
  readonly rest: Exclude<UpstreamRequest["body"], null> | null;
}

function prepare(request: UpstreamRequest): Message {
  const { body, method, requestTarget, headers } = request;
  const contentLength = body === null
    ? null
    : body instanceof Uint8Array
    ? body.length
    : body.length ?? "chunked" as const;
  const head = { method, requestTarget, host: request.hostHeader, headers, contentLength };
  if (body instanceof Uint8Array && body.length <= ONE_WRITE_BYTES) {
    const first = encodeRequestHead(head, body.length);
    first.set(body, first.length - body.length);
    return { first, rest: null };
  }
  return { first: encodeRequestHead(head), rest: body };
}

async function writeMessage(
  connection: Connection,
  { first, rest }: Message,
  onProgress: () => void,
): Promise<void> {
  await connection.write(first);
  if (rest === null) return;
  if (rest instanceof Uint8Array) return await connection.write(rest, onProgress);
  let sent = 0;
  for await (const piece of rest.stream) {
    if (connection.destroyed) return;
    sent += piece.length;
    await connection.write(rest.length === null ? encodeChunk(piece) : piece, onProgress);
    onProgress();
  }
  if (rest.length === null) await connection.write(encodeChunk(null));
  else if (sent !== rest.length) {
    throw new Error(`The caller sent ${sent} bytes of the ${rest.length} it announced`);
  }
}
