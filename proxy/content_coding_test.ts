import assert from "node:assert/strict";
import fc from "fast-check";
import zlib from "node:zlib";
import { decodeContent } from "./content_coding.ts";

const plain = new TextEncoder().encode("hello ".repeat(100));

Deno.test("each known coding is undone, stacked ones outermost first", async () => {
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
    const decoded = await decodeContent(new Uint8Array(bytes), coding, 10_000);
    assert.ok(decoded.ok, coding);
    assert.deepEqual(decoded.bytes, plain, coding);
  }
});

Deno.test("a body is not unpacked beyond the limit, at any layer", async () => {
  const inner = zlib.gzipSync(new Uint8Array(5_000_000));
  for (const [coding, bytes] of [["gzip", inner], ["gzip, gzip", zlib.gzipSync(inner)]] as const) {
    assert.deepEqual(await decodeContent(new Uint8Array(bytes), coding, 100_000), {
      ok: false,
      why: "too large",
    });
  }
});

Deno.test("whatever the bytes, undoing a coding gives bytes or a reason", async () => {
  const codings = fc.constantFrom(
    "gzip",
    "deflate",
    "br",
    "zstd",
    "gzip, br",
    "compress",
    "gzip,gzip,gzip,gzip",
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), codings, async (bytes, coding) => {
      const decoded = await decodeContent(new Uint8Array(bytes), coding, 1000);
      assert.ok(decoded.ok ? decoded.bytes.length <= 1000 : decoded.why.length > 0);
    }),
    { numRuns: 100 },
  );
});
