/** One open stream of server-sent events. */
import { writeEvent } from "./event_stream.ts";

/** What waits in memory for a client that reads slowly; beyond it the sender waits. */
const HIGH_WATER_BYTES = 1 << 20;
/** A client that takes nothing for so long has gone: its stream is cut, and can be taken up again. */
const STALLED_MS = 60_000;

export class EventSink {
  readonly body: ReadableStream<Uint8Array>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #encoder = new TextEncoder();
  isOpen = true;

  constructor(closed: () => void) {
    const strategy = new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER_BYTES });
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({}, strategy);
    this.body = readable;
    this.#writer = writable.getWriter();
    const done = () => {
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
    this.#writer.close().catch(() => {});
  }
}
