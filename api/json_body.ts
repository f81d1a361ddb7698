/** Reading a request's JSON once, up to a limit of bytes. */
import { Problem } from "./problem.ts";

const DEFAULT_TIMEOUT_MS = 30_000;

export interface JsonBodyOptions {
  /** Longest body, bytes. */
  readonly maxBytes: number;
  /** How long the body may take to arrive, milliseconds. Default: 30,000. */
  readonly timeoutMs?: number;
}

/** @throws {Problem} PAYLOAD_TOO_LARGE, CLIENT_TOO_SLOW or BAD_REQUEST. */
export async function readJson(request: Request, options: JsonBodyOptions): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(request, options));
  try {
    return JSON.parse(text);
  } catch {
    throw badField(
      "$",
      `Cannot read the body: found ${text === "" ? "nothing" : "no JSON"}, wanted a JSON object`,
    );
  }
}

export function badField(field: string, message: string): Problem {
  return new Problem("BAD_REQUEST", message, { members: { field } });
}

async function readBytes(request: Request, options: JsonBodyOptions): Promise<Uint8Array> {
  const { maxBytes, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const tooLarge = new Problem("PAYLOAD_TOO_LARGE", `The body is larger than ${maxBytes} bytes`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge;
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const tooSlow = new Problem("CLIENT_TOO_SLOW", `The body did not arrive within ${timeoutMs} ms`);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    void reader.cancel(tooSlow);
  }, timeoutMs);
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (isLate) throw tooSlow;
      if (done) break;
      length += value.length;
      if (length > maxBytes) throw tooLarge;
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
    // What is still under way is not wanted any more; after a normal end this does nothing.
    void reader.cancel().catch(() => {});
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
