import { proxyCredentials } from "./forward_proxy/proxy_credentials.ts";
import { hopByHop } from "./http1/header_syntax.ts";

/** Who makes a call, as its `X-Interven-*` headers say, or else its proxy credentials. */
export interface Caller {
  readonly agentId: string;
  /** Defaults to the agent. */
  readonly sessionId: string;
  readonly runtime?: string;
  readonly env?: string;
}

const MAX_NAME_CHARS = 200;

/** Reads the caller's names, cut at 200 characters. What the operator set as environment is not the caller's to change. */
export function callerOf(
  headers: Headers,
  defaults: { readonly agentId: string; readonly sessionId?: string; readonly env?: string },
): Caller {
  const named = (name: string) => headers.get(name)?.trim().slice(0, MAX_NAME_CHARS) || undefined;
  const credentials = proxyCredentials(headers.get("proxy-authorization"));
  const agentId = named("x-interven-agent") ?? credentials?.agentId ?? defaults.agentId;
  const runtime = named("x-interven-runtime");
  const env = defaults.env ?? named("x-interven-env");
  return {
    agentId,
    sessionId: named("x-interven-session") ?? credentials?.sessionId ?? defaults.sessionId ?? agentId,
    ...(runtime === undefined ? {} : { runtime }),
    ...(env === undefined ? {} : { env }),
  };
}

/**
 * The caller's headers that go on to the upstream: all but hop-by-hop ones, `Host`, `X-Interven-*`, `Proxy-*`, `Expect` (answered here)
 * and `Content-Length` (computed anew). Values stay byte for byte.
 */
export function forwardedHeaders(headers: Headers): [string, string][] {
  const stopsHere = hopByHop(headers);
  const forwarded: [string, string][] = [];
  for (const header of headers) {
    const name = header[0];
    if (
      name === "host" || name === "content-length" || name === "expect" || name.startsWith("x-interven-") ||
      stopsHere(name)
    ) {
      continue;
    }
    forwarded.push(header);
  }
  return forwarded;
}
