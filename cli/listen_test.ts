import assert from "node:assert/strict";
import { testUnless } from "../tests/skips.ts";
import { CommandError } from "./exit_codes.ts";
import { isLoopback, listen, originOf } from "./listen.ts";

const options = (port: number, host = "127.0.0.1") => ({ host, port, onError: () => new Response(null) });
const handler = () => new Response("here");

async function textFrom(host: string, port: number): Promise<string> {
  return await (await fetch(`http://${host}:${port}/`)).text();
}

const noIpv6 = whyNoIpv6();

function whyNoIpv6(): string | undefined {
  try {
    Deno.listen({ hostname: "::1", port: 0 }).close();
    return undefined;
  } catch {
    return "this machine has no IPv6 loopback";
  }
}

testUnless(
  noIpv6,
  "listen() on loopback answers on both of its addresses, so that localhost means this program",
  async () => {
    const listener = listen(handler, options(0));
    assert.equal(await textFrom("127.0.0.1", listener.port), "here");
    assert.equal(await textFrom("[::1]", listener.port), "here");
    assert.equal(listener.origin, `http://localhost:${listener.port}`);
    await listener.shutdown();
  },
);

testUnless(
  noIpv6,
  "listen() does not call itself localhost when another program holds the other loopback address",
  async () => {
    const stranger = Deno.listen({ hostname: "::1", port: 0 });
    const { port } = stranger.addr as Deno.NetAddr;
    const listener = listen(handler, options(port));
    assert.equal(listener.origin, `http://127.0.0.1:${port}`);
    await listener.shutdown();
    stranger.close();
  },
);

Deno.test("listen() says that the port is taken and what to do", async () => {
  const first = listen(handler, options(0));
  assert.throws(() => listen(handler, options(first.port)), (error) => {
    assert.ok(error instanceof CommandError);
    assert.match(error.message, /the port is taken; name another one with --port$/);
    return true;
  });
  await first.shutdown();
});

Deno.test("The address that is shown can be typed into a browser", () => {
  assert.equal(originOf("127.0.0.1", 4100), "http://localhost:4100");
  assert.equal(originOf("::1", 4100), "http://localhost:4100");
  assert.equal(originOf("0.0.0.0", 80), "http://localhost:80");
  assert.equal(originOf("192.168.1.7", 4100), "http://192.168.1.7:4100");
  assert.equal(originOf("fd00::7", 4100), "http://[fd00::7]:4100");
  assert.equal(originOf("build.example.com", 4100), "http://build.example.com:4100");
});

Deno.test("Only what no other machine can reach counts as loopback", () => {
  for (const host of ["localhost", "127.0.0.1", "127.9.9.9", "::1"]) assert.ok(isLoopback(host), host);
  for (const host of ["0.0.0.0", "::", "10.0.0.1", "127.example.com", "128.0.0.1", "localhost.example.com"]) {
    assert.ok(!isLoopback(host), host);
  }
});
