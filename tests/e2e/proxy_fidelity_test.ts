import assert from "node:assert/strict";
import zlib from "node:zlib";
import { startGateway } from "./proxy_fixture.ts";
import {
  isWholeRequest,
  parseAnswer,
  rawExchange,
  readUntil,
  splitMessage,
  startCannedUpstream,
  startRawUpstream,
  writeAll,
} from "./raw_http.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

function startEcho(answer: string | Uint8Array = OK) {
  return startRawUpstream(async (conn) => {
    await writeAll(conn, answer);
    return "keep";
  });
}

const headOf = (request: string) => splitMessage(request)[0]!.split("\r\n");
const bodyOf = (request: string) => splitMessage(request)[1];

for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"]) {
  Deno.test(`${method} reaches the upstream as ${method}`, async () => {
    await using upstream = startEcho();
    await using gateway = startGateway();
    const answer = await rawExchange(
      gateway.port,
      `${method} /proxy/${upstream.origin}/x HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n`,
    );
    assert.equal(answer.status, 200);
    assert.equal(answer.body, "ok");
    assert.equal(headOf(upstream.requests[0]!)[0], `${method} /x HTTP/1.1`);
    assert.equal(gateway.engine.calls[0]!.method, method);
  });
}

Deno.test("the answer to HEAD keeps the length of the body it does not have", async () => {
  await using upstream = startEcho("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\nX-A: 1\r\n\r\n");
  await using gateway = startGateway();
  const answer = await rawExchange(
    gateway.port,
    `HEAD /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n`,
  );
  assert.equal(answer.header("content-length"), "1234");
  assert.equal(answer.body, "");
});

Deno.test("path and query arrive byte for byte", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway();
  const target = `//a/./b/../c%2F%2f%zz/;p=1//?q=%7e&&x=a+b%20c|{}^"é`;
  const request = `GET /proxy/${upstream.origin}${target} HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n`;
  assert.equal((await rawExchange(gateway.port, request)).status, 200);
  const utf8 = Array.from(new TextEncoder().encode(target), (byte) => String.fromCharCode(byte)).join("");
  assert.equal(headOf(upstream.requests[0]!)[0], `GET ${utf8} HTTP/1.1`);
});

Deno.test("headers arrive as sent, without hop-by-hop ones, Host, Proxy-* and X-Interven-*", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway();
  await rawExchange(
    gateway.port,
    new Uint8Array([
      ...new TextEncoder().encode(
        `GET /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: gateway\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n` +
          "TE: trailers\r\nProxy-Authorization: Basic x\r\nProxy-Connection: keep-alive\r\nUpgrade: h2c\r\nX-Interven-Agent: a\r\n" +
          "Authorization: Bearer a/b+c==\r\nCookie: a=1\r\nCookie: b=2\r\nX-Two:  one\r\nX-Two: two, three \r\nX-Empty:\r\nX-Raw: caf",
      ),
      0xc3,
      0xa9,
      0xe9,
      ...new TextEncoder().encode("\r\n\r\n"),
    ]),
  );
  const headers = headOf(upstream.requests[0]!).slice(1).sort();
  assert.deepEqual(headers, [
    `Host: 127.0.0.1:${upstream.port}`,
    "authorization: Bearer a/b+c==",
    "cookie: a=1; b=2",
    "x-empty: ",
    "x-raw: caf\xc3\xa9\xe9",
    "x-two: one, two, three",
  ]);
  assert.equal(gateway.engine.calls[0]!.agentId, "a");
});

Deno.test("nothing is added to a request: no accept, no user-agent, no accept-encoding", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway();
  await rawExchange(
    gateway.port,
    `GET /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n`,
  );
  assert.deepEqual(headOf(upstream.requests[0]!), ["GET / HTTP/1.1", `Host: 127.0.0.1:${upstream.port}`]);
});

const everyByte = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31 + (i >> 8)) & 255);
const form = new FormData();
form.set("field", "värde");
form.set("file", new Blob([everyByte.slice(0, 3000)]), "a.bin");
const multipart = new Request("http://x", { method: "POST", body: form });
const BODIES: Readonly<Record<string, { type: string; bytes: Uint8Array<ArrayBuffer> }>> = {
  JSON: {
    type: "application/json; charset=utf-8",
    bytes: new TextEncoder().encode('{ "a" : 1.0, "b":"\\u00e9" }\n'),
  },
  form: { type: "application/x-www-form-urlencoded", bytes: new TextEncoder().encode("a=1&a=2&b=%7E+x") },
  multipart: { type: multipart.headers.get("content-type")!, bytes: await multipart.bytes() },
  "binary of 70 kB": { type: "application/octet-stream", bytes: everyByte },
  "empty": { type: "text/plain", bytes: new Uint8Array() },
};

