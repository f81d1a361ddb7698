import assert from "node:assert/strict";
import { startGateway } from "./proxy_fixture.ts";
import { rawExchange, startCannedUpstream, startRawUpstream, writeAll } from "./raw_http.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

async function refusalOf(answer: Response): Promise<[number, string | null, string]> {
  const problem = await answer.json();
  assert.equal(answer.headers.get("content-type"), "application/problem+json");
  assert.equal(answer.headers.get("x-interven-decision"), "DENY");
  assert.equal(answer.headers.get("x-interven-trace-id"), problem.trace_id);
  assert.equal(problem.status, answer.status);
  assert.match(problem.detail, /\.$/);
  return [answer.status, answer.headers.get("x-interven-error"), problem.trace_id];
}

for (
  const target of [
    "",
    "repos/o/r",
    "ftp://example.com/",
    "https://user:pw@example.com/",
    "https:///x",
    "http://a..b/",
    "http://1.2.3.4.5/",
  ]
) {
  Deno.test(`400 BAD_TARGET, with a trace: "${target}"`, async () => {
    await using gateway = startGateway();
    assert.deepEqual(await refusalOf(await fetch(gateway.url(target))), [400, "BAD_TARGET", "refusal-1"]);
    const [refusal] = gateway.engine.refusals;
    assert.equal(refusal!.code, "BAD_TARGET");
    assert.ok(!refusal!.url.includes("pw"), "credentials are not recorded");
    assert.equal(gateway.engine.calls.length, 0);
  });
}

for (
  const host of [
    "169.254.169.254",
    "10.0.0.1",
    "[::1]",
    "0x7f.1",
    "2130706433",
    "localhost",
    "metadata.google.internal",
    "[::ffff:127.0.0.1]",
    "db",
  ]
) {
  Deno.test(`403 BLOCKED_ADDRESS, with a trace: ${host}`, async () => {
    await using gateway = startGateway({ allowUpstream: [] });
    const answer = await rawExchange(
      gateway.port,
      `GET /proxy/http://${host}/latest/meta-data?token=t HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n`,
    );
    assert.equal(answer.status, 403);
    assert.equal(answer.header("x-interven-error"), "BLOCKED_ADDRESS");
    assert.equal(answer.header("x-interven-reasons"), "BLOCKED_ADDRESS");
    assert.equal(answer.header("x-interven-trace-id"), "refusal-1");
    assert.ok(!gateway.engine.refusals[0]!.url.includes("token"), "the query is not recorded");
  });
}

Deno.test("a name that resolves to 127.0.0.1 is refused, and the upstream there hears nothing", async () => {
  await using upstream = startCannedUpstream(OK);
  await using gateway = startGateway({ allowUpstream: [], resolve: () => Promise.resolve(["127.0.0.1"]) });
  const answer = await fetch(gateway.url(`http://rebind.example.com:${upstream.port}/`));
  assert.deepEqual(await refusalOf(answer), [403, "BLOCKED_ADDRESS", "refusal-1"]);
  assert.equal(upstream.connections, 0);
});

Deno.test("the address that was vetted is the one that is connected to: a second DNS answer is never asked for", async () => {
  await using upstream = startRawUpstream(async (conn) => {
    await writeAll(conn, OK);
    return "close";
  });
  const answers = [["127.0.0.1"], ["10.0.0.1"]];
  let asked = 0;
  const resolve = () => Promise.resolve(answers[asked++]!);
  await using gateway = startGateway({ allowUpstream: ["127.0.0.1"], resolve });
  const answer = await fetch(gateway.url(`http://rebind.example.com:${upstream.port}/`));
  assert.equal(await answer.text(), "ok");
  assert.equal(asked, 1);
  assert.match(upstream.requests[0]!, new RegExp(`\r\nHost: rebind.example.com:${upstream.port}\r\n`));
  assert.deepEqual(await refusalOf(await fetch(gateway.url(`http://rebind.example.com:${upstream.port}/`))), [
    403,
    "BLOCKED_ADDRESS",
    "refusal-1",
  ]);
});

Deno.test("a name that does not resolve is an unreachable upstream, not a refusal", async () => {
  await using gateway = startGateway({ resolve: () => Promise.reject(new Error("no such name")) });
  const answer = await fetch(gateway.url("http://nowhere.example.com/"));
  assert.equal(answer.status, 502);
  assert.equal(answer.headers.get("x-interven-error"), "UPSTREAM_UNREACHABLE");
  assert.equal(answer.headers.get("x-interven-decision"), "ALLOW");
  await answer.body?.cancel();
});

