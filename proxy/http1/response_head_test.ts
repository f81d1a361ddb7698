import assert from "node:assert/strict";
import fc from "fast-check";
import { findHeadEnd, MAX_HEADER_LINES, parseResponseHead } from "./response_head.ts";
import { UpstreamError } from "./upstream_error.ts";

const parse = (lines: string[], method = "GET") => parseResponseHead([...lines, "", ""].join("\r\n"), method);

Deno.test("a response head keeps names, values, order and repeats as they were sent", () => {
  const head = parse([
    "HTTP/1.1 200 OK",
    "X-B: 1",
    "Set-Cookie: a=1",
    "set-cookie:b=2",
    "X-Raw:\t caf\xe9 \t",
    "Content-Length: 2",
  ]);
  assert.deepEqual(head.headers, [
    ["X-B", "1"],
    ["Set-Cookie", "a=1"],
    ["set-cookie", "b=2"],
    ["X-Raw", "caf\xe9"],
    ["Content-Length", "2"],
  ]);
  assert.equal(head.status, 200);
  assert.deepEqual(head.framing, { kind: "length", bytes: 2 });
});

Deno.test("the body's framing follows RFC 9112 section 6.3", () => {
  const framing = (lines: string[], method?: string) => parse(lines, method).framing.kind;
  assert.equal(framing(["HTTP/1.1 200 OK", "Content-Length: 5"], "HEAD"), "none");
  assert.equal(framing(["HTTP/1.1 204 No Content"]), "none");
  assert.equal(framing(["HTTP/1.1 304 Not Modified", "Content-Length: 5"]), "none");
  assert.equal(framing(["HTTP/1.1 200 OK", "Transfer-Encoding: Chunked"]), "chunked");
  assert.equal(framing(["HTTP/1.1 200"]), "close");
  assert.equal(framing(["HTTP/1.1 200 OK", "Content-Length: 3", "Content-Length: 3"]), "length");
});

Deno.test("a connection is kept only when the version and Connection header allow it", () => {
  const keep = (lines: string[]) => parse(lines).keepAlive;
  assert.equal(keep(["HTTP/1.1 200 OK", "Content-Length: 0"]), true);
  assert.equal(keep(["HTTP/1.1 200 OK", "Content-Length: 0", "Connection: foo, Close"]), false);
  assert.equal(keep(["HTTP/1.0 200 OK", "Content-Length: 0"]), false);
  assert.equal(keep(["HTTP/1.0 200 OK", "Content-Length: 0", "Connection: keep-alive"]), true);
  assert.equal(keep(["HTTP/1.1 200 OK"]), false);
  assert.equal(
    parse(["HTTP/1.1 200 OK", "Content-Length: 0", "Keep-Alive: timeout=7, max=3"]).keepAliveMs,
    7000,
  );
});

const REFUSED: Readonly<Record<string, string[]>> = {
  "no HTTP at all": ["SSH-2.0-OpenSSH_9.6"],
  "HTTP/2 status line": ["HTTP/2 200"],
  "status of two digits": ["HTTP/1.1 20 OK"],
  "folded line": ["HTTP/1.1 200 OK", "X-A: 1", " folded"],
  "space before the colon": ["HTTP/1.1 200 OK", "Content-Length : 5"],
  "no colon": ["HTTP/1.1 200 OK", "garbage"],
  "bare line feed": ["HTTP/1.1 200 OK", "X-A: 1\nX-B: 2"],
  "bare carriage return": ["HTTP/1.1 200 OK", "X-A: 1\rX-B: 2"],
  "NUL in a value": ["HTTP/1.1 200 OK", "X-A: a\0b"],
  "length and transfer coding": ["HTTP/1.1 200 OK", "Content-Length: 5", "Transfer-Encoding: chunked"],
  "two lengths": ["HTTP/1.1 200 OK", "Content-Length: 5", "Content-Length: 6"],
  "a list of lengths": ["HTTP/1.1 200 OK", "Content-Length: 5, 5"],
  "signed length": ["HTTP/1.1 200 OK", "Content-Length: +5"],
  "negative length": ["HTTP/1.1 200 OK", "Content-Length: -1"],
  "empty length": ["HTTP/1.1 200 OK", "Content-Length:"],
  "length past safe integers": ["HTTP/1.1 200 OK", "Content-Length: 99999999999999999999"],
  "chunked twice": ["HTTP/1.1 200 OK", "Transfer-Encoding: chunked, chunked"],
  "two transfer codings": ["HTTP/1.1 200 OK", "Transfer-Encoding: gzip", "Transfer-Encoding: chunked"],
  "vertical tab in the coding": ["HTTP/1.1 200 OK", "Transfer-Encoding: \x0bchunked"],
  "chunked in HTTP/1.0": ["HTTP/1.0 200 OK", "Transfer-Encoding: chunked"],
  "too many lines": [
    "HTTP/1.1 200 OK",
    ...Array.from({ length: MAX_HEADER_LINES + 1 }, (_, i) => `X-${i}: 1`),
  ],
};

for (const [name, lines] of Object.entries(REFUSED)) {
  Deno.test(`a response head is refused for: ${name}`, () => {
    assert.throws(
      () => parse(lines),
      (error) => error instanceof UpstreamError && error.code === "UPSTREAM_PROTOCOL",
    );
  });
}

Deno.test("whatever bytes an upstream sends, the head parser gives a head or an UpstreamError", () => {
  const alphabet = fc.constantFrom(
    ..."HTP/1.0 2\r\n:,;\t\0aZ-\xff".split(""),
    "Content-Length",
    "Transfer-Encoding",
    "chunked",
    "\r\n",
  );
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 60 }), (parts) => {
      try {
        const head = parseResponseHead(`HTTP/1.1 200 OK\r\n${parts.join("")}\r\n\r\n`, "GET");
        assert.ok(head.status === 200);
      } catch (error) {
        assert.ok(error instanceof UpstreamError, String(error));
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("the end of a head is found wherever the bytes were split", () => {
  const bytes = new TextEncoder().encode("HTTP/1.1 200 OK\r\nX: \r\r\n\r\nbody");
  const end = bytes.length - 4;
  for (let split = 0; split <= bytes.length; split++) {
    const first = findHeadEnd(bytes, split);
    assert.equal(first !== -1 ? first : findHeadEnd(bytes, bytes.length, split), end);
  }
});
