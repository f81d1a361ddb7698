import assert from "node:assert/strict";
import fc from "fast-check";
import { SseParser } from "./sse_parser.ts";

Deno.test("SseParser reads type, data over several lines, and id", () => {
  const events = new SseParser().push(": hi\nid: 7\nevent: decision\ndata: {\ndata: }\n\ndata:x\n\n");
  assert.deepEqual(events, [
    { type: "decision", data: "{\n}", id: "7" },
    { type: "message", data: "x", id: "7" },
  ]);
});

Deno.test("SseParser ignores an event without data, a field it does not know, and an id with a NUL", () => {
  assert.deepEqual(new SseParser().push("event: a\n\nfoo: bar\nid: a\0b\ndata\n\n"), [
    { type: "message", data: "", id: "" },
  ]);
});

Deno.test("SseParser yields the same events however the stream is cut and whichever line ends it has", () => {
  const whole =
    "\uFEFFid: 1\nevent: decision\ndata: é {}\n\n: beat\n\ndata: two\ndata: lines\n\nid: 9\ndata: end\n\n";
  const expected = new SseParser().push(whole);
  fc.assert(fc.property(
    fc.constantFrom("\n", "\r\n", "\r"),
    fc.array(fc.nat(whole.length * 2), { maxLength: 12 }),
    (lineEnd, cuts) => {
      // Something must follow a last lone CR, or it may be half of a CRLF.
      const text = whole.replaceAll("\n", lineEnd) + ":";
      const at = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length];
      const parser = new SseParser();
      const events = at.flatMap((from, index) => parser.push(text.slice(from, at[index + 1] ?? text.length)));
      assert.deepEqual(events, expected);
    },
  ));
});

Deno.test("SseParser never throws on text of any kind, as long as it is not one endless line", () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: "binary" })), (pieces) => {
    const parser = new SseParser();
    for (const piece of pieces) parser.push(piece);
  }));
});

Deno.test("SseParser refuses a line that never ends", () => {
  const parser = new SseParser();
  assert.throws(() => {
    for (let piece = 0; piece < 6; piece++) parser.push("x".repeat(1024 * 1024));
  }, /a line is longer than/);
});
