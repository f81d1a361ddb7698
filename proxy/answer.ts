import type { PassedAnswer } from "./answers/answer_guard.ts";
import { hopByHop } from "./http1/header_syntax.ts";
import type { UpstreamResponse } from "./http1/client.ts";
import type { AddressGuard } from "./address_guard.ts";
import { type Stamp, stampHeaders } from "./refusals.ts";
import { parseTarget, type Target } from "./target.ts";

/** Of a location that is refused, so much is told. */
const MAX_SHOWN_CHARS = 200;

/** Statuses that `Response` allows no body for. */
const BODILESS = new Set([204, 205, 304]);

/**
 * A browser that opens an answer must not run it on the console's origin, where its scripts could read the console and
 * approve calls. `sandbox` gives a page an origin of its own and no scripts (Content Security Policy Level 3, section 6.3.2);
 * policies add up, so the upstream's own stay in force. Clients that are no browsers do not look at it.
 */
const SANDBOX: [string, string] = ["content-security-policy", "sandbox"];

/** Whether anything comes behind the head that could be read. */
export function hasBody({ status, body }: UpstreamResponse, request: Request): boolean {
  return body !== null && request.method !== "HEAD" && !BODILESS.has(status);
}

/** Headers that describe the bytes as the upstream sent them (RFC 9110 section 8, RFC 9530, RFC 1864). */
const OF_THE_BYTES: ReadonlySet<string> = new Set([
  "content-encoding",
  "content-length",
  "content-digest",
  "repr-digest",
  "digest",
  "content-md5",
  "etag",
]);

/** The upstream's answer as the caller gets it: status, end-to-end headers and body as they are, and the gateway's own headers. */
export function answerOf(
  upstream: UpstreamResponse,
  { request, stamp, passed, isOnOurOrigin = true }: {
    request: Request;
    stamp: Stamp;
    /** What goes on in the body's place, when it was held. Default: the body. */
    passed?: PassedAnswer;
    /** False when the client takes the answer as the site's own, as clients of a forward proxy do. Default true. */
    isOnOurOrigin?: boolean;
  },
): Response {
  const mayBeCompressed = !BODILESS.has(upstream.status) && request.headers.has("accept-encoding");
  const sent = passed === undefined || passed.isAsItCame
    ? upstream.headers
    : upstream.headers.filter(([name]) => !OF_THE_BYTES.has(name.toLowerCase()));
  const headers = answerHeaders(sent, mayBeCompressed);
  if (isOnOurOrigin) headers.push(SANDBOX);
  headers.push(...stampHeaders(stamp));
  if (passed?.judgement) headers.push(["x-interven-answer", passed.judgement.action]);
  let body: BodyInit | null = passed === undefined ? upstream.body : passed.body as BodyInit;
  if (BODILESS.has(upstream.status)) {
    if (body !== null) upstream.discard();
    body = null;
  } else if (request.method === "HEAD") {
    // `Deno.serve` writes `Content-Length: 0` for a null body; an empty stream leaves the upstream's value alone.
    body = new ReadableStream({ start: (controller) => controller.close() });
  }
  return new Response(body, { status: upstream.status, headers });
}

function answerHeaders(
  upstream: UpstreamResponse["headers"],
  mayBeCompressed: boolean,
): [string, string][] {
  const stopsHere = hopByHop(upstream);
  const headers: [string, string][] = [];
  let isCoded = false;
  for (const [name, value] of upstream) {
    const lower = name.toLowerCase();
    // The upstream must not be able to speak in the gateway's name.
    if (lower.startsWith("x-interven-") || stopsHere(lower)) continue;
    if (lower === "content-encoding") isCoded = true;
    headers.push([lower, value]);
  }
  // `Deno.serve` compresses answers of its own accord, unless they name a coding: bytes would not arrive as the upstream sent them.
  if (mayBeCompressed && !isCoded) headers.push(["content-encoding", "identity"]);
  return headers;
}

/**
 * Where a redirect would lead when it must not be followed; null for an answer that is no redirect, or one that stays with the same
 * host or leads to a public one. Relative locations stay with the host that has been vetted. A name is looked up, as it is before a
 * call: a client that follows an absolute location does so past the gateway.
 */
export async function blockedRedirect(
  upstream: UpstreamResponse,
  target: Target,
  guard: AddressGuard,
): Promise<string | null> {
  if (upstream.status < 300 || upstream.status > 399) return null;
  for (const [name, value] of upstream.headers) {
    if (name.length !== 8 || name.toLowerCase() !== "location") continue;
    const blocked = await blockedLocation(value, target, guard);
    if (blocked !== null) return blocked;
  }
  return null;
}

async function blockedLocation(value: string, target: Target, guard: AddressGuard): Promise<string | null> {
  const url = URL.parse(value, target.url);
  const shown = value.slice(0, MAX_SHOWN_CHARS);
  // What one client cannot read another may read as an address, and a backslash ends the host for some of them only.
  if (url === null || /^[^?#]*\\[^?#]*@/.test(value)) return shown;
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  const next = parseTarget(`${url.protocol}//${url.host}/`);
  if (!next.ok) return shown;
  if (next.target.host === target.host && next.target.port === target.port) return null;
  try {
    return (await guard.vet(next.target)).ok ? null : next.target.host;
  } catch {
    return null; // A name that leads nowhere.
  }
}
