/** Fetching a list over HTTP: bounded in time, size and redirects, and not at all when it has not changed. */
import { isAllowedUrl } from "./threat_intel_sources.ts";

export interface FetchListOptions {
  /** `ETag` of the list that is there already (RFC 9110, section 13.1.2). */
  readonly etag: string | null;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Ends the transfer at once. */
  readonly signal: AbortSignal;
}

export type FetchedList =
  | { readonly changed: true; readonly text: string; readonly etag: string | null }
  | { readonly changed: false };

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** @throws {Error} whose message completes "Cannot load …: ". */
export async function fetchList(start: URL, options: FetchListOptions): Promise<FetchedList> {
  const { etag, timeoutMs, maxBytes } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([options.signal, timeout]);
  try {
    const response = await follow(start, etag, signal);
    if (response.status === 304) {
      await response.body?.cancel();
      return { changed: false };
    }
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`the server answered ${response.status}, wanted 200`);
    }
    return { changed: true, text: await readText(response, maxBytes), etag: response.headers.get("etag") };
  } catch (cause) {
    if (timeout.aborted) throw new Error(`it took longer than ${timeoutMs / 1_000} s`, { cause });
    throw cause;
  }
}

/** Each hop must be as safe as the first: a redirect to plain http is refused. */
async function follow(start: URL, etag: string | null, signal: AbortSignal): Promise<Response> {
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await fetch(url, {
      redirect: "manual",
      signal,
      headers: {
        accept: "text/plain, text/csv, application/json, */*;q=0.1",
        ...(etag && { "if-none-match": etag }),
      },
    });
    if (!REDIRECTS.has(response.status)) return response;
    await response.body?.cancel();
    const next = URL.parse(response.headers.get("location") ?? "", url);
    if (next === null || !isAllowedUrl(next)) throw new Error("it redirects to an address that is not https");
    url = next;
  }
  throw new Error(`it redirects more than ${MAX_REDIRECTS} times`);
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let bytes = 0;
  // Leaving the loop cancels the stream.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`it is larger than ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
