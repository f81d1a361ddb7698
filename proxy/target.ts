import { unbracket } from "./address_guard.ts";

/** Where a call goes, taken from the URL the caller wrote. */
export interface Target {
  readonly scheme: "http" | "https";
  /** Canonical: lower case, punycode, IPv4 in dotted decimal, no trailing dot, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** Value of `Host`: canonical, port only when it is not the scheme's own. */
  readonly hostHeader: string;
  /** Path and query, byte for byte as the caller wrote them; `/` when there were none. Never a fragment. */
  readonly requestTarget: string;
  /** Scheme and canonical host, then `requestTarget`. */
  readonly url: string;
}

export type TargetResult = { readonly ok: true; readonly target: Target } | {
  readonly ok: false;
  readonly message: string;
};

const PREFIX = "/proxy/";

/**
 * The part of a request URL after `/proxy/`, exactly as it was on the request line; null when the path does not begin so. `Deno.serve`
 * keeps the raw request target in `request.url`; `new URL(request.url)` would lose `..` and repeated slashes.
 */
export function proxiedPart(requestUrl: string): string | null {
  const path = requestUrl.indexOf("/", requestUrl.indexOf("://") + 3);
  return path !== -1 && requestUrl.startsWith(PREFIX, path) ? requestUrl.slice(path + PREFIX.length) : null;
}

/**
 * Parses what stands after `/proxy/`. The host goes through the WHATWG parser, so that every spelling of an address (`0x7f.1`,
 * `2130706433`, full-width digits) is judged as what it means; path and query stay as they are. A single slash after the scheme is taken
 * as two, because some HTTP libraries collapse repeated slashes in a path.
 */
export function parseTarget(raw: string): TargetResult {
  const bad = (message: string): TargetResult => ({ ok: false, message });
  const text = raw.split("#", 1)[0]!;
  if (text === "") {
    return bad(
      "The target URL is missing: write it in full after /proxy/, such as /proxy/https://api.example.com/path",
    );
  }
  // deno-lint-ignore no-control-regex -- control characters are what is looked for
  if (/[\x00-\x20\x7f]/.test(text)) {
    return bad("The target URL holds a space or control character: percent-encode it");
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    return bad("The target URL is not absolute: it has to begin with http:// or https://");
  }
  if (scheme !== "http" && scheme !== "https") {
    return bad(`The target URL has scheme "${scheme}": only http and https are allowed`);
  }
  const parts = /^\/{1,2}([^/?]+)([/?].*)?$/.exec(text.slice(scheme.length + 1));
  if (parts === null) return bad("The target URL has no host: write it as https://host/path");
  const authority = parts[1]!;
  if (authority.includes("@")) {
    return bad("The target URL holds credentials: send them in the Authorization header instead");
  }
  const beforeQuery = authority + (parts[2] ?? "").split("?", 1)[0];
  if (beforeQuery.includes("\\")) return bad("The target URL holds a backslash: use / or %5C");
  return withAuthority(scheme, authority, parts[2] ?? "/");
}

function withAuthority(scheme: "http" | "https", authority: string, rest: string): TargetResult {
  let parsed: URL;
  try {
    parsed = new URL(`${scheme}://${authority}/`);
  } catch {
    return { ok: false, message: "The target URL has a malformed host or port" };
  }
  const hostname = parsed.hostname.replace(/\.$/, "");
  const port = parsed.port === "" ? (scheme === "https" ? 443 : 80) : Number(parsed.port);
  if (port === 0 || authority.endsWith(":") || !isHostname(hostname)) {
    return { ok: false, message: "The target URL has a malformed host or port" };
  }
  const hostHeader = parsed.port === "" ? hostname : `${hostname}:${parsed.port}`;
  const requestTarget = rest.startsWith("/") ? rest : `/${rest}`;
  return {
    ok: true,
    target: {
      scheme,
      host: unbracket(hostname),
      port,
      hostHeader,
      requestTarget,
      url: `${scheme}://${hostHeader}${requestTarget}`,
    },
  };
}

/** RFC 1035 lengths, and characters that cannot be mistaken for anything else; underscores occur in real names. */
function isHostname(hostname: string): boolean {
  if (hostname.startsWith("[")) return true;
  return hostname.length <= 253 && hostname.split(".").every((label) => /^[a-z0-9_-]{1,63}$/.test(label));
}
