import assert from "node:assert/strict";
import fc from "fast-check";
import { Buffer } from "node:buffer";
import zlib from "node:zlib";
import { decodeContent } from "./content_coding.ts";

const plain = new TextEncoder().encode("hello ".repeat(100));

Deno.test("each known coding is undone, stacked ones outermost first", () => {
  const coded: [string, Uint8Array][] = [
    ["gzip", zlib.gzipSync(plain)],
    ["X-GZIP", zlib.gzipSync(plain)],
    ["deflate", zlib.deflateSync(plain)],
    ["deflate", zlib.deflateRawSync(plain)],
    ["br", zlib.brotliCompressSync(plain)],
    ["identity", plain],
    ["", plain],
    ["br , gzip", zlib.gzipSync(zlib.brotliCompressSync(plain))],
  ];
  if (zlib.zstdCompressSync !== undefined) coded.push(["zstd", zlib.zstdCompressSync(plain)]);
  for (const [coding, bytes] of coded) {
    const decoded = decodeContent(new Uint8Array(bytes), coding, 10_000);
    assert.ok(decoded.ok, coding);
    assert.deepEqual(decoded.bytes, plain, coding);
  }
});

Deno.test("a body is not unpacked beyond the limit, at any layer", () => {
  const inner = zlib.gzipSync(new Uint8Array(5_000_000));
  for (const [coding, bytes] of [["gzip", inner], ["gzip, gzip", zlib.gzipSync(inner)]] as const) {
    assert.deepEqual(decodeContent(new Uint8Array(bytes), coding, 100_000), {
      ok: false,
      why: "too large",
    });
  }
});

Deno.test("whatever the bytes, undoing a coding gives bytes or a reason", () => {
  const codings = fc.constantFrom(
    "gzip",
    "deflate",
    "br",
    "zstd",
    "gzip, br",
    "compress",
    "gzip,gzip,gzip,gzip",
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), codings, (bytes, coding) => {
      const decoded = decodeContent(new Uint8Array(bytes), coding, 1000);
      assert.ok(decoded.ok ? decoded.bytes.length <= 1000 : decoded.why.length > 0);
    }),
    { numRuns: 100 },
  );
});

const CODERS: readonly [coding: string, code: (bytes: Uint8Array) => Uint8Array][] = [
  ["gzip", (bytes) => zlib.gzipSync(bytes)],
  ["deflate", (bytes) => zlib.deflateSync(bytes)],
  ["deflate", (bytes) => zlib.deflateRawSync(bytes)],
  ["br", (bytes) => zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } })],
  ["zstd", (bytes) => zlib.zstdCompressSync(bytes)],
];

/** Codings whose data may be several streams, one after the other (RFC 1952 section 2.2, RFC 8878 section 3). */
const MAY_REPEAT = new Set(["gzip", "zstd"]);

Deno.test("a body that goes on behind the end of its coding, or stops before it, is not taken for what was decoded", () => {
  const noise = crypto.getRandomValues(new Uint8Array(60_000));
  const contents = [new Uint8Array(), plain, noise, new TextEncoder().encode("abc ".repeat(300_000))];
  for (const [coding, code] of CODERS) {
    for (const content of contents) {
      const whole = new Uint8Array(code(content));
      const decoded = decodeContent(whole, coding, 2_000_000);
      // Compared without `deepEqual`, whose message about bytes that differ takes minutes.
      assert.ok(decoded.ok, `${coding} of ${content.length} bytes`);
      assert.ok(Buffer.compare(decoded.bytes, content) === 0, `${coding} of ${content.length} bytes`);
      const secret = new TextEncoder().encode("in clear behind the end");
      for (const tail of [secret, new Uint8Array(1), ...(MAY_REPEAT.has(coding) ? [] : [whole])]) {
        const longer = new Uint8Array([...whole, ...tail]);
        assert.equal((decodeContent(longer, coding, 2_000_000)).ok, false, `${coding} with a tail`);
      }
      for (const cut of [1, 3, (whole.length + 1) >> 1]) {
        const shorter = whole.slice(0, whole.length - cut);
        if (shorter.length === 0) continue;
        assert.equal((decodeContent(shorter, coding, 2_000_000)).ok, false, `${coding} cut by ${cut}`);
      }
    }
  }
});

Deno.test("a body of several gzip members or zstd frames is decoded with all of them", () => {
  for (const [coding, code] of CODERS) {
    if (!MAY_REPEAT.has(coding)) continue;
    const decoded = decodeContent(new Uint8Array([...code(plain), ...code(plain)]), coding, 10_000);
    assert.ok(decoded.ok, coding);
    assert.equal(decoded.bytes.length, 2 * plain.length, coding);
    const tooMuch = new Uint8Array([...code(plain), ...code(plain)]);
    assert.equal(decodeContent(tooMuch, coding, plain.length + 1).ok, false, coding);
  }
  const frame = new Uint8Array(zlib.zstdCompressSync(new Uint8Array()));
  const many = new Uint8Array(Array.from({ length: 200 }, () => [...frame]).flat());
  assert.deepEqual(decodeContent(many, "zstd", 10_000), { ok: false, why: "malformed" });
});

Deno.test("a damaged body gives an answer, and ends nothing but itself", () => {
  const text = new TextEncoder().encode("abcdefg ".repeat(25_000));
  for (const [coding, code] of CODERS) {
    const whole = new Uint8Array(code(text));
    for (let at = 4; at < whole.length; at += Math.max(1, whole.length >> 5)) {
      const damaged = whole.slice();
      damaged[at]! ^= 1 << (at % 8);
      const decoded = decodeContent(damaged, coding, 1_000_000);
      assert.ok(decoded.ok ? decoded.bytes.length <= 1_000_000 : decoded.why.length > 0);
    }
  }
});

Deno.test("a zstd bomb is stopped at the limit", () => {
  const bomb = new Uint8Array(zlib.zstdCompressSync(new Uint8Array(50_000_000)));
  assert.deepEqual(decodeContent(bomb, "zstd", 1_000_000), { ok: false, why: "too large" });
});
