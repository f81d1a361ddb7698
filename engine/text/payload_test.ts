import assert from "node:assert/strict";
import { deflateSync, gzipSync, zlibSync } from "fflate";
import fc from "fast-check";
import { decodeRun } from "./base_codes.ts";
import { readBytes } from "./charset.ts";
import { decodeQuotedPrintable } from "./escapes.ts";
import { hexGroups } from "./hex_groups.ts";
import { pack, unpack } from "./inflate.ts";
import { readPayload } from "./payload.ts";
import { decodeUtf16, encodeUtf16, utf16Of } from "./utf16.ts";

const ENCODER = new TextEncoder();
const LIMITS = { chars: 1_000_000, guesses: 1_000 };
const RUNS = { numRuns: 500 };

/** ASCII text with line breaks, long enough to be looked at. */
const asciiText = fc.string({
  unit: fc.constantFrom(...'abcXYZ0189 .,:=_-{}"\n'),
  minLength: 24,
  maxLength: 80,
});

Deno.test("UTF-16 goes to text and back without loss, lone surrogates and odd bytes included", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 101 }), fc.constantFrom("le", "be"), (bytes, order) => {
      const read = readBytes(bytes, `text/plain; charset=utf-16${order}`);
      assert.deepEqual([...read.toBytes(read.text)], [...bytes]);
    }),
    RUNS,
  );
  fc.assert(fc.property(asciiText, fc.constantFrom("le" as const, "be" as const), (text, order) => {
    const bytes = encodeUtf16(text, order);
    assert.equal(utf16Of(bytes), order);
    assert.equal(decodeUtf16(bytes, order), text);
    assert.equal(readBytes(bytes, "").text, text);
  }));
  const token = "ghp_" + "a1B2c3D4e5".repeat(3);
  const marked = new Uint8Array([0xff, 0xfe, ...ENCODER.encode(token)]);
  assert.ok(
    readBytes(marked, "text/plain; charset=utf-16").text.endsWith(token),
    "a mark alone hides nothing",
  );
  const mixed = new Uint8Array([...marked, ...new Uint8Array(40)]);
  assert.ok(readBytes(mixed, "").isAmbiguous);
  assert.equal(utf16Of(ENCODER.encode("plain text of one byte each")), undefined);
});

Deno.test("packed bytes come out as they went in, and packing again is possible", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 3000 }), (bytes) => {
      for (const packing of ["gzip", "zlib", "deflate"] as const) {
        assert.deepEqual(unpack(pack(bytes, packing), packing, 10_000)?.bytes, bytes);
      }
    }),
    { numRuns: 100 },
  );
});

Deno.test("unpacking never throws, and stops soon after what is allowed", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom("gzip", "zlib", "deflate"),
      (bytes, packing) => {
        const unpacked = unpack(bytes, packing, 1_000);
        assert.ok(unpacked === undefined || unpacked.bytes.length <= 1_000);
      },
    ),
    RUNS,
  );
  const bomb = gzipSync(new Uint8Array(50_000_000), { mtime: 0 });
  const unpacked = unpack(bomb, "gzip", 1_000);
  assert.equal(unpacked?.isCut, true);
  assert.equal(unpacked?.bytes.length, 1_000);
  assert.deepEqual(readPayload(bomb, LIMITS), { steps: ["gzip"], isOversized: true });
});

Deno.test("text is found in base64, base32 and hex, packed, as UTF-16 or plain, and written back so that it reads the same", () => {
  const payloads: Record<string, (text: string) => Uint8Array> = {
    plain: (text) => ENCODER.encode(text),
    gzip: (text) => gzipSync(ENCODER.encode(text)),
    zlib: (text) => zlibSync(ENCODER.encode(text)),
    utf16: (text) => encodeUtf16(text, "le"),
  };
  const spellings: Record<string, (bytes: Uint8Array) => string> = {
    base64: (bytes) => bytes.toBase64(),
    base64url: (bytes) => bytes.toBase64({ alphabet: "base64url", omitPadding: true }),
    hex: (bytes) => bytes.toHex(),
    base32: (bytes) => base32(bytes),
  };
  fc.assert(
    fc.property(asciiText, asciiText, (text, changed) => {
      for (const payload of Object.values(payloads)) {
        for (const [name, spelling] of Object.entries(spellings)) {
          const run = spelling(payload(text));
          const decoded = decodeRun(run, { from: 0, to: run.length }, { ...LIMITS });
          assert.ok(decoded !== undefined && "text" in decoded, `${name}: ${run}`);
          assert.equal(decoded.text, text);
          const again = decoded.encode(changed);
          const reread = decodeRun(again, { from: 0, to: again.length }, { ...LIMITS });
          assert.ok(reread !== undefined && "text" in reread);
          assert.equal(reread.text, changed);
        }
      }
    }),
    { numRuns: 100 },
  );
});

Deno.test("raw deflate is recognised in payloads of some length", () => {
  const text = "the secret of the house is kept in the house: a1b2c3d4e5f6g7h8i9j0";
  const run = deflateSync(ENCODER.encode(text)).toBase64();
  const decoded = decodeRun(run, { from: 0, to: run.length }, { ...LIMITS });
  assert.ok(decoded !== undefined && "text" in decoded);
  assert.deepEqual([decoded.codecs, decoded.text], [["base64", "deflate"], text]);
});

Deno.test("lists of bytes in hexadecimal are found in any spelling and place, and written back as they were", () => {
  fc.assert(
    fc.property(
      asciiText,
      fc.constantFrom("", "0x"),
      fc.constantFrom(" ", ":", "-", ", ", ","),
      fc.nat(40),
      (text, prefix, separator, padding) => {
        const list = [...ENCODER.encode(text)].map((b) => prefix + b.toString(16).padStart(2, "0")).join(
          separator,
        );
        const source = `${"z".repeat(padding)} ${list}; end of the list`;
        const [found] = hexGroups(source, { from: 0, to: source.length }, { ...LIMITS });
        assert.equal(found?.text, text, source);
        assert.equal(source.slice(found?.from, found?.to), list);
        assert.equal(found?.encode(text), list);
      },
    ),
    RUNS,
  );
  assert.deepEqual(
    hexGroups("no bytes here, only words and 12 34 numbers of some length", { from: 0, to: 58 }, LIMITS),
    [],
  );
});

Deno.test("decodeQuotedPrintable() undoes soft line breaks and ASCII bytes, and maps back to the source", () => {
  const source = "a=3Db, one=\r\ntwo=\nthree =C3=A9 =zz=";
  const { text, offsets } = decodeQuotedPrintable(source, 0, source.length);
  assert.equal(text, "a=b, onetwothree =C3=A9 =zz=");
  assert.equal(offsets[text.indexOf("two")], source.indexOf("two"));
  fc.assert(fc.property(fc.string(), (any) => {
    const decoded = decodeQuotedPrintable(any, 0, any.length);
    assert.equal(decoded.offsets.length, decoded.text.length + 1);
  }));
});

function base32(bytes: Uint8Array): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  let text = "";
  for (let i = 0; i < bits.length; i += 5) {
    text += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(bits.slice(i, i + 5).padEnd(5, "0"), 2)];
  }
  return text.padEnd(Math.ceil(text.length / 8) * 8, "=");
}
