import assert from "node:assert/strict";
import { parseTarget, type Target } from "../target.ts";
import { hostMatches } from "./host_pattern.ts";
import { urlInside } from "./inside_servers.ts";

function targetOf(url: string): Target {
  const parsed = parseTarget(url);
  assert.ok(parsed.ok);
  return parsed.target;
}

Deno.test("a request inside a tunnel goes where the tunnel goes, path and query as they were sent", () => {
  const tunnel = { target: targetOf("https://api.example.com:443/") };
  assert.equal(
    urlInside("https://api.example.com/a//../b?x=%2F", { scheme: "https", tunnel }),
    "https://api.example.com/a//../b?x=%2F",
  );
  assert.equal(
    urlInside("https://API.example.com:443/", { scheme: "https", tunnel }),
    "https://api.example.com/",
  );
  const odd = { target: targetOf("https://[2001:db8::1]:8443/") };
  assert.equal(
    urlInside("https://[2001:db8::1]:8443/x", { scheme: "https", tunnel: odd }),
    "https://[2001:db8::1]:8443/x",
  );
  const plain = { target: targetOf("https://api.example.com:80/") };
  assert.equal(
    urlInside("http://api.example.com/x", { scheme: "http", tunnel: plain }),
    "http://api.example.com/x",
  );
});

Deno.test("a request inside a tunnel that names another host or port goes nowhere", () => {
  const tunnel = { target: targetOf("https://api.example.com:443/") };
  const urls = [
    "https://evil.example.com/",
    "https://api.example.com:8443/",
    "https://api.example.com@evil.example/",
    "https:///x",
    "https://api.example.com*",
    "ftp://api.example.com/",
  ];
  for (const url of urls) assert.equal(urlInside(url, { scheme: "https", tunnel }), null, url);
});

Deno.test("a pattern of hosts means one host, all below a domain, or all", () => {
  assert.ok(hostMatches("a.example.com", "a.example.com"));
  assert.ok(hostMatches("*.example.com", "a.b.example.com"));
  assert.ok(hostMatches("*", "2001:db8::1"));
  for (const host of ["example.com", "notexample.com", "a.example.com.evil.example"]) {
    assert.equal(hostMatches("*.example.com", host), false, host);
  }
});
