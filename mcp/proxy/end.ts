/** One side of the proxy: the client that asks, or the server that answers, whatever carries their messages. */
import { type Frame, parseFrames } from "./message.ts";
import { LineTooLongError, readLines } from "./lines.ts";

/** What came from one side. */
export type Incoming =
  | { readonly ok: true; readonly frame: Frame }
  /** No message that could be read, and so none that passes. */
  | { readonly ok: false; readonly why: string };

export interface End {
  /** Ends when the other side has closed. */
  incoming(): AsyncIterable<Incoming>;
  /** In the order of the calls; resolves when the receiver has taken it. Rejects when it is gone. */
  send(frame: Frame): Promise<void>;
  /** Tells that no more will come. */
  close(): Promise<void>;
}

/** Two byte streams with one message a line. */
export class LineEnd implements End {
  readonly #input: ReadableStream<Uint8Array>;
  readonly #maxBytes: number;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #encoder = new TextEncoder();
  #isClosed = false;

  constructor({ input, output, maxBytes }: {
    input: ReadableStream<Uint8Array>;
    output: WritableStream<Uint8Array>;
    /** Of one message. */
    maxBytes: number;
  }) {
    this.#input = input;
    this.#maxBytes = maxBytes;
    this.#writer = output.getWriter();
    this.#writer.closed.catch(() => {});
  }

  async *incoming(): AsyncGenerator<Incoming> {
    try {
      for await (const line of readLines(this.#input, { maxBytes: this.#maxBytes })) {
        const frames = parseFrames(line);
        if (frames === undefined) yield { ok: false, why: "it is no JSON-RPC message" };
        else for (const frame of frames) yield { ok: true, frame };
      }
    } catch (error) {
      if (!(error instanceof LineTooLongError)) throw error;
      // Where the next message begins is not known any more: this side cannot be understood again.
      yield { ok: false, why: error.message };
    }
  }

  async send({ text }: Frame): Promise<void> {
    // A line break inside a message can only be white space between tokens: JSON strings have none.
    const line = text.includes("\n") ? text.replaceAll(/[\r\n]+/g, " ") : text;
    await this.#writer.write(this.#encoder.encode(`${line}\n`));
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#writer.close().catch(() => {});
  }
}
