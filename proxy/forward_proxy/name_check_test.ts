import assert from "node:assert/strict";
import type { ClientHello } from "./client_hello.ts";
import { nameMismatch } from "./name_check.ts";

const hello = (serverName: string | null, isEncrypted = false): ClientHello => ({
  serverName,
  protocols: [],
  isEncrypted,
});
const BLIND = { isInspected: false, isVouchedFor: false };
const INSPECTED = { isInspected: true, isVouchedFor: false };

Deno.test("the server name has to be the one that the tunnel was asked for", () => {
  assert.equal(nameMismatch("a.example.com", hello("a.example.com"), BLIND), null);
  for (const name of ["b.example.com", "example.com", "x.a.example.com"]) {
    assert.match(nameMismatch("a.example.com", hello(name), BLIND) ?? "", /names the server/);
    assert.match(nameMismatch("a.example.com", hello(name), INSPECTED) ?? "", /names the server/);
  }
});

Deno.test("no server name goes with an address, or where the gateway itself speaks TLS", () => {
  assert.equal(nameMismatch("203.0.113.7", hello(null), BLIND), null);
  assert.equal(nameMismatch("2001:db8::1", hello(null), BLIND), null);
  assert.match(nameMismatch("203.0.113.7", hello("a.example.com"), BLIND) ?? "", /names the server/);
  assert.match(nameMismatch("a.example.com", hello(null), BLIND) ?? "", /names no server/);
  assert.equal(nameMismatch("a.example.com", hello(null), INSPECTED), null);
});

Deno.test("an encrypted ClientHello is refused, unless the gateway ends it or the operator named the host", () => {
  const encrypted = hello("a.example.com", true);
  assert.match(nameMismatch("a.example.com", encrypted, BLIND) ?? "", /may hide/);
  assert.equal(nameMismatch("a.example.com", encrypted, INSPECTED), null);
  assert.equal(nameMismatch("a.example.com", encrypted, { isInspected: false, isVouchedFor: true }), null);
});
