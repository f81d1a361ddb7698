import assert from "node:assert/strict";
import fc from "fast-check";
import { readLines } from "./lines.ts";

/** The lines' texts; of those that are too long their lengths. */
async function linesOf(chunks: readonly Uint8Array[], maxBytes = 1_000): Promise<(string | number)[]> {
  const lines: (string | number)[] = [];
  for await (const line of readLines(ReadableStream.from(chunks).getReader(), { maxBytes })) {
    lines.push(line.bytes === null ? line.length : new TextDecoder().decode(line.bytes));
  }
  return lines;
}

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("readLines() yields the same lines however the stream is cut, also inside a character", async () => {
  const text = fc.array(fc.constantFrom("a", "é", "🙂", "\n", "\r\n", " ", '{"x":1}'), { maxLength: 40 }).map(
    (parts) => parts.join(""),
  );
  await fc.assert(fc.asyncProperty(text, fc.array(fc.nat(60)), async (text, cuts) => {
    const whole = bytes(text);
    const places = [...new Set(cuts.map((cut) => Math.min(cut, whole.length)))].sort((a, b) => a - b);
    const chunks = [0, ...places].map((from, i) => whole.slice(from, places[i] ?? whole.length));
    const expected = text.split("\n").map((line) => line.replace(/\r$/, "")).filter((line) => line !== "");
    assert.deepEqual(await linesOf(chunks), expected);
  }));
});

Deno.test("readLines() passes over a line that is too long, however it is cut, and reads those behind it", async () => {
  const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 11, max: 60 })), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 1, max: 25 }), async (sizes, chunk) => {
      const whole = bytes(sizes.map((size) => "x".repeat(size)).join("\n"));
      const chunks = Array.from(
        { length: Math.ceil(whole.length / chunk) },
        (_, i) => whole.slice(i * chunk, (i + 1) * chunk),
      );
      assert.deepEqual(await linesOf(chunks, 10), sizes.map((size) => size > 10 ? size : "x".repeat(size)));
    }),
    { seed: 5 },
  );
});

Deno.test("readLines() keeps no more of a line than the line: not the buffer in which it came", async () => {
  const chunk = bytes(`${"a".repeat(10)}\n`.repeat(1_000));
  for await (
    const { bytes: line } of readLines(ReadableStream.from([chunk]).getReader(), { maxBytes: 100 })
  ) {
    assert.equal(line?.buffer.byteLength, 10);
  }
});
