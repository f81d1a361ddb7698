import assert from "node:assert/strict";
import { testUnless } from "../skips.ts";
import { startGateway } from "./proxy_fixture.ts";
import { makeCertificates, noOpenssl, type TestCertificates } from "./test_certificates.ts";

const resolve = () => Promise.resolve(["127.0.0.1"]);

function startTlsUpstream({ cert, key }: TestCertificates) {
  const hosts: (string | null)[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, cert, key, onListen() {} }, async (request) => {
    hosts.push(request.headers.get("host"));
    return new Response(`got ${(await request.bytes()).length}`);
  });
  return { port: server.addr.port, hosts, [Symbol.asyncDispose]: () => server.shutdown() };
}

const skip = noOpenssl();

testUnless(
  skip,
  "an https upstream is verified for its name, and reached at the vetted address",
  async () => {
    using certificates = makeCertificates();
    await using upstream = startTlsUpstream(certificates);
    await using gateway = startGateway({ caCerts: [certificates.ca], resolve });
    for (const size of [0, 10, 100_000]) {
      const answer = await fetch(gateway.url(`https://secure.example.com:${upstream.port}/`), {
        method: "POST",
        body: new Uint8Array(size),
      });
      assert.equal(answer.status, 200);
      assert.equal(await answer.text(), `got ${size}`);
    }
    assert.equal(upstream.hosts[0], `secure.example.com:${upstream.port}`);
  },
);

testUnless(skip, "a certificate for another name, or from nobody trusted, is 502 UPSTREAM_TLS", async () => {
  using certificates = makeCertificates();
  await using upstream = startTlsUpstream(certificates);
  for (
    const [host, caCerts] of [["other.example.com", [certificates.ca]], ["secure.example.com", []], [
      "127.0.0.1",
      [certificates.ca],
    ]] as const
  ) {
    await using gateway = startGateway({ caCerts, resolve });
    const answer = await fetch(gateway.url(`https://${host}:${upstream.port}/`));
    assert.equal(answer.status, 502, host);
    assert.equal(answer.headers.get("x-interven-error"), "UPSTREAM_TLS");
    await answer.body?.cancel();
  }
  assert.equal(upstream.hosts.length, 0);
});

Deno.test("an https URL to a port that speaks no TLS is 502 UPSTREAM_TLS", async () => {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => new Response("plain"));
  await using gateway = startGateway();
  const answer = await fetch(gateway.url(`https://127.0.0.1:${server.addr.port}/`));
  assert.equal(answer.status, 502);
  assert.equal(answer.headers.get("x-interven-error"), "UPSTREAM_TLS");
  await answer.body?.cancel();
  await server.shutdown();
});
