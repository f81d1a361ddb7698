/** Two WebSockets, one to the client and one to the upstream, and a judgement between them. */
import { EngineUnavailableError } from "../../engine/ports.ts";
import { WithheldError } from "../answers/screen.ts";
import { FrameError, mayBeSent, shortReason } from "./frames.ts";
import type { Message, ServerMessages } from "./server_messages.ts";
import type { UpstreamSocket } from "./upstream_socket.ts";

/** What becomes of a message of the client. */
export type ClientRuling =
  | { readonly kind: "send"; readonly message: Message }
  | { readonly kind: "refuse"; readonly reason: string; readonly code: string };

export interface BridgeOptions {
  readonly client: WebSocket;
  readonly upstream: UpstreamSocket;
  /** Never rejects. */
  readonly judge: (message: Message) => Promise<ClientRuling>;
  readonly messages: ServerMessages;
  readonly maxMessageBytes: number;
}

export interface BridgeEnd {
  /** Bytes of the server's messages. */
  readonly bytes: number;
  /** Why the gateway ended it; null when one of the two sides did. */
  readonly error: string | null;
}

/** Messages of a client that wait to be judged and sent on, bytes; a client cannot be slowed down otherwise. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;
/** What the client has not taken yet: above the first the upstream is read no further, until it is below the second. */
const SLOW_BYTES = 1024 * 1024;
const CAUGHT_UP_BYTES = 64 * 1024;
/** How often a slow client is looked after, and how long it may be slow, milliseconds. */
const LOOK_AFTER_MS = 20;
const MAX_SLOW_MS = 60_000;
/** How long a side may take to end the closing handshake, milliseconds. */
const CLOSING_MS = 5_000;

export class Bridge {
  readonly #options: BridgeOptions;
  readonly #done = Promise.withResolvers<BridgeEnd>();
  /** Messages of the client go on one after the other. */
  #sending: Promise<unknown> = Promise.resolve();
  #waitingBytes = 0;
  #bytes = 0;
  #error: string | null = null;
  #isEnding = false;
  #isClientGone = false;

  constructor(options: BridgeOptions) {
    this.#options = options;
    const { client } = options;
    client.binaryType = "arraybuffer";
    client.addEventListener("open", () => void this.#pump());
    client.addEventListener("message", ({ data }) => this.#received(data));
    client.addEventListener("close", ({ code, reason }) => this.#clientClosed(code, reason));
    // `close` comes behind it.
    client.addEventListener("error", (event) => event.preventDefault());
  }

  /** Resolves when both sides are closed. */
  get done(): Promise<BridgeEnd> {
    return this.#done.promise;
  }

  /** Ends both sides for a reason of the gateway's own. */
  end(code: number, reason: string, error: string | null): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#error = error;
    this.#closeClient(code, reason);
    // An upstream that takes nothing takes no farewell either: its time runs from now.
    void this.#options.upstream.close(1001, "");
    this.#finishSoon();
  }

  #received(data: unknown): void {
    const message = typeof data === "string" ? data : new Uint8Array(data as ArrayBuffer);
    const size = message.length;
    if (size > this.#options.maxMessageBytes) {
      return this.end(1009, `A message may have ${this.#options.maxMessageBytes} bytes`, "PAYLOAD_TOO_LARGE");
    }
    this.#waitingBytes += size;
    if (this.#waitingBytes > MAX_WAITING_BYTES) {
      return this.end(1008, "Messages came faster than they could be sent on", "PAYLOAD_TOO_LARGE");
    }
    this.#sending = this.#sending.then(() => this.#send(message)).finally(() => this.#waitingBytes -= size);
  }

  async #send(message: Message): Promise<void> {
    if (this.#isEnding) return;
    const ruling = await this.#options.judge(message);
    if (this.#isEnding) return;
    if (ruling.kind === "refuse") return this.end(1008, ruling.reason, ruling.code);
    try {
      await this.#options.upstream.send(ruling.message);
    } catch {
      this.end(1011, "The connection to the upstream broke", "UPSTREAM_UNREACHABLE");
    }
  }

  /** What was sent before goes on before the end. */
  #clientClosed(code: number, reason: string): void {
    this.#isClientGone = true;
    if (this.#isEnding) return this.#finish();
    void this.#sending.then(async () => {
      this.#isEnding = true;
      await this.#options.upstream.close(code === 1005 ? null : mayBeSent(code) ? code : 1001, reason);
      this.#finishSoon();
    });
  }

