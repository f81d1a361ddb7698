/** One end of a tunnel. */
export type Wire = Pick<Deno.TcpConn, "read" | "write" | "closeWrite" | "close">;

export interface SpliceOptions {
  /** After so long without a byte in either direction both ends are closed, milliseconds. */
  readonly idleMs: number;
  /** The same once one side has said that it is done, milliseconds. */
  readonly halfOpenIdleMs: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Ends the tunnel early. */
  readonly signal: AbortSignal;
  /** Sees what the client sends. */
  readonly onUpload?: (bytes: Uint8Array) => void;
  readonly onProgress?: () => void;
}

export interface SpliceEnd {
  readonly uploadBytes: number;
  readonly downloadBytes: number;
  /** `ended`: both sides were done. `broken`: a connection was reset. */
  readonly how: "ended" | "broken" | "idle" | "aborted";
  /** Which side stopped first; null when neither did. */
  readonly firstDone: "client" | "upstream" | null;
}

const BUFFER_BYTES = 16 * 1024;

export async function writeAll(wire: Pick<Wire, "write">, bytes: Uint8Array): Promise<void> {
  for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await wire.write(rest));
}

/**
 * Carries bytes both ways until both sides are done, one of them breaks, or nothing moves for too long; then closes both. Each piece is
 * written before the next is read, so a slow reader holds its sender back. A side that has finished sending is told on to the other,
 * which may go on.
 */
export async function splice(client: Wire, upstream: Wire, options: SpliceOptions): Promise<SpliceEnd> {
  const state = { upload: 0, download: 0, movedAt: options.now(), firstDone: null as SpliceEnd["firstDone"] };
  const pump = async (
    from: Wire,
    to: Wire,
    count: (bytes: Uint8Array) => void,
    side: "client" | "upstream",
  ) => {
    const buffer = new Uint8Array(BUFFER_BYTES);
    for (let size; (size = await from.read(buffer)) !== null;) {
      const bytes = buffer.subarray(0, size);
      count(bytes);
      state.movedAt = options.now();
      options.onProgress?.();
      await writeAll(to, bytes);
      state.movedAt = options.now();
    }
    state.firstDone ??= side;
    await to.closeWrite();
  };
  const pumps = Promise.all([
    pump(client, upstream, (bytes) => {
      state.upload += bytes.length;
      options.onUpload?.(bytes);
    }, "client"),
    pump(upstream, client, (bytes) => state.download += bytes.length, "upstream"),
  ]).then(() => "ended" as const, () => "broken" as const);
  const watch = watchFor(state, options);
  try {
    const how = await Promise.race([pumps, watch.over]);
    return { uploadBytes: state.upload, downloadBytes: state.download, how, firstDone: state.firstDone };
  } finally {
    watch.stop();
    closeQuietly(client);
    closeQuietly(upstream);
  }
}

/**
 * Ends a connection, whatever its state. `Deno.Conn.close()` leaves the socket open as long as a read waits (Deno 2.8.3), so the other side
 * is told first.
 */
export function closeQuietly(wire: Pick<Wire, "close" | "closeWrite">): void {
  wire.closeWrite().catch(() => {});
  try {
    wire.close();
  } catch {
    // It is closed already.
  }
}

/** Resolves when nothing has moved for too long, or the tunnel is to end. */
function watchFor(
  state: { readonly movedAt: number; readonly firstDone: unknown },
  { idleMs, halfOpenIdleMs, now, signal }: SpliceOptions,
): { readonly over: Promise<"idle" | "aborted">; readonly stop: () => void } {
  const { promise, resolve } = Promise.withResolvers<"idle" | "aborted">();
  const abort = () => resolve("aborted");
  const timer = setInterval(() => {
    const limit = state.firstDone === null ? idleMs : Math.min(idleMs, halfOpenIdleMs);
    if (now() - state.movedAt >= limit) resolve("idle");
  }, Math.max(5, Math.min(idleMs, halfOpenIdleMs, 4_000) / 4));
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  return {
    over: promise,
    stop: () => {
      clearInterval(timer);
      signal.removeEventListener("abort", abort);
    },
  };
}
