import assert from "node:assert/strict";
import { destinationOf } from "./proxied_request.ts";

function kindOf(
  url: string,
  { isOurs = false, headers = {} }: { isOurs?: boolean; headers?: HeadersInit } = {},
) {
  const request = { url, headers: new Headers(headers) } as Request;
  return destinationOf(request, { isOurs, port: 4100 });
}

Deno.test("a name that is not ours is proxied, byte for byte as it was written", () => {
  for (
    const url of [
      "http://api.example.com/a//../b?x=%2F",
      "http://api.example.com:8080/",
      "https://api.example.com/",
    ]
  ) {
    assert.deepEqual(kindOf(url), { kind: "proxied", target: url });
  }
});

Deno.test("a name that is not ours with our port is a page that was led here", () => {
  assert.equal(kindOf("http://evil.example.com:4100/v1/traces").kind, "foreign");
  assert.equal(kindOf("http://evil.example.com:04100/").kind, "foreign");
});

Deno.test("our names are ours behind a mapped port, unless the client shows that it means another service", () => {
  assert.equal(kindOf("http://localhost:4100/", { isOurs: true }).kind, "own");
  assert.equal(kindOf("http://localhost:9999/", { isOurs: true }).kind, "own");
  for (const name of ["proxy-connection", "proxy-authorization"]) {
    const headers = { [name]: "x" };
    assert.equal(kindOf("http://localhost:4100/", { isOurs: true, headers }).kind, "own");
    assert.equal(kindOf("http://localhost:8080/", { isOurs: true, headers }).kind, "proxied");
  }
});
