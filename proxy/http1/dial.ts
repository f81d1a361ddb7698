import { UpstreamError } from "./upstream_error.ts";

export interface DialOptions {
  readonly scheme: "http" | "https";
  /** Name or address that a certificate is checked for; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Addresses already vetted; tried in order. Never a name. */
  readonly addresses: readonly string[];
  /** For all addresses and the TLS handshake together, milliseconds. */
  readonly timeoutMs: number;
  /** PEM certificates trusted besides the built-in ones. */
  readonly caCerts: readonly string[];
}

/**
 * Opens a connection to the first of the vetted addresses that answers, with TLS verified for the host name.
 *
 * @throws {UpstreamError} `UPSTREAM_UNREACHABLE`, `UPSTREAM_TLS` or `UPSTREAM_TIMEOUT`
 */
export async function dial(options: DialOptions): Promise<Deno.Conn> {
  const attempt = { gaveUp: false };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      attempt.gaveUp = true;
      reject(
        new UpstreamError(
          "UPSTREAM_TIMEOUT",
          `No connection to ${options.host} within ${options.timeoutMs} ms`,
        ),
      );
    }, options.timeoutMs);
  });
  try {
    return await Promise.race([connectAny(options, attempt), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function connectAny(options: DialOptions, attempt: { readonly gaveUp: boolean }): Promise<Deno.Conn> {
  const tcp = await connectFirst(options.addresses, options);
  if (attempt.gaveUp) return abandon(tcp);
  tcp.setNoDelay(true);
  if (options.scheme === "http") return tcp;
  const tls = await secure(tcp, options);
  return attempt.gaveUp ? abandon(tls) : tls;
}

/** Head start of each address over the next one (RFC 8305 section 5), milliseconds. */
const HEAD_START_MS = 250;

/** Connects to the addresses in turn without waiting for a silent one to fail; the first connection wins, later ones are closed. */
function connectFirst(addresses: readonly string[], { host, port }: DialOptions): Promise<Deno.TcpConn> {
  const { promise, resolve, reject } = Promise.withResolvers<Deno.TcpConn>();
  let next = 0;
  let failed = 0;
  let settled = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tryNext = () => {
    clearTimeout(timer);
    const address = addresses[next++];
    if (settled || address === undefined) return;
    if (next < addresses.length) timer = setTimeout(tryNext, HEAD_START_MS);
    Deno.connect({ hostname: address, port }).then((tcp) => {
      clearTimeout(timer);
      if (settled) return tcp.close();
      settled = true;
      resolve(tcp);
    }, (error) => {
      if (++failed < addresses.length) return tryNext();
      settled = true;
      reject(
        new UpstreamError("UPSTREAM_UNREACHABLE", `Cannot connect to ${host}: ${reasonOf(error)}`, {
          cause: error,
        }),
      );
    });
  };
  if (addresses.length === 0) {
    reject(new UpstreamError("UPSTREAM_UNREACHABLE", `Cannot connect to ${host}: it has no address`));
  } else tryNext();
  return promise;
}

/** For a connection that came after the time was up. Nobody waits for the answer any more. */
function abandon(conn: Deno.Conn): never {
  conn.close();
  throw new UpstreamError("UPSTREAM_TIMEOUT", "The connection came too late");
}

async function secure(tcp: Deno.TcpConn, options: DialOptions): Promise<Deno.TlsConn> {
  let tls: Deno.TlsConn | undefined;
  try {
    tls = await Deno.startTls(tcp, {
      hostname: options.host,
      alpnProtocols: ["http/1.1"],
      caCerts: [...options.caCerts],
    });
    await tls.handshake();
    return tls;
  } catch (error) {
    try {
      (tls ?? tcp).close();
    } catch {
      // startTls has taken the socket over and closed it.
    }
    throw new UpstreamError(
      "UPSTREAM_TLS",
      `No trusted TLS connection to ${options.host}: ${reasonOf(error)}`,
      { cause: error },
    );
  }
}

/** The system's own words, in one short line. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]!.slice(0, 200);
}
