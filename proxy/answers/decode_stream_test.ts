import assert from "node:assert/strict";
import zlib from "node:zlib";
import fc from "fast-check";
import { joinBytes } from "./byte_queue.ts";
import { BrokenCodingError, codingsOf, decodeStream } from "./decode_stream.ts";

type Pack = (bytes: Uint8Array) => Uint8Array;

const PACKS: Readonly<Record<string, Pack>> = {
  gzip: zlib.gzipSync,
  deflate: zlib.deflateSync,
  br: zlib.brotliCompressSync,
  // Deno 2.6 has none.
  ...(zlib.zstdCompressSync === undefined ? {} : { zstd: zlib.zstdCompressSync }),
};

async function* cut(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const place of [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    yield bytes.subarray(at, place);
    at = place;
  }
}

async function decode(coding: string, bytes: Uint8Array, cuts: readonly number[] = []): Promise<Uint8Array> {
  const codings = codingsOf(coding);
  assert.ok(codings !== undefined);
  const pieces: Uint8Array[] = [];
  for await (const piece of decodeStream(cut(bytes, cuts), codings)) pieces.push(piece);
  return joinBytes(pieces);
}

const FAST = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } };

const CUTS = fc.array(fc.nat({ max: 10_000 }), { maxLength: 12 });

for (const [coding, pack] of Object.entries(PACKS)) {
  Deno.test(`${coding} is undone the same however it is cut on its way`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), CUTS, async (bytes, cuts) => {
        assert.deepEqual(await decode(coding, new Uint8Array(pack(bytes)), cuts), joinBytes([bytes]));
      }),
      { numRuns: 40, seed: 11 },
    );
  });

  Deno.test(`damaged ${coding} ends, or is told as damaged; nothing hangs and nothing else is thrown`, async () => {
    const text = new TextEncoder().encode("minutes of the meeting 17 ".repeat(200));
    const whole = new Uint8Array(pack(text));
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        CUTS,
        async (at, bits, cuts) => {
          const damaged = whole.slice();
          damaged[at] = damaged[at]! ^ bits;
          try {
            await decode(coding, damaged, cuts);
          } catch (error) {
            assert.ok(error instanceof BrokenCodingError, String(error));
          }
        },
      ),
      { numRuns: 60, seed: 12 },
    );
  });
}

Deno.test("codings over codings are undone, the last named first", async () => {
  const text = new TextEncoder().encode("twice packed");
  const packed = new Uint8Array(zlib.brotliCompressSync(zlib.gzipSync(text)));
  assert.deepEqual(await decode("gzip, br", packed), joinBytes([text]));
  assert.deepEqual(await decode("identity", text), joinBytes([text]));
  assert.equal(codingsOf("compress"), undefined);
  assert.equal(codingsOf("gzip, gzip, gzip, gzip"), undefined);
});

Deno.test("deflate without its wrapper is understood", async () => {
  const text = new TextEncoder().encode("raw deflate");
  assert.deepEqual(await decode("deflate", new Uint8Array(zlib.deflateRawSync(text))), joinBytes([text]));
});

Deno.test("a bomb is told as one long before it is unpacked", async () => {
  const bomb = new Uint8Array(zlib.brotliCompressSync(new Uint8Array(64 * 1024 * 1024), FAST));
  let given = 0;
  await assert.rejects(async () => {
    for await (const piece of decodeStream(cut(bomb, []), ["br"])) given += piece.length;
  }, BrokenCodingError);
  assert.ok(given < 8 * 1024 * 1024, `${given} bytes were unpacked`);
});

Deno.test("a source that breaks is told as what it is", async () => {
  const broken = new Error("connection reset");
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(zlib.gzipSync(new TextEncoder().encode("begun ".repeat(100)))).subarray(0, 20);
    await Promise.resolve();
    throw broken;
  }
  await assert.rejects(async () => {
    for await (const _ of decodeStream(breaking(), ["gzip"]));
  }, broken);
});
