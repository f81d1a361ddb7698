import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { signatureHeaders, webhookKey } from "./signature.ts";

Deno.test("A message is signed over its id, its time and its body, as Standard Webhooks says", () => {
  const secret = "whsec_" + btoa("k".repeat(32));
  const key = webhookKey(secret);
  assert.ok(key);
  const message = { id: "msg_1", timestamp: 1_700_000_000, body: '{"type":"approval.requested"}' };
  const headers = signatureHeaders(message, key);
  const signed = `msg_1.1700000000.${message.body}`;
  const expected = createHmac("sha256", "k".repeat(32)).update(signed).digest("base64");
  assert.deepEqual(headers, {
    "webhook-id": "msg_1",
    "webhook-timestamp": "1700000000",
    "webhook-signature": `v1,${expected}`,
  });
  const other = signatureHeaders({ ...message, body: message.body + " " }, key);
  assert.notEqual(other["webhook-signature"], headers["webhook-signature"]);
});

Deno.test("webhookKey() takes any text, and after whsec_ only base64", () => {
  assert.deepEqual(webhookKey("a plain secret"), new TextEncoder().encode("a plain secret"));
  assert.equal(webhookKey("whsec_not base64!"), undefined);
});
