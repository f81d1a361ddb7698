import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeRequestHead, type RequestHead } from "./request_head.ts";

const HEAD: RequestHead = {
  method: "GET",
  requestTarget: "/",
  host: "a.example",
  headers: [],
  contentLength: null,
};
const text = (head: RequestHead) => new TextDecoder().decode(encodeRequestHead(head));

Deno.test("a request head is written as given, with its framing", () => {
  assert.equal(
    text({
      ...HEAD,
      method: "POST",
      requestTarget: "/a//b/../c?x=%2f&y",
      headers: [["x-a", "1, 2"]],
      contentLength: 5,
    }),
    "POST /a//b/../c?x=%2f&y HTTP/1.1\r\nHost: a.example\r\nx-a: 1, 2\r\nContent-Length: 5\r\n\r\n",
  );
  assert.match(text({ ...HEAD, contentLength: "chunked" }), /\r\nTransfer-Encoding: chunked\r\n\r\n$/);
  assert.equal(text(HEAD), "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
});

Deno.test("header values go out one byte a character, and room is left for a body", () => {
  const bytes = encodeRequestHead({ ...HEAD, headers: [["x-a", "caf\xe9"]] }, 7);
  assert.ok(bytes.includes(0xe9));
  assert.deepEqual([...bytes.subarray(-7)], [0, 0, 0, 0, 0, 0, 0]);
  assert.equal(bytes.at(-8), 10);
});

Deno.test("no method, target, name or value can break out of its line", () => {
  const piece = fc.string({
    unit: fc.constantFrom("a", "Z", "/", " ", ":", "\r", "\n", "\0", "\t", "\x7f", "\xff", "\u0100"),
    maxLength: 8,
  });
  fc.assert(
    fc.property(piece, piece, piece, piece, (method, target, name, value) => {
      let bytes: Uint8Array;
      try {
        bytes = encodeRequestHead({ ...HEAD, method, requestTarget: `/${target}`, headers: [[name, value]] });
      } catch (error) {
        assert.ok(error instanceof TypeError);
        return;
      }
      const lines = new TextDecoder("latin1").decode(bytes).split(/\r\n|\r|\n|\0/);
      assert.equal(lines.length, 5, "request line, Host, one header, the empty line and what follows it");
      assert.equal(lines[0]!.split(" ").length, 3);
    }),
    { numRuns: 500 },
  );
});

for (
  const head of [
    { method: "G ET" },
    { method: "" },
    { requestTarget: "no-slash" },
    { requestTarget: "/a b" },
    { headers: [["a b", "c"]] },
  ] as const
) {
  Deno.test(`a request head is refused: ${JSON.stringify(head)}`, () => {
    assert.throws(() => encodeRequestHead({ ...HEAD, ...head }), TypeError);
  });
}
