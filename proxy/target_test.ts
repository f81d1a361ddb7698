import assert from "node:assert/strict";
import fc from "fast-check";
import { parseTarget, proxiedPart } from "./target.ts";

function target(raw: string) {
  const result = parseTarget(raw);
  assert.ok(result.ok, result.ok ? "" : result.message);
  return result.target;
}

Deno.test("path and query stay byte for byte; the host is made canonical", () => {
  const raw = "HTTPS://API.Example.COM:443//a/./b/../c%2F%2f/;p?q=%7e&&x=a+b%20c|{}#frag";
  assert.deepEqual(target(raw), {
    scheme: "https",
    host: "api.example.com",
    port: 443,
    hostHeader: "api.example.com",
    requestTarget: "//a/./b/../c%2F%2f/;p?q=%7e&&x=a+b%20c|{}",
    url: "https://api.example.com//a/./b/../c%2F%2f/;p?q=%7e&&x=a+b%20c|{}",
  });
});

Deno.test("a target without a path gets one, and a query keeps its question mark", () => {
  assert.equal(target("http://a.example").requestTarget, "/");
  assert.equal(target("http://a.example?x=1").requestTarget, "/?x=1");
  assert.equal(target("http://a.example:8080/x").hostHeader, "a.example:8080");
  assert.equal(target("http://a.example./").host, "a.example");
  assert.equal(target("http://[2606:4700::1]:81/").host, "2606:4700::1");
  assert.equal(target("http://[2606:4700::1]:81/").hostHeader, "[2606:4700::1]:81");
});

Deno.test("a client that collapses the two slashes after the scheme is understood", () => {
  assert.equal(target("https:/api.example.com/a//b").url, "https://api.example.com/a//b");
});

Deno.test("every spelling of an address is read as the address it means", () => {
  for (
    const host of [
      "0x7f.1",
      "2130706433",
      "0177.0.0.1",
      "127.1",
      "１２７.0.0.1",
      "%31%32%37.0.0.1",
      "①②⑦.0.0.1",
      "127.0.0.1.",
    ]
  ) {
    assert.equal(target(`http://${host}/`).host, "127.0.0.1", host);
  }
});

for (
  const [name, raw] of Object.entries({
    "nothing": "",
    "only a fragment": "#x",
    "a relative path": "repos/o/r",
    "a host without a scheme": "api.example.com/x",
    "another scheme": "ftp://example.com/",
    "a file": "file:///etc/passwd",
    "a script": "javascript:alert(1)",
    "an encoded URL": "https%3A%2F%2Fexample.com",
    "no host": "https:///x",
    "no slashes": "https:example.com/",
    "three slashes": "https:///example.com/",
    "credentials": "https://user:pass@example.com/",
    "an empty user": "https://@example.com/",
    "credentials that hide the host": "https://example.com@127.0.0.1/",
    "a backslash in the host": "https://example.com\\@127.0.0.1/",
    "a backslash in the path": "https://example.com/a\\b",
    "a space": "https://example.com/a b",
    "a line break": "https://example.com/\r\nX: 1",
    "a tab in the scheme": "ht\ttps://example.com/",
    "port zero": "http://example.com:0/",
    "a port that is too high": "http://example.com:65536/",
    "a port that is no number": "http://example.com:8a/",
    "an empty port": "http://example.com:/",
    "an empty label": "http://a..example.com/",
    "a zone id": "http://[fe80::1%25eth0]/",
    "a label that is too long": `http://${"a".repeat(64)}.example/`,
    "a wildcard": "http://*.example.com/",
  })
) {
  Deno.test(`a target is refused: ${name}`, () => {
    const result = parseTarget(raw);
    assert.ok(!result.ok);
    assert.match(result.message, /^The target URL /);
  });
}

Deno.test("any text is either refused or gives a clean origin and the caller's own path", () => {
  const piece = fc.constantFrom(
    "http:",
    "https:",
    "/",
    "//",
    "@",
    ":",
    "80",
    "a.example",
    "127.1",
    "[::1]",
    "\\",
    "?",
    "#",
    "%00",
    "%",
    "\t",
    "é",
    ".",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (parts) => {
      const raw = parts.join("");
      const result = parseTarget(raw);
      if (!result.ok) return;
      const { host, hostHeader, requestTarget } = result.target;
      assert.match(host, /^[a-z0-9._:-]+$/);
      assert.match(hostHeader, /^[a-z0-9._:[\]-]+$/);
      const ending = requestTarget.replace(/^\/(?=\?|$)/, "");
      assert.ok(raw.split("#")[0]!.endsWith(ending), `${raw} -> ${requestTarget}`);
    }),
    { numRuns: 500 },
  );
});

Deno.test("the proxied part is what stands after /proxy/ on the request line", () => {
  assert.equal(proxiedPart("http://localhost:4100/proxy/https://a//b/../c"), "https://a//b/../c");
  assert.equal(proxiedPart("http://localhost:4100/proxy/"), "");
  assert.equal(proxiedPart("http://localhost:4100/v1/proxy/https://a/"), null);
  assert.equal(proxiedPart("http://localhost:4100"), null);
});
