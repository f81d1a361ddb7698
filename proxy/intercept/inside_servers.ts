import type { Inside, InsideConnection, OpenedTunnel } from "../forward_proxy/inside.ts";
import type { Leaf } from "./authority.ts";

export interface InsideOptions {
  /** Answers one request that came out of a tunnel; `url` is absolute and goes where the tunnel goes. */
  readonly handle: (request: Request, tunnel: OpenedTunnel, url: string) => Promise<Response>;
  /** Answers a request for another host than the tunnel was asked for. */
  readonly misdirected: (request: Request, tunnel: OpenedTunnel) => Promise<Response>;
  /** A certificate for a host; null when nobody may look into TLS. */
  readonly leafFor: ((host: string) => Promise<Leaf>) | null;
  /** Whether TLS to a host is left alone. */
  readonly isExempt: (host: string) => boolean;
  /** Servers that are kept for hosts, each with its certificate. Default 256. */
  readonly maxServers?: number;
}

interface HostServer {
  readonly server: Deno.HttpServer<Deno.NetAddr>;
  /** Open tunnels by the port that their connection comes from. */
  readonly tunnels: Map<number, OpenedTunnel>;
  /** Monotonic milliseconds. */
  readonly startedAt: number;
}

/** Certificates hold for a week; a server older than this is started anew with a fresh one, milliseconds. */
const RENEW_AFTER_MS = 5 * 24 * 60 * 60 * 1000;

/**
 * Servers on loopback that take what comes out of tunnels: one for plain HTTP, one for each host whose TLS is opened up, because
 * `Deno.serve` has one certificate each. They speak HTTP/1.1, and HTTP/2 over TLS. What connects to them past a tunnel is turned away.
 */
export class InsideServers implements Inside {
  readonly #options: InsideOptions;
  /** By host; least recently used first. A promise, so that two tunnels to a new host share one server. */
  readonly #servers = new Map<string, Promise<HostServer>>();
  #plain: HostServer | undefined;

  constructor(options: InsideOptions) {
    this.#options = options;
  }

  opensTls(host: string): boolean {
    return this.#options.leafFor !== null && !this.#options.isExempt(host);
  }

  async connect(tunnel: OpenedTunnel, kind: "tls" | "plain"): Promise<InsideConnection> {
    const { server, tunnels } = kind === "tls"
      ? await this.#serverFor(tunnel.target.host)
      : this.#plain ??= this.#start("http", {});
    const wire = await Deno.connect({ hostname: "127.0.0.1", port: server.addr.port });
    wire.setNoDelay(true);
    const { port } = wire.localAddr;
    tunnels.set(port, tunnel);
    return { wire, release: () => void tunnels.delete(port) };
  }

  async #serverFor(host: string): Promise<HostServer> {
    let pending = this.#servers.get(host);
    this.#servers.delete(host);
    if (pending !== undefined && await isOld(pending)) {
      void pending.then(({ server }) => server.shutdown());
      pending = undefined;
    }
    pending ??= this.#servers.get(host) ?? this.#startTls(host);
    this.#servers.set(host, pending);
    try {
      const found = await pending;
      await this.#evict();
      return found;
    } catch (error) {
      this.#servers.delete(host);
      throw error;
    }
  }

  async #startTls(host: string): Promise<HostServer> {
    const { leafFor } = this.#options;
    if (leafFor === null) throw new Error("There is no certificate authority");
    return this.#start("https", await leafFor(host));
  }

  #start(scheme: "http" | "https", certificate: Leaf | Record<string, never>): HostServer {
    const tunnels = new Map<number, OpenedTunnel>();
    const server = Deno.serve({
      hostname: "127.0.0.1",
      port: 0,
      onListen() {},
      onError: () => new Response(null, { status: 500 }),
      ...certificate,
    }, (request, info) => this.#answer(request, { scheme, tunnel: tunnels.get(info.remoteAddr.port) }));
    return { server, tunnels, startedAt: performance.now() };
  }

  async #answer(
    request: Request,
    { scheme, tunnel }: { scheme: "http" | "https"; tunnel: OpenedTunnel | undefined },
  ): Promise<Response> {
    if (tunnel === undefined) return new Response(null, { status: 421 });
    tunnel.requests++;
    const url = urlInside(request.url, { scheme, tunnel });
    return url === null
      ? await this.#options.misdirected(request, tunnel)
      : await this.#options.handle(request, tunnel, url);
  }

  /** Ends servers that have had no tunnel for the longest time. */
  async #evict(): Promise<void> {
    const excess = this.#servers.size - (this.#options.maxServers ?? 256);
    if (excess <= 0) return;
    for (const [host, pending] of [...this.#servers].slice(0, excess)) {
      const { server, tunnels } = await pending;
      if (tunnels.size > 0) continue;
      this.#servers.delete(host);
      void server.shutdown();
    }
  }

  async shutdown(): Promise<void> {
    const servers = await Promise.allSettled(this.#servers.values());
    const open = servers.flatMap((each) => each.status === "fulfilled" ? [each.value] : []);
    this.#servers.clear();
    await Promise.all(
      [...open, ...(this.#plain === undefined ? [] : [this.#plain])].map(({ server }) => server.shutdown()),
    );
  }
}

async function isOld(pending: Promise<HostServer>): Promise<boolean> {
  const { startedAt } = await pending;
  return performance.now() - startedAt > RENEW_AFTER_MS;
}

/**
 * Where a request inside a tunnel goes: path and query as they were sent, scheme, host and port of the tunnel. Null when the request
 * names another host (RFC 9110 section 7.4), which the tunnel's verdict and certificate say nothing about.
 */
export function urlInside(
  requestUrl: string,
  { scheme, tunnel: { target } }: { scheme: "http" | "https"; tunnel: Pick<OpenedTunnel, "target"> },
): string | null {
  const parts = /^https?:\/\/([^/?#]*)(.*)$/.exec(requestUrl);
  if (parts === null) return null;
  const named = URL.parse(`${scheme}://${parts[1]}/`);
  const host = target.host.includes(":") ? `[${target.host}]` : target.host;
  const own = URL.parse(`${scheme}://${host}:${target.port}/`);
  if (named === null || own === null || named.username !== "" || named.password !== "") return null;
  const isSame = named.hostname.replace(/\.$/, "") === own.hostname && named.port === own.port;
  return isSame ? `${scheme}://${own.host}${parts[2]}` : null;
}
