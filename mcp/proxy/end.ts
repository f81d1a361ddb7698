/** One side of the proxy: the client that asks, or the server that answers, whatever carries their messages. */
import { type Frame, frameOfLine, type RequestId } from "./message.ts";
import { type LongLine, readLines } from "./lines.ts";

/** What came from one side. */
export type Incoming =
  | { readonly ok: true; readonly frame: Frame }
  /** No message that could be read, and so none that passes. */
  | {
    readonly ok: false;
    readonly why: string;
    /** Whom it concerns, where that much is known: somebody may be waiting for it. */
    readonly concerns?: { readonly id: RequestId; readonly kind: "request" | "response" };
  };

export interface End {
  /** Ends when the other side has closed. */
  incoming(): AsyncIterable<Incoming>;
  /** In the order of the calls; resolves when the receiver has taken it. Rejects when it is gone. */
  send(frame: Frame): Promise<void>;
  /** Tells that no more will come. */
  close(): Promise<void>;
}

/** A message of so many bytes is sent as it is kept; a smaller one is copied together with its line end. */
const COPIED_BYTES = 64 * 1024;
const LINE_END = Uint8Array.of(0x0a);

/** Two byte streams with one message a line. */
export class LineEnd implements End {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #maxBytes: number;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #encoder = new TextEncoder();
  #isClosed = false;
  #isReading = false;
  #reads = 0;
  #hasEnded = false;

  constructor({ input, output, maxBytes }: {
    input: ReadableStream<Uint8Array>;
    output: WritableStream<Uint8Array>;
    /** Of one message. A longer one is passed over, and those behind it are read. */
    maxBytes: number;
  }) {
    this.#reader = input.getReader();
    this.#maxBytes = maxBytes;
    this.#writer = output.getWriter();
    this.#writer.closed.catch(() => {});
  }

  async *incoming(): AsyncGenerator<Incoming> {
    const reader = { read: () => this.#read() };
    for await (const line of readLines(reader, { maxBytes: this.#maxBytes })) {
      if (line.bytes === null) {
        yield tooLong(line, this.#maxBytes);
        continue;
      }
      const frames = frameOfLine(line.bytes);
      if (frames === undefined) yield { ok: false, why: "it is no JSON-RPC message" };
      else for (const frame of frames) yield { ok: true, frame };
    }
  }

  async send(frame: Frame): Promise<void> {
    if (frame.bytes === undefined) {
      return await this.#writer.write(this.#encoder.encode(`${inOneLine(frame.text)}\n`));
    }
    const { bytes } = frame;
    if (bytes.length > COPIED_BYTES) {
      // Asked for in one turn, so that nothing comes between.
      const written = this.#writer.write(bytes);
      return void await Promise.all([written, this.#writer.write(LINE_END)]);
    }
    const line = new Uint8Array(bytes.length + 1);
    line.set(bytes);
    line.set(LINE_END, bytes.length);
    await this.#writer.write(line);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#writer.close().catch(() => {});
  }

  /** Hears no more of the other side once it was silent for so long, although it has not closed. */
  async leave({ quietMs }: { quietMs: number }): Promise<void> {
    while (!this.#hasEnded) {
      const before = this.#reads;
      await new Promise((resolve) => setTimeout(resolve, quietMs));
      // Nothing was read either while this side was busy: then there may be more.
      if (this.#isReading && this.#reads === before) return await this.#reader.cancel().catch(() => {});
    }
  }

  async #read(): Promise<ReadableStreamReadResult<Uint8Array>> {
    this.#isReading = true;
    const result = await this.#reader.read();
    this.#isReading = false;
    this.#reads++;
    this.#hasEnded = result.done;
    return result;
  }
}

/** A line break inside a message can only be white space between tokens: JSON strings have none. */
function inOneLine(text: string): string {
  return text.includes("\n") ? text.replaceAll(/[\r\n]+/g, " ") : text;
}

function tooLong({ length, id, kind }: LongLine, maxBytes: number): Incoming {
  const why = `it has ${length} bytes, the limit is ${maxBytes}`;
  return { ok: false, why, ...(id !== undefined && { concerns: { id, kind } }) };
}