  /** Takes from the upstream as fast as the client takes from here. */
  async #pump(): Promise<void> {
    try {
      while (true) {
        const incoming = await this.#options.upstream.next();
        if (incoming === null) return this.#upstreamEnded(1011, "The upstream ended without closing");
        if (incoming.kind === "close") return await this.#upstreamClosed(incoming.code, incoming.reason);
        if (this.#isEnding) continue;
        await this.#pass(incoming.kind === "text" ? incoming.text : incoming.bytes);
      }
    } catch (error) {
      this.#broke(error);
    }
  }

  async #pass(came: Message): Promise<void> {
    const { client, messages } = this.#options;
    this.#bytes += came.length;
    const reading = messages.read(came);
    const message = reading instanceof Promise ? await reading : reading;
    if (this.#isEnding || client.readyState !== WebSocket.OPEN) return;
    client.send(message);
    if (client.bufferedAmount > SLOW_BYTES) await this.#catchUp();
  }

  /** There is no event for it. */
  async #catchUp(): Promise<void> {
    const { client } = this.#options;
    for (let ms = 0; client.bufferedAmount > CAUGHT_UP_BYTES; ms += LOOK_AFTER_MS) {
      if (this.#isEnding || client.readyState !== WebSocket.OPEN) return;
      if (ms > MAX_SLOW_MS) return this.end(1008, "Messages were not taken in time", "CLIENT_GONE");
      await new Promise((resolve) => setTimeout(resolve, LOOK_AFTER_MS));
    }
  }

  async #upstreamClosed(code: number | null, reason: string): Promise<void> {
    if (!this.#isEnding) {
      this.#isEnding = true;
      this.#closeClient(code ?? undefined, reason);
    }
    await this.#options.upstream.close(code, "");
    this.#finishSoon();
  }

  #upstreamEnded(code: number, reason: string): void {
    if (!this.#isEnding) {
      this.#isEnding = true;
      this.#error = "UPSTREAM_UNREACHABLE";
      this.#closeClient(code, reason);
    }
    this.#options.upstream.destroy();
    this.#finishSoon();
  }

  #broke(error: unknown): void {
    if (error instanceof WithheldError) {
      const { message, reasonCodes } = error.outcome.judgement;
      return this.end(1008, `Withheld: ${reasonCodes.join(",")}: ${message}`, "ANSWER_WITHHELD");
    }
    if (error instanceof EngineUnavailableError) {
      return this.end(1013, "The message could not be judged", error.code);
    }
    if (error instanceof FrameError) {
      void this.#options.upstream.close(error.code, error.message);
      return this.#upstreamEnded(error.code === 1009 ? 1009 : 1011, error.message);
    }
    this.#upstreamEnded(1011, "The connection to the upstream broke");
  }

  #closeClient(code: number | undefined, reason: string): void {
    const { client } = this.#options;
    try {
      if (code === undefined) client.close();
      else client.close(code, shortReason(reason));
    } catch {
      // It is closed already.
    }
  }

  /** Each side has a little time to say its last word. */
  #finishSoon(): void {
    if (this.#isClientGone) return this.#finish();
    const timer = setTimeout(() => this.#finish(), CLOSING_MS);
    this.#options.client.addEventListener("close", () => clearTimeout(timer), { once: true });
  }

  #finish(): void {
    this.#options.upstream.destroy();
    const end = { bytes: this.#bytes, error: this.#error };
    void this.#options.messages.end().catch(() => {}).then(() => this.#done.resolve(end));
  }
}
