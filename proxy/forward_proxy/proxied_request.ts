/**
 * Whether a request on the gateway's own port is meant for the gateway or is to be forwarded: a client that uses it as its HTTP proxy
 * sends the whole URL on the request line (absolute form, RFC 9112 section 3.2.2). `Deno.serve` gives the same `request.url` for that and
 * for a path with a `Host`, so it is the host that tells.
 */

export type Destination =
  | { readonly kind: "own" }
  /** `target` is the absolute URL as the caller wrote it. */
  | { readonly kind: "proxied"; readonly target: string }
  /** A name that is not ours, with our port: a page whose name was made to lead here (DNS rebinding). */
  | { readonly kind: "foreign" };

export interface OwnPlace {
  /** Whether this request names this server, in its URL and in its `Host`. */
  readonly isOurs: boolean;
  /** Where this server listens. */
  readonly port: number;
}

const OWN: Destination = { kind: "own" };

/**
 * Tells where a request goes. A name of ours is ours whatever the port, since ports are mapped and tunnelled; only a client that shows
 * itself as one of a proxy means another service on this machine. A name that is not ours is proxied, unless it comes with our own port:
 * browsers send the port of a page's URL, so a page that was led here by its name always has that.
 */
export function destinationOf(request: Request, { isOurs, port }: OwnPlace): Destination {
  const { url } = request;
  if (url.startsWith("https:")) return { kind: "proxied", target: url };
  const named = portOf(url);
  const isClientOfProxy = () =>
    request.headers.has("proxy-connection") || request.headers.has("proxy-authorization");
  if (isOurs) {
    return named === port || !isClientOfProxy() ? OWN : { kind: "proxied", target: url };
  }
  return named === port ? { kind: "foreign" } : { kind: "proxied", target: url };
}

/** Of an absolute http URL; NaN for what is no port. */
function portOf(url: string): number {
  const authority = /^http:\/\/([^/?#]*)/.exec(url)?.[1] ?? "";
  const text = /:([0-9]*)$/.exec(authority)?.[1];
  return text === undefined ? 80 : text === "" ? NaN : Number(text);
}
