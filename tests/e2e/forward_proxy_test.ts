/** The forward proxy over real sockets: what a tunnel lets through, and what it does not. */
import assert from "node:assert/strict";
import type { Refusal } from "../../engine/ports.ts";
import type { Verdict } from "../../engine/types.ts";
import { clientHello, helloMessage, inRecords } from "../fixtures/client_hello.ts";
import { fakeEngine } from "./fake_engine.ts";
import { openTunnel, startForwardGateway, startTlsUpstream } from "./forward_proxy_fixture.ts";
import { endOfHead, latin1, parseAnswer, readUntil, startRawUpstream, writeAll } from "./raw_http.ts";

const SECURE = "secure.example.com";

/** Reads until the gateway hangs up: a TLS alert is `15 03 03 00 02`, level, description. */
async function alertFrom(conn: Deno.Conn): Promise<number | null> {
  const text = await readUntil(conn);
  return text.startsWith("\x15\x03\x03\x00\x02\x02") ? text.charCodeAt(6) : null;
}

const ACCESS_DENIED = 49;
const UNRECOGNIZED_NAME = 112;

async function getThrough(
  conn: Deno.TcpConn,
  { ca, path = "/x" }: { ca: string; path?: string },
): Promise<string> {
  using tls = await Deno.startTls(conn, { hostname: SECURE, caCerts: [ca] });
  await writeAll(tls, `GET ${path} HTTP/1.1\r\nHost: ${SECURE}\r\nConnection: close\r\n\r\n`);
  return await readUntil(tls);
}

Deno.test("a tunnel that nobody looks into carries TLS to the upstream's own certificate, and is recorded with bytes and time", async () => {
  await using upstream = await startTlsUpstream();
  await using gateway = await startForwardGateway();
  const headers = [`Proxy-Authorization: Basic ${btoa("alice:run-7")}`, "User-Agent: probe"];
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`, headers);
  assert.match(tunnel.answer, /^HTTP\/1\.1 200 [\s\S]*x-interven-decision: ALLOW/);
  const answer = await getThrough(tunnel.conn, { ca: upstream.ca });
  assert.match(answer, /^HTTP\/1\.1 200 /);
  const [call] = gateway.engine.calls;
  assert.deepEqual([call?.method, call?.url, call?.agentId, call?.sessionId, call?.body], [
    "CONNECT",
    `https://${SECURE}:${upstream.port}/`,
    "alice",
    "run-7",
    null,
  ]);
  assert.deepEqual(call?.headers.map(([name]) => name), ["user-agent"]);
  const outcome = await gateway.engine.outcomeOf("trace-1");
  assert.equal(outcome.error, null);
  assert.equal(outcome.forwarded, "original");
  assert.ok(outcome.responseBytes > answer.length, "TLS is larger than what it carries");
  assert.ok(outcome.totalMs > 0);
});

Deno.test("a tunnel that is looked into has its calls judged, with the gateway's own certificate", async () => {
  await using upstream = await startTlsUpstream();
  await using gateway = await startForwardGateway({ intercepts: true, caCerts: [upstream.ca] });
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`, [
    `Proxy-Authorization: Basic ${btoa("alice:run-7")}`,
  ]);
  assert.match(tunnel.answer, /^HTTP\/1\.1 200 /);
  using tls = await Deno.startTls(tunnel.conn, { hostname: SECURE, caCerts: [gateway.ca!] });
  const authority = `${SECURE}:${upstream.port}`;
  await writeAll(
    tls,
    `POST /a//b?x=%2F HTTP/1.1\r\nHost: ${authority}\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello`,
  );
  const answer = parseAnswer(await readUntil(tls));
  assert.deepEqual([answer.status, answer.header("x-interven-decision"), answer.header("x-upstream")], [
    200,
    "ALLOW",
    "yes",
  ]);
  assert.equal(answer.header("content-security-policy"), undefined, "the site keeps its own origin");
  const [call] = gateway.engine.calls;
  assert.deepEqual([gateway.engine.calls.length, call?.method, call?.url, call?.agentId, call?.sessionId], [
    1,
    "POST",
    `https://${authority}/a//b?x=%2F`,
    "alice",
    "run-7",
  ]);
  assert.equal(latin1(call!.body!.bytes), "hello");
  assert.deepEqual(upstream.seen, [`POST ${authority} /a//b?x=%2F`]);
});

