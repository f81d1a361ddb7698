import assert from "node:assert/strict";
import fc from "fast-check";
import type { ScanFailure, ScanPart, ScanReport, ScanRequest } from "../engine/ports.ts";
import { packPrints } from "../engine/correlate/stored_reading.ts";
import { scanParts } from "../engine/scan/mod.ts";
import { REDACTION_STYLES } from "../engine/types.ts";
import { createScannerPool, type ScannerPool } from "./pool.ts";

const secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

/** Texts with secrets, e-mail addresses, JSON, lone surrogates and noise. */
const text = fc.array(
  fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.constantFrom(
      secret,
      "mail jo@mail.corp.net now",
      "\ud800",
      '{"token":"',
      '"}',
      "&password=",
      "\u0000",
    ),
  ),
  { maxLength: 8 },
).map((pieces) => pieces.join(" "));

const content = fc.oneof(
  text,
  text.map((value): Uint8Array => new TextEncoder().encode(value)),
  fc.uint8Array({ maxLength: 200 }),
);

const part: fc.Arbitrary<ScanPart> = fc.oneof(
  fc.record({ kind: fc.constant("url" as const), content: text }),
  fc.record({ kind: fc.constant("header" as const), name: fc.constant("x-token"), content: text }),
  fc.record({
    kind: fc.constant("body" as const),
    contentType: fc.constantFrom("application/json", "text/plain", "application/x-www-form-urlencoded", ""),
    content,
  }),
);

const style = fc.constantFrom(...REDACTION_STYLES);
const styles = fc.record({
  byClass: fc.record({ SECRETS: style, PII: style }, { requiredKeys: [] }),
  byRule: fc.record({ "email-address": style }, { requiredKeys: [] }),
}, { noNullPrototype: true });

const request: fc.Arbitrary<ScanRequest> = fc.record({
  parts: fc.array(part, { maxLength: 4 }),
  host: fc.constantFrom("", "api.github.com", "example.org"),
  want: fc.record({
    redact: fc.boolean(),
    instructions: fc.boolean(),
    styles,
    hashKey: fc.constantFrom("k", "l"),
    prints: fc.record({ high: fc.integer(), low: fc.integer() }, { noNullPrototype: true }),
    fingerprint: fc.boolean(),
  }, { requiredKeys: ["redact", "hashKey"] }),
  timeoutMs: fc.constant(60_000),
});

function direct(asked: ScanRequest): ScanReport {
  return scanParts(asked, { enter: () => {}, expired: () => false, now: () => 0 });
}

/** Everything a caller may rely on: all but the time, and where in the text the words of instructions stood. */
function comparable(result: ScanReport | ScanFailure): unknown {
  if (!result.ok) return result;
  const { prints, ...rest } = result;
  return { ...rest, scanMs: 0, ...(prints && { prints: packPrints(prints) }) };
}

const WAYS = {
  "on the calling thread": { inlineMaxBytes: Infinity },
  "by message": { inlineMaxBytes: -1, transport: "messages" },
  "through shared memory": { inlineMaxBytes: -1, transport: "shared" },
  "through a ring too small for most": { inlineMaxBytes: -1, transport: "shared", ringBytes: 512 },
} as const;

for (const [way, options] of Object.entries(WAYS)) {
  Deno.test(`a scan ${way} says what a direct scan says, for any request`, async () => {
    const pool = createScannerPool({ workers: 2, ...options });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 6 }), async (requests) => {
        const results = await Promise.all(requests.map((asked) => pool.scan(asked)));
        assert.deepEqual(results.map(comparable), requests.map((asked) => comparable(direct(asked))));
      }),
      { numRuns: 150 },
    );
    await pool.close();
  });
}

Deno.test("the parity inputs hold findings, or parity would say little", () => {
  const found = fc.sample(request, 300).filter((asked) => direct(asked).findings.length > 0);
  assert.ok(found.length > 30, `${found.length} of 300 have findings`);
});

Deno.test("a pool writes the same digest for the same value on each of its ways, and another pool another", async () => {
  const styles = { byClass: { PII: "hash" }, byRule: {} } as const;
  const hashed = async (pool: ScannerPool, padding: number) => {
    const body = JSON.stringify({ to: "jo@mail" + ".corp.net", note: "x".repeat(padding) });
    const parts = [{ kind: "body", contentType: "application/json", content: body }] as const;
    const result = await pool.scan({ parts, host: "", want: { redact: true, styles }, timeoutMs: 60_000 });
    assert.ok(result.ok);
    return /\[HASH:EMAIL:[0-9a-f]{12}\]/.exec(result.redacted[0] as string)?.[0];
  };
  const pool = createScannerPool({ workers: 1 });
  const other = createScannerPool({ workers: 1 });
  const here = await hashed(pool, 0);
  assert.ok(here !== undefined);
  assert.equal(await hashed(pool, 10_000), here);
  assert.notEqual(await hashed(other, 0), here);
  await pool.close();
  await other.close();
});
