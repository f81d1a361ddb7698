import type { Engine } from "../../engine/ports.ts";
import { callerOf } from "../caller.ts";
import type { AddressGuard } from "../address_guard.ts";
import type { Proxy, ProxyOptions } from "../handler.ts";
import type { Leaf } from "../intercept/authority.ts";
import { hostMatches } from "../intercept/host_pattern.ts";
import { InsideServers } from "../intercept/inside_servers.ts";
import { refusal } from "../refusals.ts";
import { Front } from "./front.ts";
import type { OpenedTunnel } from "./inside.ts";
import { type TunnelOptions, Tunnels } from "./tunnels.ts";

export interface ForwardProxyOptions extends
  Pick<
    ProxyOptions,
    "engine" | "mode" | "failOpen" | "consoleUrl" | "defaultAgent" | "env" | "approvalWaitMs"
  >,
  Pick<TunnelOptions, "maxTunnels" | "timeouts"> {
  /** What judges and forwards the calls inside tunnels, and those that come as plain HTTP. */
  readonly proxy: Pick<Proxy, "handle">;
  readonly guard: AddressGuard;
  /** Certificates for hosts whose TLS is opened up; null when none is. */
  readonly leafFor: ((host: string) => Promise<Leaf>) | null;
  /** Hosts whose TLS is left alone: a host, `*.example.com`, or `*`. */
  readonly interceptExcept: readonly string[];
}

export interface ForwardProxy {
  /** Takes over a connection whose first bytes are those of a CONNECT request. */
  connect(wire: Deno.TcpConn, start: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Lets tunnels finish; resolves when all are over. */
  shutdown(): Promise<void>;
  /** Breaks off what is left. */
  close(): void;
}

/** Answers CONNECT, and judges what goes through as far as it may look. */
export function createForwardProxy(options: ForwardProxyOptions): ForwardProxy {
  const { proxy, leafFor, interceptExcept, ...rest } = options;
  const isExempt = (host: string) => interceptExcept.some((pattern) => hostMatches(pattern, host));
  const inside = new InsideServers({
    leafFor,
    isExempt,
    handle: (request, { agentId, sessionId }, target) =>
      proxy.handle(request, { target, agentId, sessionId }),
    misdirected: (request, tunnel) => misdirected(request, tunnel, options.engine),
  });
  const isVouchedFor = (host: string) =>
    interceptExcept.some((name) => name !== "*" && hostMatches(name, host));
  const tunnels = new Tunnels({ ...rest, inside, isVouchedFor });
  return {
    connect: (wire, start) => tunnels.accept(wire, start),
    shutdown: () => tunnels.shutdown(),
    close: () => tunnels.close(),
  };
}

async function misdirected(
  request: Request,
  { target, agentId, sessionId }: OpenedTunnel,
  engine: Engine,
): Promise<Response> {
  const detail =
    `The request inside the tunnel to "${target.hostHeader}" names another host: open a tunnel to that one.`;
  const caller = callerOf(request.headers, { agentId, sessionId });
  const refused = { method: request.method, url: target.url, code: "BAD_TARGET", message: detail };
  const traceId = await engine.recordRefusal({
    ...refused,
    agentId: caller.agentId,
    sessionId: caller.sessionId,
  })
    .then((kept) => kept.traceId, () => crypto.randomUUID());
  return refusal("BAD_TARGET", detail, {
    stamp: { decision: "DENY", traceId, riskScore: 0, reasonCodes: ["BAD_TARGET"] },
  });
}

export interface ForwardPort {
  readonly port: number;
  /** All that it listens on, which nobody may reach through it: a call could otherwise go round and round. */
  readonly ports: readonly number[];
  /** Another program has that port on the other loopback address: `localhost` may lead there. */
  readonly isTwinTaken: boolean;
  /** Stops accepting; resolves when requests and tunnels have ended. */
  shutdown(): Promise<void>;
  /** Breaks off what is left; resolves when all is closed. */
  close(): Promise<void>;
}

/**
 * Listens where nothing but the forward proxy answers: CONNECT, and requests with a whole URL.
 *
 * @throws {Deno.errors.AddrInUse} and what else `Deno.listen` throws
 */
export function listenForward(
  forward: ForwardProxy,
  { proxy, hostname, port, twin }: {
    proxy: Pick<Proxy, "handle">;
    hostname: string;
    port: number;
    /** The other loopback address; left out when it cannot be had. */
    twin?: string | undefined;
  },
): ForwardPort {
  const listener = Deno.listen({ hostname, port });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {}, onError: () => new Response(null, { status: 500 }) },
    // What came in another form has the name of this port in its URL, which the address guard refuses.
    (request) => proxy.handle(request, { target: request.url }),
  );
  const front = new Front({ connect: forward.connect, httpPort: server.addr.port });
  front.listen(listener);
  let isTwinTaken = false;
  if (twin !== undefined) {
    try {
      front.listen(Deno.listen({ hostname: twin, port: listener.addr.port }));
    } catch (error) {
      // A machine may have no IPv6.
      isTwinTaken = error instanceof Deno.errors.AddrInUse;
    }
  }
  return {
    port: listener.addr.port,
    ports: [listener.addr.port, server.addr.port],
    isTwinTaken,
    async shutdown() {
      front.stopAccepting();
      await Promise.all([server.shutdown(), forward.shutdown()]);
      await front.close();
    },
    async close() {
      forward.close();
      await front.close();
      await server.shutdown();
    },
  };
}
