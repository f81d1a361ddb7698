import assert from "node:assert/strict";
import { dial } from "./dial.ts";
import { UpstreamError } from "./upstream_error.ts";

const options = { scheme: "http", host: "a.example", timeoutMs: 5000, caCerts: [] } as const;

Deno.test("an address where nobody listens gives way to the next one", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const conn = await dial({ ...options, port, addresses: ["127.0.0.2", "::1", "127.0.0.1"] });
  assert.equal((conn.remoteAddr as Deno.NetAddr).hostname, "127.0.0.1");
  (await listener.accept()).close();
  conn.close();
  listener.close();
});

Deno.test("with no address that answers, or none at all, the upstream is unreachable", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  for (const addresses of [["127.0.0.1", "127.0.0.2"], []]) {
    await assert.rejects(
      dial({ ...options, port, addresses }),
      (error) => error instanceof UpstreamError && error.code === "UPSTREAM_UNREACHABLE",
    );
  }
});

Deno.test("a TLS handshake that never ends is UPSTREAM_TIMEOUT", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepted = listener.accept();
  await assert.rejects(
    dial({ ...options, scheme: "https", timeoutMs: 40, port: listener.addr.port, addresses: ["127.0.0.1"] }),
    (error) => error instanceof UpstreamError && error.code === "UPSTREAM_TIMEOUT",
  );
  (await accepted).close();
  listener.close();
});
