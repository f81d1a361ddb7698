import assert from "node:assert/strict";
import { clientHello } from "../../tests/fixtures/client_hello.ts";
import { openingOf } from "./tunnel_opening.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

Deno.test("openingOf() tells TLS, HTTP and anything else apart by the first bytes", () => {
  assert.equal(openingOf(clientHello("a.example.com"))?.kind, "tls");
  for (const text of ["GET / HTTP/1.1\r\n", "PROPFIND /x HTTP/1.1\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]) {
    assert.equal(openingOf(bytesOf(text))?.kind, "http", text);
  }
  for (const text of ["SSH-2.0-OpenSSH\r\n", "\r\n", "\0\0", "get / HTTP/1.1", "EHLO\r\n", "X".repeat(30)]) {
    assert.equal(openingOf(bytesOf(text))?.kind, "bad", text);
  }
});

Deno.test("openingOf() waits while the first bytes could still become something", () => {
  for (
    const bytes of [bytesOf(""), bytesOf("GE"), bytesOf("EHLO"), clientHello("a.example.com").subarray(0, 60)]
  ) {
    assert.equal(openingOf(bytes), null);
  }
});
