import assert from "node:assert/strict";
import fc from "fast-check";
import { proxyCredentials } from "./proxy_credentials.ts";

const basic = (text: string) => `Basic ${btoa(text)}`;

Deno.test("proxyCredentials() takes the user as the agent and the password as its session", () => {
  assert.deepEqual(proxyCredentials(basic("alice:run-7")), { agentId: "alice", sessionId: "run-7" });
  assert.deepEqual(proxyCredentials(basic("alice:a:b")), { agentId: "alice", sessionId: "a:b" });
  for (const text of ["alice", "alice:", "alice:x"]) {
    assert.deepEqual(proxyCredentials(basic(text)), { agentId: "alice" });
  }
  assert.equal(proxyCredentials(basic("é".repeat(2)))?.agentId, undefined, "not UTF-8");
  assert.equal(proxyCredentials(basic("a".repeat(500)))?.agentId.length, 200);
});

Deno.test("proxyCredentials() names nobody for what is no such header", () => {
  const headers = [
    null,
    "",
    "Bearer abc",
    "Basic",
    "Basic !!!",
    basic(":x"),
    basic("  :x"),
    basic("a\nb:x"),
    `Basic ${"A".repeat(2_000)}`,
  ];
  for (const header of headers) assert.equal(proxyCredentials(header), undefined, String(header));
  fc.assert(fc.property(fc.string(), (text) => void proxyCredentials(`Basic ${text}`)), { seed: 7 });
});
