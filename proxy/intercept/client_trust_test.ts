import assert from "node:assert/strict";
import { ClientTrust } from "./client_trust.ts";

const record = (
  type: number,
  length: number,
) => [type, 3, 3, length >> 8, length & 0xff, ...new Array<number>(length).fill(9)];

function accepts(bytes: readonly number[], pieceBytes = bytes.length): boolean {
  const trust = new ClientTrust();
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    trust.add(Uint8Array.from(bytes.slice(at, at + pieceBytes)));
  }
  return trust.hasAccepted;
}

Deno.test("ClientTrust knows a finished handshake of TLS 1.3 and of TLS 1.2, however its bytes arrive", () => {
  for (const size of [1, 3, 1_000]) {
    assert.ok(accepts([...record(20, 1), ...record(23, 53)], size));
    assert.ok(accepts([...record(22, 70), ...record(20, 1), ...record(22, 40)], size));
  }
});

Deno.test("ClientTrust knows a client that hangs up, with an alert or without", () => {
  assert.equal(accepts([]), false);
  assert.equal(accepts(record(21, 2)), false);
  assert.equal(accepts([...record(20, 1), ...record(23, 19)]), false);
  assert.equal(accepts([71, 69, 84, 32, 47, ...record(23, 53)]), false, "not TLS at all");
});