Deno.test("what a call inside a tunnel may not send, it does not send", async () => {
  await using upstream = await startTlsUpstream();
  const engine = fakeEngine("DENY");
  await using gateway = await startForwardGateway({ engine, intercepts: true, caCerts: [upstream.ca] });
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
  using tls = await Deno.startTls(tunnel.conn, { hostname: SECURE, caCerts: [gateway.ca!] });
  await writeAll(tls, `GET / HTTP/1.1\r\nHost: ${SECURE}:${upstream.port}\r\nConnection: close\r\n\r\n`);
  const answer = parseAnswer(await readUntil(tls));
  assert.deepEqual([answer.status, answer.header("x-interven-error")], [403, "DENIED"]);
  assert.deepEqual(upstream.seen, []);
});

Deno.test("a request inside a tunnel for another host is refused", async () => {
  await using upstream = await startTlsUpstream();
  await using gateway = await startForwardGateway({ intercepts: true, caCerts: [upstream.ca] });
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
  const answer = parseAnswer(await getThrough(tunnel.conn, { ca: gateway.ca! }));
  assert.deepEqual(
    [answer.status, answer.header("x-interven-error")],
    [400, "BAD_TARGET"],
    "the port is missing in Host",
  );
  assert.deepEqual([
    gateway.engine.calls.length,
    gateway.engine.refusals.map(({ code }) => code),
    upstream.seen,
  ], [0, ["BAD_TARGET"], []]);
});

