/** One open stream of server-sent events. */
import { writeEvent } from "./event_stream.ts";

/** What waits in memory for a client that reads slowly; beyond it the sender waits. */
const HIGH_WATER_BYTES = 1 << 20;
/** A client that takes nothing for so long has gone: its stream is cut, and can be taken up again. */
const STALLED_MS = 60_000;

/** How often a quiet stream says that it is still there: clients cut those on which they hear nothing for minutes. */
const KEEP_ALIVE_MS = 15_000;
/** A comment, which readers pass over. */
const KEEP_ALIVE = new TextEncoder().encode(": still here\n\n");

export class EventSink {
  readonly body: ReadableStream<Uint8Array>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #encoder = new TextEncoder();
  readonly #keepAlive: ReturnType<typeof setInterval>;
  isOpen = true;

  constructor(closed: () => void) {
    const strategy = new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER_BYTES });
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({}, strategy);
    this.body = readable;
    this.#writer = writable.getWriter();
    this.#keepAlive = setInterval(() => {
      // What waits to be read shows well enough that the stream is there.
      if ((this.#writer.desiredSize ?? 0) > 0) this.#writer.write(KEEP_ALIVE).catch(() => {});
    }, KEEP_ALIVE_MS);
    const done = () => {
      clearInterval(this.#keepAlive);
      this.isOpen = false;
      closed();
    };
    this.#writer.closed.then(done, done);
  }

  /** Resolves when there is room again. */
  async send(event: { id?: string; data: string; retryMs?: number }): Promise<void> {
    if (!this.isOpen) return;
    this.#writer.write(this.#encoder.encode(writeEvent(event))).catch(() => {});
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stalled = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.#writer.abort(new Error("The client takes nothing")).catch(() => {});
        resolve();
      }, STALLED_MS);
    });
    await Promise.race([this.#writer.ready.catch(() => {}), stalled]);
    clearTimeout(timer);
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    clearInterval(this.#keepAlive);
    this.#writer.close().catch(() => {});
  }
}
