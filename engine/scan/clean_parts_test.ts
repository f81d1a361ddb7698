import assert from "node:assert/strict";
import type { ScanPart } from "../ports.ts";
import { CleanParts } from "./clean_parts.ts";
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

Deno.test("what is packed into an address is reported each time it comes", () => {
  const packed = btoa("name=Ann Lee;street=Main Road 12;city=Leeds;balance=1200;branch=north").replaceAll(
    "=",
    "",
  );
  const part: ScanPart = { kind: "url", content: `https://collect.example/p?d=${packed}` };
  const [first, second] = scanTwice(part);
  assert.equal(first?.payloads?.length, 1);
  assert.deepEqual(second?.payloads, first?.payloads);
  assert.deepEqual(second?.reasonCodes, ["ENCODED_PAYLOAD"]);
});

Deno.test("an address that holds a value is reported each time; the same text in a header is looked at for itself", () => {
  const content = `https://api.example/items?token=${secret}`;
  for (const { findings } of scanTwice({ kind: "url", content })) assert.ok(findings.length > 0);
  const plain = "https://api.example/items";
  for (const part of [{ kind: "url", content: plain } as const, header("referer", plain)]) {
    for (const { findings, redacted } of scanTwice(part)) {
      assert.deepEqual([findings, redacted], [[], [null]]);
    }
  }
});

Deno.test("CleanParts remembers short headers and addresses only, and so many of each", () => {
  const clean = new CleanParts();
  const url = (content: string): ScanPart => ({ kind: "url", content });
  clean.add(url("0"));
  for (let i = 0; i < 512; i++) clean.add(header("accept", `${i}`));
  assert.ok(clean.has(header("accept", "0")));
  clean.add(header("accept", "512"));
  assert.ok(!clean.has(header("accept", "0")) && clean.has(header("accept", "512")));
  assert.ok(clean.has(url("0")) && !clean.has(header("", "0")));
  const others: ScanPart[] = [
    header("accept", "x".repeat(257)),
    url("x".repeat(257)),
    { kind: "body", contentType: "text/plain", content: "x" },
  ];
  for (const part of others) {
    clean.add(part);
    assert.ok(!clean.has(part));
  }
});
