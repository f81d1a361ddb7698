import assert from "node:assert/strict";
import { startGateway } from "./proxy_fixture.ts";
import { readUntil, startCannedUpstream, startRawUpstream, writeAll } from "./raw_http.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** Status and `X-Interven-Error` of a call, its body thrown away. */
async function outcome(url: string, init?: RequestInit): Promise<[number, string | null]> {
  const answer = await fetch(url, init);
  await answer.body?.cancel();
  return [answer.status, answer.headers.get("x-interven-error")];
}

const GARBAGE: Readonly<Record<string, string>> = {
  "garbage": "\0\x01\x02 what is this\r\n\r\n",
  "nothing": "",
  "half a head": "HTTP/1.1 200 OK\r\nContent-Len",
  "an endless header": `HTTP/1.1 200 OK\r\nX-A: ${"a".repeat(100_000)}`,
  "endless headers": `HTTP/1.1 200 OK\r\n${"X-A: 1\r\n".repeat(1000)}\r\n`,
  "endless interim answers": "HTTP/1.1 102 Processing\r\n\r\n".repeat(100),
  "a protocol switch nobody asked for": "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
  "a status that does not exist": "HTTP/1.1 999 Request Denied\r\nContent-Length: 0\r\n\r\n",
  "two lengths": "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokk",
  "length and transfer coding":
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
};

for (const [name, bytes] of Object.entries(GARBAGE)) {
  Deno.test(`an upstream that sends ${name} is told apart as 502`, async () => {
    await using upstream = startCannedUpstream(bytes);
    await using gateway = startGateway();
    const [status, error] = await outcome(gateway.url(`${upstream.origin}/`), { method: "POST" });
    assert.equal(status, 502);
    assert.equal(error, name === "nothing" ? "UPSTREAM_UNREACHABLE" : "UPSTREAM_PROTOCOL");
    assert.equal((await gateway.engine.outcomeOf("trace-1")).error, error);
  });
}

Deno.test("a port where nobody listens is 502 UPSTREAM_UNREACHABLE, with the verdict and its trace", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  await using gateway = startGateway();
  const answer = await fetch(gateway.url(`http://127.0.0.1:${port}/`));
  assert.equal(answer.status, 502);
  assert.equal(answer.headers.get("x-interven-error"), "UPSTREAM_UNREACHABLE");
  assert.equal(answer.headers.get("x-interven-decision"), "ALLOW");
  assert.equal(answer.headers.get("x-interven-trace-id"), "trace-1");
  assert.match((await answer.json()).detail, /The call itself was allowed\.$/);
});

const BROKEN_BODIES: Readonly<Record<string, string>> = {
  "shorter than it said": "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
  "a chunked body that stops": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
  "a chunk cut off": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nhello",
  "a malformed chunk": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
};

for (const [name, bytes] of Object.entries(BROKEN_BODIES)) {
  Deno.test(`an answer that breaks off never looks complete: ${name}`, async () => {
    await using upstream = startCannedUpstream(bytes);
    await using gateway = startGateway();
    await assert.rejects(async () => await (await fetch(gateway.url(`${upstream.origin}/`))).arrayBuffer());
    assert.equal((await gateway.engine.outcomeOf("trace-1")).error, "UPSTREAM_PROTOCOL");
  });
}

Deno.test("bytes behind a complete answer are not taken for the next one", async () => {
  await using upstream = startRawUpstream(async (conn, _request, count) => {
    await writeAll(conn, count === 1 ? `${OK}HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged` : OK);
    return "keep";
  });
  await using gateway = startGateway();
  for (let i = 0; i < 3; i++) {
    assert.equal(await (await fetch(gateway.url(`${upstream.origin}/`))).text(), "ok");
  }
  assert.equal(upstream.connections, 2, "the connection with left-over bytes was given up");
});

Deno.test("an upstream that does not answer is 504 UPSTREAM_TIMEOUT, and its connection is closed", async () => {
  const closed = Promise.withResolvers<void>();
  await using upstream = startRawUpstream(async (conn) => {
    await readUntil(conn);
    closed.resolve();
    return "close";
  });
  await using gateway = startGateway({ timeouts: { firstByteMs: 40 } });
  assert.deepEqual(await outcome(gateway.url(`${upstream.origin}/`)), [504, "UPSTREAM_TIMEOUT"]);
  await closed.promise;
  assert.equal((await gateway.engine.outcomeOf("trace-1")).error, "UPSTREAM_TIMEOUT");
});

Deno.test("an answer that stalls breaks off instead of hanging for ever", async () => {
  await using upstream = startRawUpstream(async (conn) => {
    await writeAll(conn, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello");
    await readUntil(conn);
    return "close";
  });
  await using gateway = startGateway({ timeouts: { idleMs: 40 } });
  await assert.rejects(async () => await (await fetch(gateway.url(`${upstream.origin}/`))).arrayBuffer());
  assert.equal((await gateway.engine.outcomeOf("trace-1")).error, "UPSTREAM_TIMEOUT");
});

Deno.test("a kept connection that the upstream closes on the next request: a GET is sent again, a POST is not", async () => {
  for (const method of ["GET", "POST"]) {
    await using upstream = startRawUpstream(async (conn, _request, count) => {
      if (count === 2) return "close";
      await writeAll(conn, OK);
      return "keep";
    });
    await using gateway = startGateway();
    await (await fetch(gateway.url(`${upstream.origin}/`))).text();
    const expected = method === "GET" ? [200, null] : [502, "UPSTREAM_UNREACHABLE"];
    assert.deepEqual(await outcome(gateway.url(`${upstream.origin}/`), { method }), expected);
    assert.equal(upstream.requests.length, method === "GET" ? 3 : 2);
  }
});

Deno.test("an answer that comes before the whole upload was taken is handed on", async () => {
  await using upstream = startRawUpstream(async (conn) => {
    await writeAll(conn, "HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
    // Drains what is under way, so that closing does not reset the connection before the answer is read.
    await conn.closeWrite();
    await readUntil(conn);
    return "close";
  }, { isRequest: (text) => text.includes("\r\n\r\n") });
  await using gateway = startGateway({ maxBodyBytes: 16_000_000 });
  const answer = await fetch(gateway.url(`${upstream.origin}/`), {
    method: "POST",
    body: new Uint8Array(8_000_000),
  });
  assert.equal(answer.status, 413);
  assert.equal(await answer.text(), "big");
  assert.equal(answer.headers.get("x-interven-error"), null, "it is the upstream's own 413");
});

Deno.test("a connection whose upload was answered early is not used again", async () => {
  const release = Promise.withResolvers<void>();
  await using upstream = startRawUpstream(async (conn, _request, count) => {
    await writeAll(conn, OK);
    if (count > 1) return "keep";
    // The rest of the upload stays unread.
    await release.promise;
    return "close";
  }, { isRequest: (text) => text.includes("\r\n\r\n") });
  await using gateway = startGateway({ maxBodyBytes: 32_000_000, timeouts: { firstByteMs: 2000 } });
  const first = await fetch(gateway.url(`${upstream.origin}/`), {
    method: "POST",
    body: new Uint8Array(30_000_000),
  });
  assert.equal(await first.text(), "ok");
  const second = await outcome(gateway.url(`${upstream.origin}/`)).finally(release.resolve);
  assert.deepEqual(second, [200, null]);
  assert.equal(upstream.connections, 2);
});