Deno.test("a WebSocket inside a tunnel is judged like one under /proxy/", async () => {
  await using upstream = await startTlsUpstream();
  await using gateway = await startForwardGateway({ intercepts: true, caCerts: [upstream.ca] });
  const authority = `${SECURE}:${upstream.port}`;
  using tunnel = await openTunnel(gateway.port, authority);
  using tls = await Deno.startTls(tunnel.conn, { hostname: SECURE, caCerts: [gateway.ca!] });
  const handshake = [
    "GET /socket HTTP/1.1",
    `Host: ${authority}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    `Sec-WebSocket-Key: ${btoa("sixteen bytes...")}`,
    "Sec-WebSocket-Version: 13",
  ];
  await writeAll(tls, [...handshake, "", ""].join("\r\n"));
  assert.match(await readUntil(tls, endOfHead), /^HTTP\/1\.1 101 [\s\S]*x-interven-decision: ALLOW/);
  const echoed = readUntil(tls, (text) => text.includes("echo hi"));
  await writeAll(tls, Uint8Array.of(0x81, 0x82, 0, 0, 0, 0, 104, 105)); // a masked text frame with "hi"
  assert.match(await echoed, /echo hi$/);
  assert.ok(gateway.engine.calls.length >= 2, "the handshake and the message");
  for (const { url } of gateway.engine.calls) assert.equal(url, `https://${authority}/socket`);
  await writeAll(tls, Uint8Array.of(0x88, 0x80, 0, 0, 0, 0));
  await readUntil(tls);
});

Deno.test("plain HTTP in a tunnel is judged call by call, authority or none", async () => {
  await using upstream = startRawUpstream(async (conn) => {
    await writeAll(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    return "close";
  });
  await using gateway = await startForwardGateway();
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
  await writeAll(
    tunnel.conn,
    `GET /p HTTP/1.1\r\nHost: ${SECURE}:${upstream.port}\r\nConnection: close\r\n\r\n`,
  );
  assert.equal(parseAnswer(await readUntil(tunnel.conn)).status, 200);
  assert.deepEqual(gateway.engine.calls.map(({ method, url }) => [method, url]), [
    ["CONNECT", `https://${SECURE}:${upstream.port}/`],
    ["GET", `http://${SECURE}:${upstream.port}/p`],
  ]);
});

Deno.test("TLS for another server name, without one, or with a hidden one is refused, and the upstream gets no byte of it", async () => {
  await using upstream = startRawUpstream(() => Promise.resolve("close"), {
    isRequest: (text) => text.length > 0,
  });
  await using gateway = await startForwardGateway();
  const hidden = inRecords(helloMessage({ serverName: SECURE, extensions: [[0xfe0d, [0]]] }));
  for (const hello of [clientHello("other.example.com"), clientHello(null), hidden]) {
    using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
    await writeAll(tunnel.conn, hello);
    assert.equal(await alertFrom(tunnel.conn), UNRECOGNIZED_NAME);
  }
  assert.deepEqual(upstream.requests, []);
  assert.deepEqual(
    gateway.engine.refusals.map(({ code, method }) => [code, method]),
    Array(3).fill(["TLS_NAME_MISMATCH", "CONNECT"]),
  );
  assert.deepEqual(
    gateway.engine.outcomes.map(({ error, forwarded }) => [error, forwarded]),
    Array(3).fill(["TLS_NAME_MISMATCH", "none"]),
  );
});

Deno.test("an encrypted ClientHello goes to a host that the operator named", async () => {
  await using upstream = startRawUpstream(() => Promise.resolve("close"), {
    isRequest: (text) => text.length > 0,
  });
  await using gateway = await startForwardGateway({ intercepts: true, interceptExcept: ["*.example.com"] });
  const hidden = inRecords(helloMessage({ serverName: SECURE, extensions: [[0xfe0d, [0]]] }));
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
  await writeAll(tunnel.conn, hidden);
  await readUntil(tunnel.conn);
  assert.deepEqual(upstream.requests, [latin1(hidden)]);
});

Deno.test("what is neither TLS nor HTTP does not go through", async () => {
  await using upstream = startRawUpstream(() => Promise.resolve("close"), {
    isRequest: (text) => text.length > 0,
  });
  await using gateway = await startForwardGateway();
  for (
    const bytes of [
      "SSH-2.0-OpenSSH_9\r\n",
      "\x16\x03\x01\x00\x00",
      "\x16\x03\x01\x00\x05\x02\x00\x00\x01\x00",
    ]
  ) {
    using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
    await writeAll(tunnel.conn, Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
    assert.equal(await alertFrom(tunnel.conn), ACCESS_DENIED, bytes);
  }
  assert.deepEqual(upstream.requests, []);
  assert.deepEqual(gateway.engine.refusals.map(({ code }) => code), Array(3).fill("TUNNEL_NOT_TLS"));
});

Deno.test("a client that says nothing inside its tunnel is not waited for without end", async () => {
  await using upstream = startRawUpstream(() => Promise.resolve("close"), {
    isRequest: (text) => text.length > 0,
  });
  await using gateway = await startForwardGateway({ timeouts: { openingMs: 30 } });
  using silent = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
  assert.equal(await alertFrom(silent.conn), ACCESS_DENIED);
  using half = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
  await writeAll(half, `CONNECT ${SECURE}:443 HTTP/1.1\r\nHost:`);
  assert.equal(parseAnswer(await readUntil(half)).status, 408);
});

Deno.test("a tunnel in which nothing moves is closed, one half of which is done as well", async () => {
  await using upstream = startRawUpstream(() => new Promise(() => {}), { isRequest: () => false });
  await using gateway = await startForwardGateway({ timeouts: { idleMs: 60, halfOpenIdleMs: 30 } });
  for (const closesFirst of [false, true]) {
    using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
    await writeAll(tunnel.conn, clientHello(SECURE));
    if (closesFirst) await tunnel.conn.closeWrite();
    assert.equal(await readUntil(tunnel.conn), "");
  }
  const outcomes = await Promise.all(["trace-1", "trace-2"].map((id) => gateway.engine.outcomeOf(id)));
  assert.deepEqual(outcomes.map(({ error }) => error === "TUNNEL_IDLE" || error === null), [true, true]);
});

Deno.test("one side of a tunnel may finish while the other goes on", async () => {
  const hello = clientHello(SECURE);
  await using upstream = startRawUpstream(async (conn, request) => {
    assert.equal(request.length, hello.length + 4);
    await writeAll(conn, "y".repeat(200_000));
    return "close";
  }, { isRequest: (text) => text.endsWith("last") });
  await using gateway = await startForwardGateway();
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
  await writeAll(tunnel.conn, hello);
  await writeAll(tunnel.conn, "last");
  await tunnel.conn.closeWrite();
  assert.equal((await readUntil(tunnel.conn)).length, 200_000);
  assert.equal((await gateway.engine.outcomeOf("trace-1")).responseBytes, 200_000);
});

Deno.test("private addresses, metadata and the gateway itself are not reached through a tunnel", async () => {
  await using gateway = await startForwardGateway({
    allowUpstream: [],
    resolve: () => Promise.resolve(["10.0.0.7"]),
  });
  const targets = [
    "127.0.0.1:443",
    "169.254.169.254:80",
    "[::1]:443",
    "0x7f.1:443",
    "localhost:443",
    "internal.example.com:443",
    `127.0.0.1:${gateway.port}`,
  ];
  for (const target of targets) {
    using tunnel = await openTunnel(gateway.port, target);
    const answer = parseAnswer(tunnel.answer);
    assert.deepEqual([answer.status, answer.header("x-interven-error")], [403, "BLOCKED_ADDRESS"], target);
  }
  assert.equal(gateway.engine.calls.length, 0);
  assert.equal(gateway.engine.refusals.length, targets.length);
});

Deno.test("what is exempt from the address guard still does not lead to the gateway itself", async () => {
  await using gateway = await startForwardGateway({ allowUpstream: ["127.0.0.1", "0.0.0.0/0"] });
  assert.equal(gateway.ports.length, 2);
  for (const port of gateway.ports) {
    using tunnel = await openTunnel(gateway.port, `rebound.example.com:${port}`);
    assert.equal(parseAnswer(tunnel.answer).header("x-interven-error"), "BLOCKED_ADDRESS");
  }
});

Deno.test("a tunnel is connected to the address that was vetted: a name is resolved once", async () => {
  await using upstream = await startTlsUpstream();
  let asked = 0;
  const resolve = () => Promise.resolve([asked++ === 0 ? "127.0.0.1" : "10.0.0.7"]);
  await using gateway = await startForwardGateway({ resolve });
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
  assert.match(await getThrough(tunnel.conn, { ca: upstream.ca }), /^HTTP\/1\.1 200 /);
  assert.equal(asked, 1);
});

Deno.test("a tunnel is refused, held and never opened without a verdict, as any call", async () => {
  await using upstream = await startTlsUpstream();
  const cases: [Partial<Verdict>, number, string][] = [
    [{ decision: "DENY" }, 403, "DENIED"],
    [{ decision: "REQUIRE_APPROVAL", approvalId: "ap-1", approvalExpiresAt: 0 }, 403, "APPROVAL_REQUIRED"],
    [{ decision: "SANITIZE" }, 403, "NOT_SANITIZABLE"],
  ];
  const engine = fakeEngine();
  await using gateway = await startForwardGateway({ engine });
  for (const [verdict, status, code] of cases) {
    engine.decide(verdict);
    using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
    const answer = parseAnswer(tunnel.answer);
    assert.deepEqual([answer.status, answer.header("x-interven-error")], [status, code]);
  }
  engine.recorded = () => Promise.reject(new Error("The disk is full"));
  engine.decide({ decision: "ALLOW" });
  using untraced = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
  assert.equal(parseAnswer(untraced.answer).status, 503);
});

Deno.test("monitor mode opens every tunnel and says what it would have been", async () => {
  await using upstream = await startTlsUpstream();
  await using gateway = await startForwardGateway({ engine: fakeEngine("DENY"), mode: () => "monitor" });
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
  assert.match(tunnel.answer, /^HTTP\/1\.1 200 [\s\S]*x-interven-would-be: DENY/);
  assert.match(await getThrough(tunnel.conn, { ca: upstream.ca }), /^HTTP\/1\.1 200 /);
});

Deno.test("an upstream that cannot be reached is 502, and recorded", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  await using gateway = await startForwardGateway();
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${port}`);
  const answer = parseAnswer(tunnel.answer);
  assert.deepEqual([answer.status, answer.header("x-interven-error")], [502, "UPSTREAM_UNREACHABLE"]);
  assert.equal((await gateway.engine.outcomeOf("trace-1")).error, "UPSTREAM_UNREACHABLE");
});

Deno.test("malformed, oversized and surplus CONNECT requests are refused", async () => {
  await using gateway = await startForwardGateway({ maxTunnels: 0 });
  const cases: [string, number, string][] = [
    ["CONNECT no-port HTTP/1.1\r\n\r\n", 400, "BAD_TARGET"],
    ["CONNECT a.example.com:443 HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd", 400, "BAD_TARGET"],
    [`CONNECT a.example.com:443 HTTP/1.1\r\nX: ${"x".repeat(17_000)}`, 400, "BAD_REQUEST"],
    ["CONNECT a.example.com:443 HTTP/1.1\r\n\r\n", 503, "TOO_MANY_TUNNELS"],
  ];
  for (const [bytes, status, code] of cases) {
    using conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
    await writeAll(conn, bytes);
    const answer = parseAnswer(await readUntil(conn));
    assert.deepEqual([answer.status, answer.header("x-interven-error")], [status, code], bytes.slice(0, 60));
  }
  assert.deepEqual(gateway.engine.refusals.map(({ code }) => code), cases.map(([, , code]) => code));
});

Deno.test("a client that does not trust the authority leaves a trace that says so", async () => {
  await using upstream = await startTlsUpstream();
  const engine = fakeEngine();
  const told = Promise.withResolvers<Refusal>();
  const record = engine.recordRefusal;
  engine.recordRefusal = (refusal) => {
    told.resolve(refusal);
    return record(refusal);
  };
  await using gateway = await startForwardGateway({ engine, intercepts: true, caCerts: [upstream.ca] });
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
  await assert.rejects(async () => {
    using tls = await Deno.startTls(tunnel.conn, { hostname: SECURE, caCerts: [upstream.ca] });
    await tls.handshake();
  }, /invalid peer certificate/);
  const refusal = await told.promise;
  assert.equal(refusal.code, "CLIENT_TLS");
  assert.match(refusal.message, /interven ca install.*--intercept-except secure\.example\.com/);
});

Deno.test("an upstream whose certificate nobody vouches for is not reached through an opened tunnel", async () => {
  await using upstream = await startTlsUpstream();
  await using gateway = await startForwardGateway({ intercepts: true });
  using tunnel = await openTunnel(gateway.port, `${SECURE}:${upstream.port}`);
  using tls = await Deno.startTls(tunnel.conn, { hostname: SECURE, caCerts: [gateway.ca!] });
  await writeAll(tls, `GET / HTTP/1.1\r\nHost: ${SECURE}:${upstream.port}\r\nConnection: close\r\n\r\n`);
  const answer = parseAnswer(await readUntil(tls));
  assert.deepEqual([answer.status, answer.header("x-interven-error")], [502, "UPSTREAM_TLS"]);
  assert.deepEqual(upstream.seen, []);
});

Deno.test("a whole URL on the forward proxy's port is judged as under /proxy/, and nothing else answers there", async () => {
  await using upstream = startRawUpstream(async (conn) => {
    await writeAll(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    return "close";
  });
  await using gateway = await startForwardGateway();
  const send = async (head: string) => {
    using conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
    await writeAll(conn, `${head}\r\nConnection: close\r\n\r\n`);
    return parseAnswer(await readUntil(conn));
  };
  const answer = await send(
    `GET ${upstream.origin}/a//b HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic ${btoa("bob:x")}`,
  );
  assert.equal(answer.status, 200);
  assert.match(upstream.requests[0]!, /^GET \/a\/\/b HTTP\/1\.1\r\n/);
  assert.doesNotMatch(upstream.requests[0]!, /proxy-/i);
  assert.equal(gateway.engine.calls[0]?.agentId, "bob");
  for (const path of ["/", "/v1/traces", `/proxy/${upstream.origin}/`]) {
    const own = await send(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${gateway.port}`);
    assert.equal(own.header("x-interven-error"), "BLOCKED_ADDRESS", path);
  }
});
