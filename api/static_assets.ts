/** The dashboard's files, from memory, and the headers that keep other people's code out of its page. */
import type { MiddlewareHandler } from "hono";

export interface StaticAsset {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Strong validator with its quotes (RFC 9110, section 8.8.3). */
  readonly etag?: string;
  /** The name holds a digest of the content: may be kept for ever. Default: false. */
  readonly immutable?: boolean;
}

const PAGE = "/index.html";
/** Addresses of the dashboard's views, which are all the same page. */
const VIEWS = /^\/(?:traces|approvals|sessions|policy|playground|tools|settings)(?:\/|$)/;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/** On every answer, be it page, JSON or refusal. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** Sets the security headers, whoever made the answer. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.res.headers.set(name, value);
};

/** Serves what `assets` holds; keys are URL paths. Everything else is left to the next handler. */
export function staticAssets(assets: ReadonlyMap<string, StaticAsset>): MiddlewareHandler {
  return async (context, next) => {
    const { method, path } = context.req;
    if (method !== "GET" && method !== "HEAD") return await next();
    const asset = assets.get(path) ??
      (wantsPage(path, context.req.header("accept")) ? assets.get(PAGE) : undefined);
    if (asset === undefined) return await next();
    return assetResponse(asset, context.req.raw);
  };
}

/** A view's address asked for by a browser that navigates; a script that asks for JSON there gets its 404. */
function wantsPage(path: string, accept: string | undefined): boolean {
  if (path === "/") return true;
  return VIEWS.test(path) && (accept ?? "").includes("text/html");
}

function assetResponse(asset: StaticAsset, request: Request): Response {
  const headers = new Headers({
    "content-type": asset.contentType,
    "cache-control": asset.immutable === true ? "public, max-age=31536000, immutable" : "no-cache",
  });
  if (asset.etag !== undefined) {
    headers.set("etag", asset.etag);
    const known = request.headers.get("if-none-match")?.split(",").map((tag) =>
      tag.trim().replace(/^W\//, "")
    );
    if (known?.includes(asset.etag)) return new Response(null, { status: 304, headers });
  }
  headers.set("content-length", String(asset.bytes.length));
  // Bytes of a plain ArrayBuffer; the type parameter says no more than that.
  const body = request.method === "HEAD" ? null : asset.bytes as Uint8Array<ArrayBuffer>;
  return new Response(body, { headers });
}
