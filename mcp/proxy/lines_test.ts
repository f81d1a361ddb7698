import assert from "node:assert/strict";
import fc from "fast-check";
import { LineTooLongError, readLines } from "./lines.ts";

async function linesOf(chunks: readonly Uint8Array[], maxBytes = 1_000): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(ReadableStream.from(chunks), { maxBytes })) lines.push(line);
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
    const expected = text.split("\n").map((line) => line.replace(/\r$/, "")).filter((line) =>
      line.trim() !== ""
    );
    assert.deepEqual(await linesOf(chunks), expected);
  }));
});

Deno.test("readLines() refuses a line over the limit, before or after its end has come", async () => {
  await assert.rejects(linesOf([bytes("x".repeat(11))], 10), LineTooLongError);
  await assert.rejects(linesOf([bytes(`${"x".repeat(11)}\n`)], 10), LineTooLongError);
  await assert.rejects(linesOf(Array.from({ length: 11 }, () => bytes("x")), 10), LineTooLongError);
  assert.deepEqual(await linesOf([bytes(`${"x".repeat(10)}\n`)], 10), ["x".repeat(10)]);
});
