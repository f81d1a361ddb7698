/** A WebSocket to an upstream, over a connection to an address that was vetted (RFC 6455, sections 4.1 and 7). */
import { createHash } from "node:crypto";
import { Connection } from "../http1/connection.ts";
import { dial } from "../http1/dial.ts";
import { listMembers } from "../http1/header_syntax.ts";
import { encodeRequestHead } from "../http1/request_head.ts";
import { parseResponseHead, type ResponseHead } from "../http1/response_head.ts";
import { protocolError, UpstreamError } from "../http1/upstream_error.ts";
import type { Target } from "../target.ts";
import { encodeClose, encodeFrame, FrameReader, type Incoming, Opcode } from "./frames.ts";

/** Section 1.3. */
const ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

export interface HandshakeOptions {
  readonly target: Target;
  readonly addresses: readonly string[];
  /** End-to-end headers of the caller. */
  readonly headers: readonly (readonly [string, string])[];
  /** As the caller offered them. */
  readonly protocols: readonly string[];
  readonly connectMs: number;
  /** From the request to the end of the answer's head, milliseconds. */
  readonly answerMs: number;
  readonly caCerts: readonly string[];
  readonly maxMessageBytes: number;
}

export type Handshake =
  | { readonly ok: true; readonly socket: UpstreamSocket; readonly protocol: string }
  /** The upstream wants no WebSocket; what it says instead. */
  | { readonly ok: false; readonly head: ResponseHead };

/**
 * Offers no extension: messages come and go uncompressed.
 *
 * @throws {UpstreamError}
 * @throws {TypeError} for a head that cannot be sent
 */
export async function openUpstreamSocket(options: HandshakeOptions): Promise<Handshake> {
  const { target, headers, protocols } = options;
  const key = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const request = encodeRequestHead({
    method: "GET",
    requestTarget: target.requestTarget,
    host: target.hostHeader,
    headers: [
      ...headers.filter(([name]) => !name.startsWith("sec-websocket-")),
      ["Connection", "Upgrade"],
      ["Upgrade", "websocket"],
      ["Sec-WebSocket-Version", "13"],
      ["Sec-WebSocket-Key", key],
      ...(protocols.length === 0 ? [] : [["Sec-WebSocket-Protocol", protocols.join(", ")] as const]),
    ],
    contentLength: null,
  });
  const wire = await dial({
    scheme: target.scheme,
    host: target.host,
    port: target.port,
    addresses: options.addresses,
    timeoutMs: options.connectMs,
    caCerts: options.caCerts,
  });
  const connection = new Connection(wire);
  const late = setTimeout(
    () => connection.destroy(new UpstreamError("UPSTREAM_TIMEOUT", "The upstream did not answer in time")),
    options.answerMs,
  );
  try {
    await connection.write(request);
    const text = await connection.readHead();
    if (text === null) {
      throw new UpstreamError("UPSTREAM_UNREACHABLE", "The upstream closed the connection without an answer");
    }
    const head = parseResponseHead(text, "GET");
    if (head.status !== 101) {
      connection.destroy();
      return { ok: false, head };
    }
    const protocol = checkAnswer(head, key, protocols);
    return { ok: true, socket: new UpstreamSocket(connection, options.maxMessageBytes), protocol };
  } catch (error) {
    connection.destroy();
    throw error;
  } finally {
    clearTimeout(late);
  }
}

/** Section 4.1, what a client has to check. Gives back the protocol that was chosen; empty when none was. */
function checkAnswer({ headers }: ResponseHead, key: string, protocols: readonly string[]): string {
  const values = (wanted: string) =>
    headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  const isUpgrade = listMembers(values("upgrade").join(",")).includes("websocket") &&
    listMembers(values("connection").join(",")).includes("upgrade");
  const accept = createHash("sha1").update(key + ACCEPT_SUFFIX).digest("base64");
  if (!isUpgrade || values("sec-websocket-accept").join(",") !== accept) {
    throw protocolError("The upstream's answer to the WebSocket handshake is not one");
  }
  if (values("sec-websocket-extensions").length > 0) {
    throw protocolError("The upstream chose a WebSocket extension that was not offered");
  }
  const chosen = values("sec-websocket-protocol").join(",");
  if (chosen === "" || protocols.includes(chosen)) return chosen;
  throw protocolError("The upstream chose a WebSocket subprotocol that was not offered");
}

export class UpstreamSocket {
  readonly #connection: Connection;
  readonly #frames: FrameReader;
  #writing: Promise<unknown> = Promise.resolve();
  #isClosing = false;

  constructor(connection: Connection, maxMessageBytes: number) {
    this.#connection = connection;
    this.#frames = new FrameReader(maxMessageBytes);
  }

  /**
   * The next message, or the end; pings are answered. Null: the connection ended without a word.
   *
   * @throws {FrameError}
   * @throws {UpstreamError} when the connection breaks
   */
  async next(): Promise<Exclude<Incoming, { kind: "ping" | "pong" }> | null> {
    while (true) {
      const incoming = this.#frames.next();
      if (incoming === null) {
        const bytes = await this.#connection.take();
        if (bytes === null) return null;
        this.#frames.push(bytes);
      } else if (incoming.kind === "ping") {
        await this.#write(encodeFrame(Opcode.pong, incoming.bytes));
      } else if (incoming.kind !== "pong") return incoming;
    }
  }

  /** Resolves when the kernel has taken it. */
  send(message: string | Uint8Array): Promise<void> {
    return typeof message === "string"
      ? this.#write(encodeFrame(Opcode.text, new TextEncoder().encode(message)))
      : this.#write(encodeFrame(Opcode.binary, message));
  }

  /** Begins or ends the closing handshake; once. */
  async close(code: number | null, reason = ""): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    await this.#write(encodeClose(code, reason)).catch(() => {});
  }

  destroy(): void {
    this.#connection.destroy();
  }

  #write(frame: Uint8Array): Promise<void> {
    const writing = this.#writing.then(() => this.#connection.write(frame));
    this.#writing = writing.catch(() => {});
    return writing;
  }
}
