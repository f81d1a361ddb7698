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

/**
 * Serves the guard on two streams, whichever protocol revision the client opens with, until the client closes its end
 * or `close` is called.
 */
export function serveGuard(
  parts: GuardParts,
  options: StdioOptions,
): { readonly closed: Promise<void>; close(): Promise<void> } {
  const stdin = options.stdin ?? process.stdin;
  const transport = new StdioServerTransport(stdin, options.stdout ?? process.stdout, {
    maxBufferSize: options.maxMessageBytes,
  });
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  // The SDK takes over the transport's own `onclose`, so the end is heard where it begins.
  for (const event of ["end", "close", "error"]) stdin.once(event, () => resolve());
  const handle = serveStdio(() => createGuard(parts), { transport, onerror: options.onError });
  return {
    closed,
    close: async () => {
      await handle.close();
      resolve();
    },
  };
}
