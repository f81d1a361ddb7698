/**
 * Request smuggling (RFC 9112 section 11.2): what one reader takes for a body, another may take for a further request, which nobody judged.
 * Whatever is sent here, the upstream gets the requests that the engine judged, with the same bodies, and no other.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { type Gateway, startGateway } from "../e2e/proxy_fixture.ts";
import { latin1, type RawUpstream, readUntil, startRawUpstream, writeAll } from "../e2e/raw_http.ts";

const HIDDEN = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";
const SMUGGLED_CHUNK = `0\r\n\r\n${HIDDEN}`;

/** Lines between the request line and the body, and the body. Shapes as in PortSwigger's and Kettle's published research. */
const CORPUS: Readonly<Record<string, readonly [headers: string, body: string]>> = {
  "CL.TE": [`Content-Length: ${SMUGGLED_CHUNK.length}\r\nTransfer-Encoding: chunked\r\n`, SMUGGLED_CHUNK],
  "TE.CL": [
    "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
    `${HIDDEN.length.toString(16)}\r\n${HIDDEN}\r\n0\r\n\r\n`,
  ],
  "two lengths": [`Content-Length: 0\r\nContent-Length: ${HIDDEN.length}\r\n`, HIDDEN],
  "two lengths, the other way": [`Content-Length: ${HIDDEN.length}\r\nContent-Length: 0\r\n`, HIDDEN],
  "a list of lengths": [`Content-Length: 0, ${HIDDEN.length}\r\n`, HIDDEN],
  "a length with a sign": [`Content-Length: +${HIDDEN.length}\r\n`, HIDDEN],
  "a length in hex": [`Content-Length: 0x${HIDDEN.length.toString(16)}\r\n`, HIDDEN],
  "a negative length": ["Content-Length: -1\r\n", HIDDEN],
  "a length beyond numbers": ["Content-Length: 99999999999999999999999\r\n", HIDDEN],
  "a length with a space in it": ["Content-Length: 1 0\r\n", HIDDEN],
  "a space before the colon": ["Transfer-Encoding : chunked\r\nContent-Length: 3\r\n", SMUGGLED_CHUNK],
  "a folded coding": ["Transfer-Encoding:\r\n chunked\r\nContent-Length: 3\r\n", SMUGGLED_CHUNK],
  "a coding behind a tab": ["Transfer-Encoding:\tchunked\r\nContent-Length: 3\r\n", SMUGGLED_CHUNK],
  "an unknown coding": ["Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n", SMUGGLED_CHUNK],
  "two codings": ["Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", SMUGGLED_CHUNK],
  "identity": [`Transfer-Encoding: identity\r\nContent-Length: ${HIDDEN.length}\r\n`, HIDDEN],
  "chunked is not last": ["Transfer-Encoding: chunked, gzip\r\n", SMUGGLED_CHUNK],
  "a coding in capitals": ["Transfer-Encoding: CHUNKED\r\n", SMUGGLED_CHUNK],
  "a quoted coding": ['Transfer-Encoding: "chunked"\r\nContent-Length: 3\r\n', SMUGGLED_CHUNK],
  "a coding with a vertical tab": ["Transfer-Encoding: \x0bchunked\r\nContent-Length: 3\r\n", SMUGGLED_CHUNK],
  "a name with a NUL": ["Transfer\0-Encoding: chunked\r\nContent-Length: 3\r\n", SMUGGLED_CHUNK],
  "a bare line feed": ["X-A: 1\nTransfer-Encoding: chunked\nContent-Length: 3\r\n", SMUGGLED_CHUNK],
  "a bare carriage return": ["X-A: 1\rTransfer-Encoding: chunked\r\nContent-Length: 3\r\n", SMUGGLED_CHUNK],
  "a chunk size with an underscore": ["Transfer-Encoding: chunked\r\n", `0_1\r\n${SMUGGLED_CHUNK}`],
  "a chunk size with a sign": ["Transfer-Encoding: chunked\r\n", `+5\r\nhello\r\n${SMUGGLED_CHUNK}`],
  "a chunk size of too many digits": [
    "Transfer-Encoding: chunked\r\n",
    `${"0".repeat(40)}5\r\nhello\r\n${SMUGGLED_CHUNK}`,
  ],
  "a chunk extension with a line feed": ["Transfer-Encoding: chunked\r\n", `5;a\nhello\r\n${SMUGGLED_CHUNK}`],
  "a chunk that ends without CRLF": ["Transfer-Encoding: chunked\r\n", `5\r\nhelloX${SMUGGLED_CHUNK}`],
  "trailers that are headers": [
    "Transfer-Encoding: chunked\r\nTrailer: Content-Length\r\n",
    `0\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
  ],
  "a body behind a GET": [`X-A: 1\r\n`, HIDDEN],
  "an upgrade with a body": [
    `Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n`,
    HIDDEN,
  ],
  "Expect with a body sent at once": [`Expect: 100-continue\r\nContent-Length: 0\r\n`, HIDDEN],
  "hop-by-hop names the length": [
    `Connection: Content-Length\r\nContent-Length: ${HIDDEN.length}\r\n`,
    HIDDEN,
  ],
  "hop-by-hop names the coding": [
    "Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n",
    SMUGGLED_CHUNK,
  ],
  "two hosts": ["Host: evil.example\r\n", ""],
  "a host with a path": ["Host: localhost/../evil\r\n", ""],
};

/** Reads requests as strictly as RFC 9112 says; what cannot be read so is kept as it is. */
function strictUpstream(): RawUpstream {
  return startRawUpstream(async (conn) => {
    await writeAll(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    return "keep";
  });
}

/** Completes whatever a reader may still be waiting for, and asks it to hang up. */
const END = "\r\n0\r\n\r\nGET /end HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".repeat(2);
/** For a reader that waits for yet more; the others hang up at once. */
const PATIENCE_MS = 1_000;

/** Sends bytes on a connection of their own and reads until the gateway hangs up. */
async function send(gateway: Gateway, bytes: Uint8Array): Promise<string> {
  using conn = await Deno.connect({ hostname: "127.0.0.1", port: gateway.port });
  const timer = setTimeout(() => void conn.closeWrite().catch(() => {}), PATIENCE_MS);
  await writeAll(conn, bytes).then(() => writeAll(conn, END)).catch(() => {});
  const answer = await readUntil(conn);
  clearTimeout(timer);
  return answer;
}

const encoder = new TextEncoder();

/** Body of a request as the upstream saw it, chunks joined. */
function bodyOf(request: string): string {
  const [head = "", ...rest] = request.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  if (!/^transfer-encoding:/im.test(head)) return body;
  let joined = "";
  for (let at = 0;;) {
    const lineEnd = body.indexOf("\r\n", at);
    const size = parseInt(body.slice(at, lineEnd), 16);
    if (!(size > 0)) return joined;
    joined += body.slice(lineEnd + 2, lineEnd + 2 + size);
    at = lineEnd + 2 + size + 2;
  }
}

function assertNothingUnjudged(gateway: Gateway, upstream: RawUpstream): void {
  const judged = gateway.engine.calls.map(({ method, url, body }) =>
    `${method} ${new URL(url).pathname} ${body === null ? "" : latin1(body.bytes)}`
  );
  const arrived = upstream.requests.map((request) => {
    const [method, path] = request.split(" ", 2);
    return `${method} ${path} ${bodyOf(request)}`;
  });
  assert.deepEqual(arrived.sort(), judged.sort());
  for (const request of arrived) assert.ok(!request.startsWith("GET /hidden"), request);
}

for (const [name, [headers, body]] of Object.entries(CORPUS)) {
  Deno.test(`smuggling: ${name}`, async () => {
    await using upstream = strictUpstream();
    await using gateway = startGateway();
    for (const method of ["POST", "GET"]) {
      const target = `/proxy/${upstream.origin}/front`;
      const text = `${method} ${target} HTTP/1.1\r\nHost: localhost:${gateway.port}\r\n${headers}\r\n${body}`;
      const answer = await send(gateway, encoder.encode(text));
      assert.match(answer, /^(?:HTTP\/1\.1 \d{3} |$)/);
    }
    assertNothingUnjudged(gateway, upstream);
  });
}

Deno.test("smuggling: a call like any other arrives, so that silence upstream means something", async () => {
  await using upstream = strictUpstream();
  await using gateway = startGateway();
  for (
    const framing of [
      "Content-Length: 5\r\n\r\nhello",
      "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    ]
  ) {
    const head = `POST /proxy/${upstream.origin}/front HTTP/1.1\r\nHost: localhost:${gateway.port}\r\n`;
    assert.match(await send(gateway, encoder.encode(head + framing)), /^HTTP\/1\.1 200 /);
  }
  assert.equal(upstream.requests.length, 2);
  assertNothingUnjudged(gateway, upstream);
});

Deno.test("smuggling: any mixture of framing headers and bodies leaves nothing unjudged", async () => {
  await using upstream = strictUpstream();
  await using gateway = startGateway();
  const number = fc.constantFrom("0", "3", "5", String(HIDDEN.length), "+5", "5 ", "05", "5,5", "-1", "1e1");
  const coding = fc.constantFrom(
    "chunked",
    "Chunked",
    "identity",
    "gzip, chunked",
    "chunked, chunked",
    "x",
    " chunked ",
  );
  const line = fc.oneof(
    number.map((value) => `Content-Length: ${value}`),
    coding.map((value) => `Transfer-Encoding: ${value}`),
    fc.constantFrom("Content-Length", "Transfer-Encoding").map((name) => `Connection: ${name}`),
    fc.constantFrom(
      "X-A: 1",
      "X-A:\t1",
      "X-A: a\r\n b",
      "Expect: 100-continue",
      "TE: trailers",
      "X-A: \u00e9",
    ),
  );
  const end = fc.constantFrom("\r\n", "\r\n", "\r\n", "\n", "\r");
  const piece = fc.constantFrom(
    "0\r\n\r\n",
    "5\r\nhello\r\n",
    "hello",
    HIDDEN,
    "0\r\nX: 1\r\n\r\n",
    "\r\n",
    "5;x=\r\nhello\r\n",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("POST", "GET", "PUT", "DELETE"),
      fc.array(fc.tuple(line, end), { maxLength: 4 }),
      fc.array(piece, { maxLength: 4 }),
      async (method, lines, pieces) => {
        const headers = lines.map(([text, end]) => text + end).join("");
        const head =
          `${method} /proxy/${upstream.origin}/front HTTP/1.1\r\nHost: localhost:${gateway.port}\r\n${headers}\r\n`;
        await send(gateway, encoder.encode(head + pieces.join("")));
        assertNothingUnjudged(gateway, upstream);
        gateway.engine.calls.length = 0;
        upstream.requests.length = 0;
      },
    ),
    { numRuns: 500 },
  );
});

Deno.test("header injection: no value or target of a call can end its line upstream", async () => {
  await using upstream = strictUpstream();
  await using gateway = startGateway();
  const byte = fc.integer({ min: 1, max: 255 });
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 12 }), byte, async (value, separator) => {
      const bytes = encoder.encode(
        `GET /proxy/${upstream.origin}/front HTTP/1.1\r\nHost: localhost:${gateway.port}\r\nX-A: `,
      );
      const injected = [...value, separator, ...encoder.encode("X-Injected: 1")];
      await send(gateway, new Uint8Array([...bytes, ...injected, 13, 10, 13, 10]));
      for (const request of upstream.requests) {
        // A line feed may end a line of the caller's own request, whose headers are then its own; inside a value it must not pass.
        const lines = request.split("\r\n");
        assert.ok(lines.every((line) => !/[\r\n\0]/.test(line)), JSON.stringify(request));
      }
      assertNothingUnjudged(gateway, upstream);
      gateway.engine.calls.length = 0;
      upstream.requests.length = 0;
    }),
    { numRuns: 500 },
  );
});
