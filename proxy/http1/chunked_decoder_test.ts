import assert from "node:assert/strict";
import fc from "fast-check";
import { ChunkedDecoder, encodeChunk } from "./chunked_decoder.ts";
import { UpstreamError } from "./upstream_error.ts";

const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes);

/** Decodes `wire` cut at the given places. */
function decode(
  wire: Uint8Array<ArrayBuffer>,
  cuts: number[] = [],
): { body: string; left: string; done: boolean } {
  const decoder = new ChunkedDecoder();
  let body = "";
  let left = "";
  const ends = [...cuts.map((cut) => cut % (wire.length + 1)).sort((a, b) => a - b), wire.length];
  let from = 0;
  for (const end of ends) {
    const piece = wire.subarray(from, end);
    const taken = decoder.done ? 0 : decoder.decode(piece, (data) => body += textOf(data));
    left += textOf(piece.subarray(taken));
    from = end;
  }
  return { body, left, done: decoder.done };
}

Deno.test("a chunked body with extensions and trailers is decoded, and what follows it is left alone", () => {
  const wire = bytesOf('5;name="a;b"\r\nhello\r\n6 \r\n world\r\n0\r\nX-Trailer: 1\r\n\r\nHTTP/1.1');
  assert.deepEqual(decode(wire), { body: "hello world", left: "HTTP/1.1", done: true });
});

Deno.test("any split of a chunked body gives the same bytes", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }),
      fc.array(fc.nat(), { maxLength: 12 }),
      (parts, cuts) => {
        const wire = bytesOf(
          parts.map((part) => textOf(encodeChunk(part))).join("") + textOf(encodeChunk(null)) + "next",
        );
        assert.deepEqual(decode(wire, cuts), { body: parts.map(textOf).join(""), left: "next", done: true });
      },
    ),
    { numRuns: 200 },
  );
});

for (
  const [name, wire] of Object.entries({
    "a size that is no number": "zz\r\n",
    "an empty size": "\r\n",
    "a signed size": "+5\r\nhello\r\n",
    "a prefixed size": "0x5\r\nhello\r\n",
    "a size past safe integers": "fffffffffffffff\r\n",
    "a bare line feed after the size": "5\nhello\r\n",
    "a chunk longer than it said": "5\r\nhello!\r\n",
    "an endless size line": "5;" + "x".repeat(10_000),
    "a malformed trailer": "0\r\nno colon here\r\n\r\n",
    "endless trailers": "0\r\n" + "X-A: 1234567890123456789012345678901234567890\r\n".repeat(1000),
  })
) {
  Deno.test(`a chunked body is refused for ${name}`, () => {
    assert.throws(
      () => decode(bytesOf(wire)),
      (error) => error instanceof UpstreamError && error.code === "UPSTREAM_PROTOCOL",
    );
  });
}

Deno.test("the chunked decoder throws nothing but UpstreamError, and the same for any split", () => {
  const alphabet = fc.constantFrom(..."0123456789abcdefAF;\r\n \0x", "\r\n", "5\r\nhello\r\n", "0\r\n\r\n");
  const outcome = (wire: Uint8Array<ArrayBuffer>, cuts: number[]) => {
    try {
      return decode(wire, cuts);
    } catch (error) {
      assert.ok(error instanceof UpstreamError, String(error));
      return "refused";
    }
  };
  fc.assert(
    fc.property(
      fc.array(alphabet, { maxLength: 30 }),
      fc.array(fc.nat(), { maxLength: 8 }),
      (parts, cuts) => {
        const wire = bytesOf(parts.join(""));
        assert.deepEqual(outcome(wire, cuts), outcome(wire, []));
      },
    ),
    { numRuns: 300 },
  );
});