for (const [name, { type, bytes }] of Object.entries(BODIES)) {
  for (const framing of ["Content-Length", "chunked"]) {
    Deno.test(`a body arrives byte for byte: ${name}, ${framing}`, async () => {
      await using upstream = startEcho();
      await using gateway = startGateway();
      using conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
      const head =
        `POST /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\nConnection: close\r\nContent-Type: ${type}\r\n`;
      if (framing === "chunked") {
        await writeAll(conn, `${head}Transfer-Encoding: chunked\r\n\r\n`);
        for (let at = 0; at < bytes.length; at += 9999) {
          const piece = bytes.subarray(at, at + 9999);
          await writeAll(conn, `${piece.length.toString(16)}\r\n`);
          await writeAll(conn, piece);
          await writeAll(conn, "\r\n");
        }
        await writeAll(conn, "0\r\n\r\n");
      } else {
        await writeAll(conn, `${head}Content-Length: ${bytes.length}\r\n\r\n`);
        await writeAll(conn, bytes);
      }
      assert.equal(parseAnswer(await readUntil(conn)).status, 200);
      const request = upstream.requests[0]!;
      assert.ok(isWholeRequest(request));
      assert.equal(bodyOf(request), Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
      assert.ok(headOf(request).includes(`content-type: ${type}`));
      if (bytes.length > 0) assert.deepEqual(gateway.engine.calls[0]!.body!.bytes, bytes);
    });
  }
}

Deno.test("a compressed body is undone for the engine and forwarded as it came", async () => {
  const plain = new TextEncoder().encode(JSON.stringify({ text: "hello ".repeat(200) }));
  const coded: [string, Uint8Array][] = [
    ["gzip", zlib.gzipSync(plain)],
    ["deflate", zlib.deflateSync(plain)],
    ["deflate", zlib.deflateRawSync(plain)],
    ["br", zlib.brotliCompressSync(plain)],
    ["gzip, br", zlib.brotliCompressSync(zlib.gzipSync(plain))],
  ];
  await using upstream = startEcho();
  await using gateway = startGateway();
  for (const [coding, bytes] of coded) {
    const answer = await fetch(gateway.url(`${upstream.origin}/`), {
      method: "POST",
      headers: { "content-encoding": coding, "content-type": "application/json" },
      body: new Uint8Array(bytes),
    });
    assert.equal(await answer.text(), "ok");
    const { body } = gateway.engine.calls.at(-1)!;
    assert.equal(body!.inspectable, true);
    assert.deepEqual(body!.bytes, plain);
    const request = upstream.requests.at(-1)!;
    assert.equal(bodyOf(request), Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    assert.ok(headOf(request).includes(`content-encoding: ${coding}`));
  }
});

Deno.test("a compressed answer comes back compressed, and one that is not is left so", async () => {
  const zipped = zlib.gzipSync("hello ".repeat(500));
  const head =
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${zipped.length}\r\n\r\n`;
  await using coded = startCannedUpstream(new Uint8Array([...new TextEncoder().encode(head), ...zipped]));
  const plain = "x".repeat(5000);
  await using bare = startCannedUpstream(
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n${plain}`,
  );
  await using gateway = startGateway();
  const get = (origin: string) =>
    rawExchange(
      gateway.port,
      `GET /proxy/${origin}/ HTTP/1.1\r\nHost: g\r\nConnection: close\r\nAccept-Encoding: gzip, br\r\n\r\n`,
    );
  const first = await get(coded.origin);
  assert.equal(first.header("content-encoding"), "gzip");
  assert.equal(first.body, Array.from(zipped, (byte) => String.fromCharCode(byte)).join(""));
  const second = await get(bare.origin);
  assert.equal(second.body, plain);
  assert.equal(second.header("content-length"), "5000");
});

Deno.test("answer headers come back as sent, repeats kept, hop-by-hop and forged X-Interven-* removed", async () => {
  await using upstream = startCannedUpstream(
    "HTTP/1.1 418 Teapot\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Interven-Decision: DENY\r\nx-interven-error: X\r\nConnection: X-Hop\r\n" +
      'X-Hop: 1\r\nKeep-Alive: timeout=3\r\nProxy-Authenticate: Basic\r\nETag: "x"\r\nDate: Sat, 01 Jan 2022 00:00:00 GMT\r\nContent-Length: 4\r\n\r\nbody',
  );
  await using gateway = startGateway();
  const answer = await rawExchange(
    gateway.port,
    `GET /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\nConnection: close\r\n\r\n`,
  );
  assert.equal(answer.status, 418);
  assert.deepEqual(answer.headers.filter(([name]) => name !== "connection"), [
    ["set-cookie", "a=1"],
    ["set-cookie", "b=2"],
    ["etag", '"x"'],
    ["content-security-policy", "sandbox"],
    ["x-interven-decision", "ALLOW"],
    ["x-interven-trace-id", "trace-1"],
    ["x-interven-risk", "0.91"],
    ["x-interven-reasons", "SECRET_EGRESS,NEW_DESTINATION"],
    ["content-length", "4"],
    ["date", "Sat, 01 Jan 2022 00:00:00 GMT"],
  ]);
});

for (
  const [name, wire, status, body] of [
    ["204", "HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n", 204, ""],
    ["304", 'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\nContent-Length: 99\r\n\r\n', 304, ""],
    ["205 with a body that it must not have", "HTTP/1.1 205 Reset\r\nContent-Length: 3\r\n\r\nabc", 205, ""],
    [
      "100 and 103 before 200",
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${OK}`,
      200,
      "ok",
    ],
    ["500 of the upstream", "HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops", 500, "oops"],
    ["until the connection closes", "HTTP/1.0 200 OK\r\n\r\nuntil the end", 200, "until the end"],
    ["no reason phrase", "HTTP/1.1 200\r\nContent-Length: 1\r\n\r\nx", 200, "x"],
  ] as const
) {
  Deno.test(`the upstream's answer comes back as it is: ${name}`, async () => {
    await using upstream = startCannedUpstream(wire);
    await using gateway = startGateway();
    const answer = await fetch(gateway.url(`${upstream.origin}/`));
    assert.equal(answer.status, status);
    assert.equal(await answer.text(), body);
    assert.equal(answer.headers.get("x-interven-error"), null);
    assert.equal(answer.headers.get("x-interven-decision"), "ALLOW");
    const outcome = await gateway.engine.outcomeOf("trace-1");
    assert.deepEqual([outcome.forwarded, outcome.upstreamStatus, outcome.error], ["original", status, null]);
  });
}

Deno.test("a caller that waits for 100 Continue is told to go on, and Expect stays here", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway();
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
  await writeAll(
    conn,
    `POST /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n`,
  );
  assert.match(await readUntil(conn, (text) => text.includes("\r\n\r\n")), /^HTTP\/1.1 100 /);
  await writeAll(conn, "abc");
  assert.equal(parseAnswer(await readUntil(conn)).status, 200);
  assert.equal(bodyOf(upstream.requests[0]!), "abc");
  assert.ok(!/expect/i.test(upstream.requests[0]!));
});

