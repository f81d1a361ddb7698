import assert from "node:assert/strict";
import { hopByHop } from "./header_syntax.ts";

Deno.test("hop-by-hop headers are the fixed ones, proxy- ones and those that Connection names", () => {
  const stops = hopByHop([["Connection", "close, X-Mine"], ["x-mine", "1"]]);
  for (
    const name of [
      "connection",
      "keep-alive",
      "te",
      "trailer",
      "transfer-encoding",
      "upgrade",
      "proxy-authorization",
      "x-mine",
    ]
  ) {
    assert.equal(stops(name), true, name);
  }
  for (const name of ["x-other", "accept", "cookie"]) assert.equal(stops(name), false, name);
});

Deno.test("Connection cannot strip what frames, addresses or authorises a message", () => {
  const stops = hopByHop([["connection", "authorization, content-length, cookie, host, content-type"]]);
  for (const name of ["authorization", "content-length", "cookie", "host", "content-type"]) {
    assert.equal(stops(name), false, name);
  }
});
