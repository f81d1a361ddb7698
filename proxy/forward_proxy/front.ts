import { CONNECT_PREFIX } from "./connect_head.ts";
import { readFirstBytes } from "./first_bytes.ts";
import { closeQuietly, splice, writeAll } from "./splice.ts";

export interface FrontOptions {
  /** Takes over connections that begin with CONNECT. */
  readonly connect: (wire: Deno.TcpConn, start: Uint8Array<ArrayBuffer>) => Promise<void>;
  /** Port on 127.0.0.1 of the server that takes every other request. */
  readonly httpPort: number;
  /** Default 4,096; more are closed at once. */
  readonly maxConnections?: number;
}

/** How long a client may be silent before its first byte, and how long nothing may move later, milliseconds. */
const FIRST_BYTE_MS = 60_000;
const IDLE_MS = 15 * 60_000;

/**
 * What accepts connections where CONNECT is answered. `Deno.serve` does not hand over the connection of a CONNECT request, so this
 * looks at the first bytes of each connection: CONNECT is taken over, all else is carried to a server on loopback as it comes.
 */
export class Front {
  readonly #options: FrontOptions;
  readonly #listeners: Deno.TcpListener[] = [];
  readonly #carried = new Set<Promise<void>>();
  readonly #ending = new AbortController();

  constructor(options: FrontOptions) {
    this.#options = options;
  }

  /** Starts to accept from a listener, which this ends. */
  listen(listener: Deno.TcpListener): void {
    this.#listeners.push(listener);
    void this.#accept(listener);
  }

  async #accept(listener: Deno.TcpListener): Promise<void> {
    while (!this.#ending.signal.aborted) {
      let wire: Deno.TcpConn;
      try {
        wire = await listener.accept();
      } catch (error) {
        if (this.#ending.signal.aborted || error instanceof Deno.errors.BadResource) return;
        // Out of file descriptors, or a client that left at once: what is open goes on.
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      if (this.#carried.size >= (this.#options.maxConnections ?? 4_096)) {
        closeQuietly(wire);
        continue;
      }
      const life = this.#serve(wire).catch(() => {}).finally(() => closeQuietly(wire));
      this.#carried.add(life);
      void life.then(() => this.#carried.delete(life));
    }
  }

  async #serve(wire: Deno.TcpConn): Promise<void> {
    wire.setNoDelay(true);
    const read = await readFirstBytes(wire, kindOf, {
      maxBytes: CONNECT_PREFIX.length,
      timeoutMs: FIRST_BYTE_MS,
      signal: this.#ending.signal,
    });
    if (read.kind !== "found") return;
    if (read.found === "connect") return await this.#options.connect(wire, read.bytes);
    await this.#carry(wire, read.bytes);
  }

  async #carry(wire: Deno.TcpConn, start: Uint8Array): Promise<void> {
    const inner = await Deno.connect({ hostname: "127.0.0.1", port: this.#options.httpPort });
    inner.setNoDelay(true);
    try {
      await writeAll(inner, start);
      await splice(wire, inner, {
        idleMs: IDLE_MS,
        halfOpenIdleMs: IDLE_MS,
        now: () => performance.now(),
        signal: this.#ending.signal,
      });
    } finally {
      closeQuietly(inner);
    }
  }

  /** Stops accepting. Connections that are open stay until their server or their tunnel ends. */
  stopAccepting(): void {
    for (const listener of this.#listeners.splice(0)) listener.close();
  }

  /** Breaks off what is left; resolves when all is closed. */
  async close(): Promise<void> {
    this.#ending.abort();
    this.stopAccepting();
    await Promise.all(this.#carried);
  }
}

/** Whether the first bytes are those of a CONNECT request; null while that is open. */
function kindOf(bytes: Uint8Array): "connect" | "http" | null {
  const count = Math.min(bytes.length, CONNECT_PREFIX.length);
  for (let i = 0; i < count; i++) if (bytes[i] !== CONNECT_PREFIX[i]) return "http";
  return count === CONNECT_PREFIX.length ? "connect" : null;
}
