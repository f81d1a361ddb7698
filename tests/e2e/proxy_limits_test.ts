import assert from "node:assert/strict";
import zlib from "node:zlib";
import { startGateway } from "./proxy_fixture.ts";
import {
  endOfHead,
  parseAnswer,
  rawExchange,
  readUntil,
  splitMessage,
  startRawUpstream,
  writeAll,
} from "./raw_http.ts";

const MAX = 64 * 1024;

function startEcho() {
  return startRawUpstream(async (conn) => {
    await writeAll(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    return "keep";
  });
}

Deno.test("a body of exactly the limit passes, one byte more is 413 before it is read", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ maxBodyBytes: MAX });
  const post = (size: number) =>
    fetch(gateway.url(`${upstream.origin}/`), { method: "POST", body: new Uint8Array(size) });
  assert.equal(await (await post(MAX)).text(), "ok");
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
  await writeAll(
    conn,
    `POST /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\nContent-Length: ${MAX + 1}\r\n\r\n`,
  );
  const answer = parseAnswer(await readUntil(conn, endOfHead));
  assert.equal(answer.status, 413);
  assert.equal(answer.header("x-interven-error"), "PAYLOAD_TOO_LARGE");
  assert.equal(gateway.engine.refusals[0]!.code, "PAYLOAD_TOO_LARGE");
  assert.equal(upstream.requests.length, 1);
});

Deno.test("a chunked body that grows past the limit is 413 too", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ maxBodyBytes: MAX });
  const body = `${(MAX + 1).toString(16)}\r\n${"x".repeat(MAX + 1)}\r\n0\r\n\r\n`;
  const answer = await rawExchange(
    gateway.port,
    `POST /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${body}`,
  );
  assert.equal(answer.status, 413);
  assert.equal(upstream.connections, 0);
});

for (const framing of ["Content-Length", "chunked"]) {
  Deno.test(`monitor mode passes a body over the limit on unread, byte for byte: ${framing}`, async () => {
    await using upstream = startEcho();
    await using gateway = startGateway({ maxBodyBytes: MAX, mode: () => "monitor" });
    const bytes = Uint8Array.from({ length: 5 * MAX }, (_, i) => 97 + i % 26);
    const body = framing === "chunked" ? new Blob([bytes]).stream() : bytes;
    const answer = await fetch(gateway.url(`${upstream.origin}/`), { method: "POST", body });
    assert.equal(await answer.text(), "ok");
    assert.equal(gateway.engine.calls[0]!.body!.inspectable, false);
    const [head, sent] = splitMessage(upstream.requests[0]!);
    const text = new TextDecoder().decode(bytes);
    if (framing === "Content-Length") assert.equal(sent, text);
    else {
      assert.match(head!, /Transfer-Encoding: chunked/);
      assert.equal(sent.replace(/(^|\r\n)[0-9a-f]+\r\n/g, "").replace(/\r\n$/, ""), text);
    }
  });
}

Deno.test("a small body that unpacks to a huge one is not unpacked, and goes to the engine as not inspectable", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway({ maxBodyBytes: MAX });
  for (
    const [coding, bomb] of [["gzip", zlib.gzipSync(new Uint8Array(50_000_000))], [
      "br",
      zlib.brotliCompressSync(new Uint8Array(50_000_000)),
    ]] as const
  ) {
    const body = new Uint8Array(bomb);
    assert.ok(body.length <= MAX);
    const answer = await fetch(gateway.url(`${upstream.origin}/`), {
      method: "POST",
      headers: { "content-encoding": coding },
      body,
    });
    await answer.text();
    const call = gateway.engine.calls.at(-1)!;
    assert.equal(call.body!.inspectable, false);
    assert.deepEqual(call.body!.bytes, body);
  }
});

for (
  const [name, coding] of [["an unknown coding", "snappy"], ["a coding it does not have", "gzip"], [
    "too many codings",
    "gzip, gzip, gzip, gzip",
  ]] as const
) {
  Deno.test(`a body with ${name} is not inspectable`, async () => {
    await using upstream = startEcho();
    await using gateway = startGateway();
    const answer = await fetch(gateway.url(`${upstream.origin}/`), {
      method: "POST",
      headers: { "content-encoding": coding },
      body: "plain text",
    });
    await answer.text();
    assert.equal(gateway.engine.calls[0]!.body!.inspectable, false);
  });
}

for (const framing of ["Content-Length: 10", "Transfer-Encoding: chunked"]) {
  Deno.test(`a caller that never finishes its body gets 408: ${framing}`, async () => {
    await using upstream = startEcho();
    await using gateway = startGateway({ bodyTimeouts: { idleMs: 30, totalMs: 1000 } });
    using conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
    await writeAll(conn, `POST /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\n${framing}\r\n\r\n1\r\na`);
    const answer = parseAnswer(await readUntil(conn, endOfHead));
    assert.equal(answer.status, 408);
    assert.equal(answer.header("x-interven-error"), "REQUEST_TIMEOUT");
    assert.equal(upstream.connections, 0);
  });
}

Deno.test("a caller that trickles its body in for ever gets 408 when the total time is up", async () => {
  await using gateway = startGateway({ bodyTimeouts: { idleMs: 10_000, totalMs: 60 } });
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
  await writeAll(
    conn,
    "POST /proxy/http://127.0.0.1:1/ HTTP/1.1\r\nHost: g\r\nTransfer-Encoding: chunked\r\n\r\n",
  );
  const answer = readUntil(conn, endOfHead);
  let done = false;
  answer.then(() => done = true);
  while (!done) {
    await writeAll(conn, "1\r\na\r\n").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.equal(parseAnswer(await answer).status, 408);
});

Deno.test("a caller that goes away in the middle of its body reaches neither the engine nor the upstream", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway();
  const handled = Promise.withResolvers<void>();
  const handle = gateway.proxy.handle.bind(gateway.proxy);
  gateway.proxy.handle = async (request) => {
    try {
      return await handle(request);
    } finally {
      handled.resolve();
    }
  };
  const conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
  await writeAll(
    conn,
    `POST /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\nContent-Length: 10\r\n\r\nabc`,
  );
  conn.close();
  await handled.promise;
  assert.equal(gateway.engine.calls.length, 0);
  assert.equal(upstream.connections, 0);
});

Deno.test("a GET with a body, which the server does not hand over, is refused rather than sent without it", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway();
  const answer = await rawExchange(
    gateway.port,
    `GET /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`,
  );
  assert.equal(answer.status, 400);
  assert.equal(answer.header("x-interven-error"), "BAD_REQUEST");
  assert.equal(upstream.connections, 0);
});