Deno.test("one connection serves many calls, one after the other", async () => {
  await using upstream = startEcho();
  await using gateway = startGateway();
  for (let i = 0; i < 10; i++) {
    assert.equal(await (await fetch(gateway.url(`${upstream.origin}/${i}`))).text(), "ok");
  }
  assert.equal(upstream.connections, 1);
});

Deno.test("small textual answers of reads are shown to the engine, decoded", async () => {
  const zipped = zlib.gzipSync('{"a":1}');
  const head =
    `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${zipped.length}\r\n\r\n`;
  await using upstream = startCannedUpstream(new Uint8Array([...new TextEncoder().encode(head), ...zipped]));
  await using gateway = startGateway();
  gateway.engine.decide({
    action: { tool: "x", operation: "get", verb: "READ", category: "read", host: "", facts: {} },
  });
  const seen = new Promise<void>((resolve) => {
    const observe = gateway.engine.observeResponse;
    gateway.engine.observeResponse = (observation) => (resolve(), observe(observation));
  });
  await (await fetch(gateway.url(`${upstream.origin}/`))).arrayBuffer();
  await seen;
  const [observation] = gateway.engine.observations;
  assert.equal(observation!.traceId, "trace-1");
  assert.equal(new TextDecoder().decode(observation!.body!.bytes), '{"a":1}');
});

Deno.test("an answer without a body is not given a content coding, and HEAD keeps its length for callers that accept codings", async () => {
  await using gateway = startGateway();
  const ask = async (method: string, wire: string) => {
    await using upstream = startCannedUpstream(wire);
    const request =
      `${method} /proxy/${upstream.origin}/ HTTP/1.1\r\nHost: g\r\nConnection: close\r\nAccept-Encoding: gzip, br\r\n\r\n`;
    return await rawExchange(gateway.port, request);
  };
  const notModified = await ask("GET", 'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n');
  assert.equal(notModified.header("content-encoding"), undefined);
  const head = await ask(
    "HEAD",
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n",
  );
  assert.equal(head.header("content-length"), "5000");
});
