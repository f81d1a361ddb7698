import assert from "node:assert/strict";
import { isLoopback, originOf } from "./listen.ts";

Deno.test("The address that is shown can be typed into a browser", () => {
  assert.equal(originOf("127.0.0.1", 4100), "http://localhost:4100");
  assert.equal(originOf("::1", 4100), "http://localhost:4100");
  assert.equal(originOf("0.0.0.0", 80), "http://localhost:80");
  assert.equal(originOf("192.168.1.7", 4100), "http://192.168.1.7:4100");
  assert.equal(originOf("fd00::7", 4100), "http://[fd00::7]:4100");
  assert.equal(originOf("build.example.com", 4100), "http://build.example.com:4100");
});

Deno.test("Only what no other machine can reach counts as loopback", () => {
  for (const host of ["localhost", "127.0.0.1", "127.9.9.9", "::1"]) assert.ok(isLoopback(host), host);
  for (const host of ["0.0.0.0", "::", "10.0.0.1", "127.example.com", "128.0.0.1", "localhost.example.com"]) {
    assert.ok(!isLoopback(host), host);
  }
});
