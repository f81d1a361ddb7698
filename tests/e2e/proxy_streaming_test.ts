import assert from "node:assert/strict";
import { testUnless } from "../skips.ts";
import { startGateway as startGatewayProcess } from "./gateway_process.ts";
import { startGateway } from "./proxy_fixture.ts";
import { noResidentSize, residentBytes } from "./resident_size.ts";
import { endOfHead, readUntil, startRawUpstream, writeAll } from "./raw_http.ts";

Deno.test("server-sent events arrive one by one, before the answer ends", async () => {
  const go = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await using upstream = startRawUpstream(async (conn) => {
    await writeAll(
      conn,
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n",
    );
    for (const [i, { promise }] of go.entries()) {
      await writeAll(conn, `9\r\ndata: ${i}\n\n\r\n`);
      await promise;
    }
    await writeAll(conn, "0\r\n\r\n");
    return "keep";
  });
  await using gateway = startGateway();
  const answer = await fetch(gateway.url(`${upstream.origin}/`));
  assert.equal(answer.headers.get("content-type"), "text/event-stream");
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (const [i, { resolve }] of go.entries()) {
    assert.equal((await reader.read()).value, `data: ${i}\n\n`);
    resolve();
  }
  assert.equal((await reader.read()).done, true);
  assert.equal((await gateway.engine.outcomeOf("trace-1")).responseBytes, 18);
});

/** Writes `total` bytes, counting them, with no more in memory than one piece. */
function startDownload(total: number, framing: "length" | "chunked" | "close") {
  const piece = new Uint8Array(256 * 1024).fill(120);
  const chunk = new Uint8Array([
    ...new TextEncoder().encode(`${piece.length.toString(16)}\r\n`),
    ...piece,
    13,
    10,
  ]);
  const state = { sent: 0 };
  const upstream = startRawUpstream(async (conn) => {
    const header = {
      length: `Content-Length: ${total}\r\n`,
      chunked: "Transfer-Encoding: chunked\r\n",
      close: "Connection: close\r\n",
    };
    await writeAll(conn, `HTTP/1.1 200 OK\r\n${header[framing]}\r\n`);
    while (state.sent < total) {
      await writeAll(conn, framing === "chunked" ? chunk : piece);
      state.sent += piece.length;
    }
    if (framing === "chunked") await writeAll(conn, "0\r\n\r\n");
    return framing === "close" ? "close" : "keep";
  });
  return { upstream, state };
}

for (const framing of ["length", "chunked", "close"] as const) {
  Deno.test(`a large download (${framing}) arrives whole`, async () => {
    const total = 64 * 1024 * 1024;
    const { upstream } = startDownload(total, framing);
    await using _upstream = upstream;
    await using gateway = startGateway();
    const answer = await fetch(gateway.url(`${upstream.origin}/`));
    let size = 0;
    for await (const piece of answer.body!) size += piece.length;
    assert.equal(size, total);
    assert.equal((await gateway.engine.outcomeOf("trace-1")).responseBytes, total);
  });

  testUnless(noResidentSize(), `a large download (${framing}) passes with flat memory`, async () => {
    const total = 512 * 1024 * 1024;
    const { upstream } = startDownload(total, framing);
    await using _upstream = upstream;
    // In a process of its own: tests of other files run in this one, and their memory would be measured as well.
    const first = startDownload(8 * 1024 * 1024, framing);
    await using _first = first.upstream;
    const known = [upstream, first.upstream].flatMap((
      { origin },
    ) => ["--allow-upstream", new URL(origin).host]);
    await using gateway = await startGatewayProcess({ args: [...known, "--quiet"] });
    // Rules and model are made ready with the first answer that is read.
    await (await gateway.proxy(`${first.upstream.origin}/`)).bytes();
    const before = await residentBytes(gateway.pid);
    const answer = await gateway.proxy(`${upstream.origin}/`);
    let [size, peak, nextLook] = [0, before, 0];
    for await (const piece of answer.body!) {
      size += piece.length;
      if (size < nextLook) continue;
      nextLook = size + total / 64;
      peak = Math.max(peak, await residentBytes(gateway.pid));
    }
    assert.equal(size, total);
    assert.ok(peak - before < total / 4, `grew by ${peak - before} bytes`);
  });
}

Deno.test("a caller that does not read slows the upstream down instead of filling memory", async () => {
  const total = 512 * 1024 * 1024;
  const { upstream, state } = startDownload(total, "length");
  await using _upstream = upstream;
  await using gateway = startGateway();
  {
    using conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
    await writeAll(conn, `GET /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\n\r\n`);
    await readUntil(conn, endOfHead);
    // Socket buffers fill, then everything stands still: the count stops rising.
    let last = -1;
    while (state.sent !== last) {
      last = state.sent;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.ok(state.sent < total / 4, `${state.sent} bytes were taken from the upstream`);
  }
  assert.equal((await gateway.engine.outcomeOf("trace-1")).error, "CLIENT_GONE");
});

Deno.test("a caller that goes away in the middle of an answer closes the upstream connection", async () => {
  const closed = Promise.withResolvers<void>();
  await using upstream = startRawUpstream(async (conn) => {
    await writeAll(conn, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
    await readUntil(conn);
    closed.resolve();
    return "close";
  });
  await using gateway = startGateway();
  const abort = new AbortController();
  const answer = await fetch(gateway.url(`${upstream.origin}/`), { signal: abort.signal });
  const reader = answer.body!.getReader();
  assert.equal(new TextDecoder().decode((await reader.read()).value), "hello");
  abort.abort();
  await reader.read().catch(() => {});
  await closed.promise;
  assert.equal((await gateway.engine.outcomeOf("trace-1")).error, "CLIENT_GONE");
});

Deno.test("a caller that goes away before the answer closes the upstream connection", async () => {
  const arrived = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  await using upstream = startRawUpstream(async (conn) => {
    arrived.resolve();
    await readUntil(conn);
    closed.resolve();
    return "close";
  });
  await using gateway = startGateway({ timeouts: { keepAliveMs: 40 } });
  const abort = new AbortController();
  const answer = fetch(gateway.url(`${upstream.origin}/`), { signal: abort.signal }).catch(() => "gone");
  await arrived.promise;
  abort.abort();
  assert.equal(await answer, "gone");
  await closed.promise;
  assert.equal((await gateway.engine.outcomeOf("trace-1")).error, "CLIENT_GONE");
});

Deno.test("200 calls at once, one of them with a body of 10 MB, all get their own answer", async () => {
  await using upstream = startRawUpstream(async (conn, request) => {
    const target = request.split(" ")[1]!;
    const length = request.length - request.indexOf("\r\n\r\n") - 4;
    const body = `${target} ${length}`;
    await writeAll(conn, `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    return "keep";
  }, {
    // Counts instead of searching the whole text again for each piece of the large one.
    isRequest: (text) => {
      const end = text.slice(0, 4096).indexOf("\r\n\r\n");
      return end !== -1 &&
        text.length - end - 4 >= Number(/content-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0);
    },
  });
  await using gateway = startGateway({ maxBodyBytes: 10 * 1024 * 1024 });
  const large = new Uint8Array(10 * 1024 * 1024).fill(97);
  const calls = Array.from({ length: 200 }, async (_, i) => {
    const body = i === 100 ? large : `call ${i}`;
    const answer = await fetch(gateway.url(`${upstream.origin}/${i}`), { method: "POST", body });
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), `/${i} ${body.length}`);
  });
  await Promise.all(calls);
});
