import type { Wire } from "./splice.ts";

export type FirstBytes<T> =
  | { readonly kind: "found"; readonly found: T; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "ended" | "too-slow" | "too-large"; readonly bytes: Uint8Array<ArrayBuffer> };

/**
 * Reads from a connection until `look` recognises what came. All bytes read are given back: what follows what was looked for belongs to
 * whoever goes on with the connection.
 *
 * @param look Gets all bytes so far; null asks for more.
 */
export async function readFirstBytes<T>(
  wire: Pick<Wire, "read">,
  look: (bytes: Uint8Array<ArrayBuffer>) => T | null,
  { start = new Uint8Array(), maxBytes, timeoutMs, signal }: {
    /** What was read before. Default nothing. */
    start?: Uint8Array<ArrayBuffer>;
    maxBytes: number;
    /** For all of it, milliseconds. */
    timeoutMs: number;
    /** Gives up early, as if the connection had ended. */
    signal: AbortSignal;
  },
): Promise<FirstBytes<T>> {
  let bytes = start;
  const { promise: enough, resolve } = Promise.withResolvers<"too-slow" | null>();
  const timer = setTimeout(() => resolve("too-slow"), timeoutMs);
  const abort = () => resolve(null);
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  const buffer = new Uint8Array(4096);
  try {
    while (true) {
      const found = look(bytes);
      if (found !== null) return { kind: "found", found, bytes };
      if (bytes.length >= maxBytes) return { kind: "too-large", bytes };
      const size = await Promise.race([wire.read(buffer).catch(() => null), enough]);
      if (size === null) return { kind: "ended", bytes };
      if (size === "too-slow") return { kind: "too-slow", bytes };
      const more = new Uint8Array(bytes.length + size);
      more.set(bytes);
      more.set(buffer.subarray(0, size), bytes.length);
      bytes = more;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
