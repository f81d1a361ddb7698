/** The forward proxy behind a real port on loopback, with a fake engine, and a TLS upstream it trusts. */
import { createGuard } from "../../proxy/create_guard.ts";
import {
  createForwardProxy,
  type ForwardProxyOptions,
  listenForward,
} from "../../proxy/forward_proxy/forward_proxy.ts";
import { createProxy } from "../../proxy/handler.ts";
import { createAuthority, type Leaf, LeafIssuer } from "../../proxy/intercept/authority.ts";
import { type FakeEngine, fakeEngine } from "./fake_engine.ts";
import { endOfHead, readUntil, writeAll } from "./raw_http.ts";

export interface ForwardGateway extends AsyncDisposable {
  readonly port: number;
  /** All that it listens on. */
  readonly ports: readonly number[];
  readonly engine: FakeEngine;
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** The gateway's own authority; null when it looks into no TLS. */
  readonly ca: string | null;
}

export interface ForwardGatewayOptions extends
  Partial<
    Pick<
      ForwardProxyOptions,
      "mode" | "failOpen" | "interceptExcept" | "timeouts" | "maxTunnels" | "approvalWaitMs"
    >
  > {
  readonly engine?: FakeEngine;
  /** Default `127.0.0.1`. */
  readonly allowUpstream?: readonly string[];
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** PEM that upstreams are trusted by. */
  readonly caCerts?: readonly string[];
  /** Look into TLS. Default false. */
  readonly intercepts?: boolean;
}

const AUTHORITY = { name: "Interven test authority", days: 2 };

export async function startForwardGateway(options: ForwardGatewayOptions = {}): Promise<ForwardGateway> {
  const { engine = fakeEngine(), allowUpstream = ["127.0.0.1"], caCerts = [], intercepts = false } = options;
  const ports: number[] = [];
  const resolve = options.resolve ?? (() => Promise.resolve(["127.0.0.1"]));
  const self = () => ({ hostnames: ["gateway.example.com"], port: 0, furtherPorts: ports });
  const common = {
    engine,
    mode: options.mode ?? (() => "enforce" as const),
    failOpen: options.failOpen ?? false,
    consoleUrl: () => "http://localhost:4100",
    ...(options.approvalWaitMs === undefined ? {} : { approvalWaitMs: options.approvalWaitMs }),
  };
  const proxy = createProxy({ ...common, maxBodyBytes: 1024 * 1024, allowUpstream, self, resolve, caCerts });
  const authority = intercepts ? await createAuthority({ ...AUTHORITY, now: Date.now() }) : null;
  const issuer = authority === null ? null : await LeafIssuer.open(authority, { now: Date.now });
  const forward = createForwardProxy({
    ...common,
    proxy,
    guard: createGuard({ allowUpstream, self, resolve }),
    leafFor: issuer === null ? null : (host) => issuer.issue(host),
    interceptExcept: options.interceptExcept ?? [],
    ...(options.timeouts === undefined ? {} : { timeouts: options.timeouts }),
    ...(options.maxTunnels === undefined ? {} : { maxTunnels: options.maxTunnels }),
  });
  const listening = listenForward(forward, { proxy, hostname: "127.0.0.1", port: 0 });
  ports.push(...listening.ports);
  return {
    port: listening.port,
    ports,
    engine,
    origin: `http://127.0.0.1:${listening.port}`,
    ca: authority?.cert ?? null,
    async [Symbol.asyncDispose]() {
      await proxy.close();
      await listening.close();
    },
  };
}

export interface TlsUpstream extends AsyncDisposable {
  readonly port: number;
  /** PEM of the authority that vouches for it. */
  readonly ca: string;
  /** Every request, `METHOD host path`. */
  readonly seen: string[];
  readonly bodies: string[];
}

/** An HTTPS server for `secure.example.com` (or another name) that answers with what it was sent, also over WebSocket. */
export async function startTlsUpstream(host = "secure.example.com"): Promise<TlsUpstream> {
  const authority = await createAuthority({ ...AUTHORITY, now: Date.now() });
  const issuer = await LeafIssuer.open(authority, { now: Date.now });
  const leaf: Leaf = await issuer.issue(host);
  const seen: string[] = [];
  const bodies: string[] = [];
  const options = { hostname: "127.0.0.1", port: 0, onListen() {}, cert: leaf.cert, key: leaf.key };
  const server = Deno.serve(options, async (request) => {
    if (request.headers.has("upgrade")) return echoSocket(request);
    const { pathname, search } = new URL(request.url);
    seen.push(`${request.method} ${request.headers.get("host")} ${pathname}${search}`);
    const body = await request.text();
    bodies.push(body);
    return Response.json({ said: body, agent: request.headers.get("user-agent") }, {
      headers: { "x-upstream": "yes" },
    });
  });
  return {
    port: server.addr.port,
    ca: authority.cert,
    seen,
    bodies,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

function echoSocket(request: Request): Response {
  const { socket, response } = Deno.upgradeWebSocket(request);
  socket.onmessage = ({ data }) => socket.send(`echo ${data}`);
  return response;
}

/** Opens a tunnel by hand. `answer` is the head that came back. */
export async function openTunnel(
  gatewayPort: number,
  authority: string,
  headers: readonly string[] = [],
): Promise<{ readonly conn: Deno.TcpConn; readonly answer: string } & Disposable> {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port: gatewayPort });
  await writeAll(
    conn,
    [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`, ...headers, "", ""].join("\r\n"),
  );
  const answer = await readUntil(conn, endOfHead);
  return {
    conn,
    answer,
    [Symbol.dispose]: () => {
      try {
        conn.close();
      } catch {
        // Taken over by TLS.
      }
    },
  };
}
