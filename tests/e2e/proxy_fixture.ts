/** The proxy behind a real server on loopback, with a fake engine. */
import { createProxy, type Proxy, type ProxyOptions } from "../../proxy/handler.ts";
import { type FakeEngine, fakeEngine } from "./fake_engine.ts";

export interface Gateway extends AsyncDisposable {
  readonly port: number;
  readonly engine: FakeEngine;
  readonly proxy: Proxy;
  /** The gateway's URL for a target URL. */
  url(target: string): string;
}

export type GatewayOptions = Partial<Omit<ProxyOptions, "engine">> & { readonly engine?: FakeEngine };

export function startGateway({ engine = fakeEngine(), ...options }: GatewayOptions = {}): Gateway {
  let port = 0;
  const proxy = createProxy({
    engine,
    mode: () => "enforce",
    failOpen: false,
    maxBodyBytes: 1024 * 1024,
    allowUpstream: ["127.0.0.1"],
    self: () => ({ hostnames: ["gateway.example.com"], port }),
    consoleUrl: () => "http://localhost:4100",
    ...options,
  });
  // An answer that breaks off is reported here; the test looks at what the caller sees.
  const onError = () => new Response(null, { status: 500 });
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {}, onError },
    (request) => proxy.handle(request),
  );
  port = server.addr.port;
  return {
    port,
    engine,
    proxy,
    url: (target) => `http://127.0.0.1:${port}/proxy/${target}`,
    async [Symbol.asyncDispose]() {
      await proxy.close();
      await server.shutdown();
    },
  };
}
