import { ChunkedDecoder } from "./chunked_decoder.ts";
import type { Connection } from "./connection.ts";
import type { Framing } from "./response_head.ts";
import { protocolError } from "./upstream_error.ts";

export interface BodyEvents {
  /** Called with each piece before it is handed on; the bytes must not be changed. */
  data(bytes: Uint8Array): void;
  /** Called before each wait for the upstream. */
  waiting(): void;
  /** Called once: `reusable` when the body was read to its proper end. `error` when it was not; undefined when the reader gave up. */
  end(result: { readonly reusable: boolean; readonly error?: unknown }): void;
}

/**
 * A response body as a stream that reads from the connection only when its reader asks, so that a slow reader slows the upstream down
 * and memory stays flat. A body that ends too early makes the stream fail: it never looks like a shorter, complete one.
 */
export function streamBody(
  connection: Connection,
  framing: Framing,
  events: BodyEvents,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const next = framing.kind === "chunked" ? chunkedReader(connection) : plainReader(connection, framing);
  let ended = false;
  const end = (result: Parameters<BodyEvents["end"]>[0]) => {
    if (ended) return;
    ended = true;
    events.end(result);
  };
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        events.waiting();
        const { pieces, done } = await next();
        if (ended) return;
        for (const piece of pieces) {
          events.data(piece);
          controller.enqueue(piece);
        }
        if (done) {
          end({ reusable: framing.kind !== "close" });
          controller.close();
        }
      } catch (error) {
        if (ended) return;
        end({ reusable: false, error });
        controller.error(error);
      }
    },
    cancel() {
      end({ reusable: false });
    },
  }, { highWaterMark: 0 });
}

interface Step {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  readonly done: boolean;
}

function plainReader(connection: Connection, framing: Framing): () => Promise<Step> {
  let left = framing.kind === "length" ? framing.bytes : framing.kind === "none" ? 0 : Infinity;
  return async () => {
    if (left === 0) return { pieces: [], done: true };
    const bytes = await connection.take();
    if (bytes === null) {
      if (left === Infinity) return { pieces: [], done: true };
      throw protocolError(`The upstream closed the connection ${left} bytes before the end of its answer`);
    }
    const mine = bytes.length > left ? bytes.subarray(0, left) : bytes;
    connection.putBack(bytes.subarray(mine.length));
    left -= mine.length;
    return { pieces: [mine], done: left === 0 };
  };
}

function chunkedReader(connection: Connection): () => Promise<Step> {
  const decoder = new ChunkedDecoder();
  return async () => {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    // Loops over reads that held framing only: a pull has to give something or end.
    while (pieces.length === 0 && !decoder.done) {
      const bytes = await connection.take();
      if (bytes === null) {
        throw protocolError("The upstream closed the connection in the middle of a chunked answer");
      }
      const taken = decoder.decode(bytes, (piece) => pieces.push(piece));
      connection.putBack(bytes.subarray(taken));
    }
    return { pieces, done: decoder.done };
  };
}
