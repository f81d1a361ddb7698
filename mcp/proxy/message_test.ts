import assert from "node:assert/strict";
import fc from "fast-check";
import { idKey, kindOf, parseFrames } from "./message.ts";

Deno.test("kindOf() tells requests, notifications and responses apart, and nothing else is one of them", () => {
  assert.equal(kindOf({ id: 0, method: "m" }), "request");
  assert.equal(kindOf({ id: "", method: "m" }), "request");
  assert.equal(kindOf({ method: "m" }), "notification");
  assert.equal(kindOf({ id: null, method: "m" }), "notification");
  assert.equal(kindOf({ id: 1, result: null }), "response");
  assert.equal(kindOf({ id: 1, error: {} }), "response");
  assert.equal(kindOf({ id: 1 }), undefined);
  assert.equal(kindOf({ result: {} }), undefined);
});

Deno.test("idKey() keeps a number and the text of it apart", () => {
  assert.notEqual(idKey(1), idKey("1"));
});

Deno.test("parseFrames() takes a batch apart, keeps the text of a single message, and refuses everything else", () => {
  assert.deepEqual(parseFrames(' {"a" : 1}'), [{ text: ' {"a" : 1}', message: { a: 1 } }]);
  assert.deepEqual(parseFrames('[{"a":1},{"b":2}]')?.map(({ text }) => text), ['{"a":1}', '{"b":2}']);
  for (const text of ["", "1", "null", "[]", "[1]", '"x"', "{", "[{}", "undefined"]) {
    assert.equal(parseFrames(text), undefined, text);
  }
  fc.assert(fc.property(fc.string(), (text) => {
    const frames = parseFrames(text);
    assert.ok(frames === undefined || frames.length > 0);
  }));
});
