import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import process from "node:process";
import type { Readable, Writable } from "node:stream";
import { createGuard } from "./guard.ts";
import type { GuardParts } from "./ports.ts";

export interface StdioOptions {
  /** Largest JSON-RPC message, bytes; a client that sends a larger one is disconnected. */
  readonly maxMessageBytes: number;
  /** Told of broken frames and failed writes. */
  readonly onError: (error: Error) => void;
  /** Default: those of the process. */
  readonly stdin?: Readable;
  readonly stdout?: Writable;
}

export interface RunningGuard {
  /** The client has said something, and the guard has had its turn to answer. */
  readonly heard: Promise<void>;
  /** The client has closed its end. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves the guard on two streams, whichever protocol revision the client opens with, until the client closes its end
 * or `close` is called.
 */
export function serveGuard(
  parts: GuardParts,
  options: StdioOptions,
): RunningGuard {
  const stdin = options.stdin ?? process.stdin;
  const transport = new StdioServerTransport(stdin, options.stdout ?? process.stdout, {
    maxBufferSize: options.maxMessageBytes,
  });
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  // The SDK takes over the transport's own `onclose`, so the end is heard where it begins.
  for (const event of ["end", "close", "error"]) stdin.once(event, () => resolve());
  const { promise: heard, resolve: hear } = Promise.withResolvers<void>();
  const handle = serveStdio(() => createGuard(parts), { transport, onerror: options.onError });
  // After the transport's own listener, which was there first.
  stdin.once("data", () => setTimeout(hear, 0));
  return {
    heard,
    closed,
    close: async () => {
      await handle.close();
      resolve();
    },
  };
}
