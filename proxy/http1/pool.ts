import type { Connection } from "./connection.ts";
import { UpstreamError } from "./upstream_error.ts";

export interface PoolOptions {
  /** How long a connection may idle, milliseconds. Shorter than the 5 s after which common servers close theirs. */
  readonly idleMs: number;
  readonly maxIdlePerOrigin: number;
  readonly maxIdle: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** How often deadlines are looked at, milliseconds. */
  readonly sweepMs: number;
}

/**
 * Keeps connections for reuse, by origin, and ends those that idle or wait too long. One timer serves all deadlines, because a timer a
 * request costs more than the request's own bookkeeping; a deadline is therefore met up to `sweepMs` late.
 */
export class Pool {
  readonly #options: PoolOptions;
  readonly #idle = new Map<string, Connection[]>();
  readonly #live = new Map<Connection, string>();
  readonly #liveByOrigin = new Map<string, number>();
  #idleCount = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Whether a connection to `origin` is open, idle or not: its address has been vetted. */
  has(origin: string): boolean {
    return this.#liveByOrigin.has(origin);
  }

  /** How many connections are open. */
  get size(): number {
    return this.#live.size;
  }

  /** The connection used last, which is the one most likely to be alive; undefined when none is idle. */
  take(origin: string): Connection | undefined {
    const list = this.#idle.get(origin);
    const connection = list?.pop();
    if (connection === undefined) return undefined;
    if (list!.length === 0) this.#idle.delete(origin);
    this.#idleCount--;
    connection.deadline = Infinity;
    return connection;
  }

  /** Takes charge of a new connection: it is watched until it is destroyed. */
  add(origin: string, connection: Connection): void {
    if (this.#closed) {
      connection.destroy();
      return;
    }
    this.#live.set(connection, origin);
    this.#liveByOrigin.set(origin, (this.#liveByOrigin.get(origin) ?? 0) + 1);
    connection.onDestroy = () => this.#forget(origin, connection);
    connection.onUnasked = () => connection.destroy();
    if (this.#timer === undefined) {
      this.#timer = setInterval(() => this.sweep(), this.#options.sweepMs);
      Deno.unrefTimer(this.#timer);
    }
  }

  /** Gives a connection back after a complete response. One with bytes that nobody asked for is closed instead. */
  release(origin: string, connection: Connection, keepAliveMs: number | null): void {
    const list = this.#idle.get(origin) ?? [];
    const full = list.length >= this.#options.maxIdlePerOrigin || this.#idleCount >= this.#options.maxIdle;
    // A server that says how long it waits is believed, less one second for the way.
    const idleMs = keepAliveMs === null ? this.#options.idleMs : Math.min(keepAliveMs - 1000, 60_000);
    if (this.#closed || full || idleMs <= 0 || !connection.clean) {
      connection.destroy();
      return;
    }
    connection.reset();
    connection.abandoned = null;
    connection.deadline = this.#options.now() + idleMs;
    connection.listen();
    list.push(connection);
    this.#idle.set(origin, list);
    this.#idleCount++;
  }

  #forget(origin: string, connection: Connection): void {
    if (!this.#live.delete(connection)) return;
    const count = this.#liveByOrigin.get(origin)! - 1;
    if (count === 0) this.#liveByOrigin.delete(origin);
    else this.#liveByOrigin.set(origin, count);
    const list = this.#idle.get(origin);
    const at = list?.indexOf(connection) ?? -1;
    if (at !== -1) {
      list!.splice(at, 1);
      this.#idleCount--;
      if (list!.length === 0) this.#idle.delete(origin);
    }
    if (this.#live.size === 0) this.#stopTimer();
  }

  /** Destroys what is past its deadline or abandoned. The timer calls it. */
  sweep(): void {
    const now = this.#options.now();
    for (const connection of this.#live.keys()) {
      if (now > connection.deadline) {
        connection.destroy(new UpstreamError("UPSTREAM_TIMEOUT", connection.timeoutError));
      } else if (connection.abandoned?.()) connection.destroy();
    }
  }

  #stopTimer(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Destroys every connection. */
  close(): void {
    this.#closed = true;
    for (const connection of [...this.#live.keys()]) connection.destroy();
    this.#stopTimer();
  }
}
