import assert from "node:assert/strict";
import type { ScanPart } from "../ports.ts";
import { CleanHeaders } from "./clean_headers.ts";
import { scanParts } from "./mod.ts";

const WATCH = { enter: () => {}, expired: () => false, now: () => 0 };
const header = (name: string, content: string): ScanPart => ({ kind: "header", name, content });
const secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

function scanTwice(part: ScanPart, host = "") {
  const asked = { parts: [part], host, want: { redact: true }, timeoutMs: 1_000 };
  return [scanParts(asked, WATCH), scanParts(asked, WATCH)];
}

Deno.test("a header is reported each time it comes, whether or not it has gone home before", () => {
  const part = header("authorization", `Bearer ${secret}`);
  for (const { findings } of scanTwice(part, "api.github.com")) assert.equal(findings.length, 0);
  for (const { findings } of scanTwice(part, "elsewhere.example")) assert.equal(findings.length, 1);
});

Deno.test("a value that is clean under one name is looked at again under another", () => {
  const value = "Zx81kQ0v" + "B7nR4tY2wLmPq9sD3fGh6JkT5u";
  const [first, second] = scanTwice(header("accept", value));
  assert.deepEqual(first, second);
  const named = scanTwice(header("x-api-key", value));
  assert.deepEqual(named[0], named[1]);
  assert.notEqual(named[0]?.redacted[0], null);
});

Deno.test("CleanHeaders remembers short headers only, and so many of them", () => {
  const clean = new CleanHeaders();
  for (let i = 0; i < 512; i++) clean.add(header("accept", `${i}`));
  assert.ok(clean.has(header("accept", "0")));
  clean.add(header("accept", "512"));
  assert.ok(!clean.has(header("accept", "0")) && clean.has(header("accept", "512")));
  const long = header("accept", "x".repeat(257));
  const others: ScanPart[] = [long, { kind: "url", content: "x" }, { kind: "body", content: "x" }];
  for (const part of others) {
    clean.add(part);
    assert.ok(!clean.has(part));
  }
});
