import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConnectHead } from "./connect_head.ts";

const parse = (...lines: string[]) => parseConnectHead([...lines, "", ""].join("\r\n"));

Deno.test("parseConnectHead() gives host and port in canonical form, and the headers", () => {
  const result = parse("CONNECT API.Example.com:443 HTTP/1.1", "Host: whatever", "User-Agent: x");
  assert.ok(result.ok);
  assert.equal(result.head.target.url, "https://api.example.com/");
  assert.deepEqual([result.head.target.host, result.head.target.port], ["api.example.com", 443]);
  assert.equal(result.head.headers.get("user-agent"), "x");
  const address = parse("CONNECT [2001:db8::1]:8443 HTTP/1.0");
  assert.ok(address.ok);
  assert.deepEqual([address.head.target.host, address.head.target.port], ["2001:db8::1", 8443]);
  const spelled = parse("CONNECT 0x7f.1:443 HTTP/1.1");
  assert.ok(spelled.ok && spelled.head.target.host === "127.0.0.1");
});

Deno.test("parseConnectHead() refuses malformed destinations, headers and bodies", () => {
  const heads = [
    ["CONNECT api.example.com HTTP/1.1"],
    ["CONNECT api.example.com: HTTP/1.1"],
    ["CONNECT api.example.com:0 HTTP/1.1"],
    ["CONNECT api.example.com:65536 HTTP/1.1"],
    ["CONNECT https://api.example.com:443 HTTP/1.1"],
    ["CONNECT user@api.example.com:443 HTTP/1.1"],
    ["CONNECT api.example.com:443/path HTTP/1.1"],
    ["CONNECT api.example.com\\@evil.example:443 HTTP/1.1"],
    ["CONNECT a b:443 HTTP/1.1"],
    ["CONNECT :443 HTTP/1.1"],
    ["CONNECT 2001:db8::1:443 HTTP/1.1"],
    ["connect api.example.com:443 HTTP/1.1"],
    ["CONNECT api.example.com:443 HTTP/2"],
    ["CONNECT api.example.com:443 HTTP/1.1", "Bad Header: x"],
    ["CONNECT api.example.com:443 HTTP/1.1", " folded: x"],
    ["CONNECT api.example.com:443 HTTP/1.1", "a: x\ny"],
    ["CONNECT api.example.com:443 HTTP/1.1", "Content-Length: 5"],
    ["CONNECT api.example.com:443 HTTP/1.1", "Transfer-Encoding: chunked"],
    ["CONNECT api.example.com:443 HTTP/1.1", ...Array.from({ length: 101 }, () => "a: b")],
  ];
  for (const head of heads) assert.equal(parse(...head).ok, false, head.join(" | "));
});

Deno.test("parseConnectHead() never throws, and gives only hosts that a URL can hold", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary-ascii", maxLength: 60 }),
      fc.string({ maxLength: 40 }),
      (authority, header) => {
        const result = parse(`CONNECT ${authority} HTTP/1.1`, header);
        if (result.ok) assert.ok(URL.canParse(result.head.target.url));
      },
    ),
    { seed: 7, numRuns: 2_000 },
  );
});