Deno.test("the gateway is not reachable through itself, even when loopback is exempt", async () => {
  await using gateway = startGateway({
    allowUpstream: ["127.0.0.0/8", "localhost", "gateway.example.com"],
    resolve: () => Promise.resolve(["127.0.0.1"]),
  });
  for (const host of ["127.0.0.1", "localhost", "127.1", "gateway.example.com", "loop.example.com"]) {
    const answer = await fetch(gateway.url(`http://${host}:${gateway.port}/v1/approvals`));
    assert.deepEqual((await refusalOf(answer)).slice(0, 2), [403, "BLOCKED_ADDRESS"], host);
  }
});

Deno.test("a redirect comes back as it is, unless it leads to a private address", async () => {
  const redirects: [string, number][] = [
    ["/elsewhere", 302],
    ["https://www.example.com/x", 301],
    ["http://169.254.169.254/latest/meta-data/", 403],
    ["//10.0.0.1/", 403],
    ["http://0x7f.1/", 403],
    ["http:\\\\localhost\\admin", 403],
    ["http://user@metadata.google.internal/", 403],
    ["mailto:a@example.com", 302],
    ["https://inside.example.com/", 403],
    ["https://gone.example.com/", 302],
    ["http://www.example.com\\@10.0.0.1/", 403],
    ["http://[::ffff:169.254.169.254%25lo]/", 403],
    ["http://10.0.0.1:99999/", 403],
  ];
  const resolve = (host: string) =>
    host === "gone.example.com"
      ? Promise.reject(new Error("no such name"))
      : Promise.resolve([host === "inside.example.com" ? "10.0.0.7" : "93.184.216.34"]);
  for (const [location, status] of redirects) {
    const code = status === 403 ? 302 : status;
    await using upstream = startCannedUpstream(
      `HTTP/1.1 ${code} Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`,
    );
    await using gateway = startGateway({ allowUpstream: [`127.0.0.1:${upstream.port}`], resolve });
    const answer = await fetch(gateway.url(`${upstream.origin}/`), { redirect: "manual" });
    assert.equal(answer.status, status, location);
    assert.equal(answer.headers.get("location"), status === 403 ? null : location);
    assert.equal(answer.headers.get("x-interven-error"), status === 403 ? "BLOCKED_ADDRESS" : null);
    await answer.body?.cancel();
    assert.equal(
      (await gateway.engine.outcomeOf("trace-1")).error,
      status === 403 ? "BLOCKED_ADDRESS" : null,
    );
  }
});

const SMUGGLING: Readonly<Record<string, string>> = {
  "length and transfer coding":
    "POST /proxy/URL HTTP/1.1\r\nHost: g\r\nConnection: close\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
  "two lengths":
    "POST /proxy/URL HTTP/1.1\r\nHost: g\r\nConnection: close\r\nContent-Length: 1\r\nContent-Length: 9\r\n\r\nabcdefghi",
  "a coding that is not quite chunked":
    "POST /proxy/URL HTTP/1.1\r\nHost: g\r\nConnection: close\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
  "a line break in the URL":
    "GET /proxy/URL%0d%0aX-Evil:%201 HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n",
  "a header that hides in another":
    "GET /proxy/URL HTTP/1.1\r\nHost: g\r\nConnection: close\r\nX-A: 1\rX-Evil: 1\r\n\r\n",
  "a request behind the request":
    "GET /proxy/URL HTTP/1.1\r\nHost: g\r\nContent-Length: 0\r\nConnection: close, Content-Length\r\n\r\nGET /x-evil HTTP/1.1\r\nHost: g\r\n\r\n",
};

for (const [name, request] of Object.entries(SMUGGLING)) {
  Deno.test(`the upstream never reads two requests, or another header, out of one: ${name}`, async () => {
    await using upstream = startRawUpstream(async (conn) => {
      await writeAll(conn, OK);
      return "keep";
    });
    await using gateway = startGateway();
    await rawExchange(gateway.port, request.replace("URL", `${upstream.origin}/`));
    assert.ok(upstream.requests.length <= 1);
    for (const seen of upstream.requests) assert.doesNotMatch(seen, /^x-evil|^GET \/x/im);
  });
}

Deno.test("each new connection is vetted, also while an older one to the same name is open", async () => {
  const release = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  await using upstream = startRawUpstream(async (conn) => {
    arrived.resolve();
    await release.promise;
    await writeAll(conn, OK);
    return "close";
  });
  let asked = 0;
  const resolve = () => Promise.resolve([asked++ === 0 ? "127.0.0.1" : "10.0.0.1"]);
  await using gateway = startGateway({ resolve });
  const url = gateway.url(`http://rebind.example.com:${upstream.port}/`);
  const first = fetch(url);
  await arrived.promise;
  const second = await fetch(url).finally(release.resolve);
  assert.deepEqual(await refusalOf(second), [403, "BLOCKED_ADDRESS", "trace-2"]);
  assert.equal(await (await first).text(), "ok");
});
