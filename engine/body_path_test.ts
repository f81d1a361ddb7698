import assert from "node:assert/strict";
import fc from "fast-check";
import { parseBodyPath, valuesAt } from "./body_path.ts";

const at = (path: string, value: unknown) => valuesAt(value, parseBodyPath(path) ?? assert.fail(path));

Deno.test("Paths find members, elements and all of them", () => {
  const value = { a: { "odd key": 1 }, items: [{ p: 1 }, { p: 2 }, {}], $: 3 };
  assert.deepEqual(at("$", 5), [5]);
  assert.deepEqual(at("$.a['odd key']", value), [1]);
  assert.deepEqual(at("$.items[1].p", value), [2]);
  assert.deepEqual(at("$.items[*].p", value), [1, 2]);
  assert.deepEqual(at("$.a.*", value), [1]);
  assert.deepEqual(at("$.none.x", value), []);
  assert.deepEqual(at("$.a.__proto__", value), []);
  assert.deepEqual(at("$.constructor", value), []);
});

Deno.test("What is no path is refused", () => {
  for (const text of ["", "a", "$a", "$.", "$..a", "$[", "$[x]", "$.a b", "$['a"]) {
    assert.equal(parseBodyPath(text), undefined, text);
  }
});

Deno.test("Reading never throws", () => {
  fc.assert(fc.property(fc.string(), fc.jsonValue(), (text, value) => {
    const path = parseBodyPath(`$${text}`);
    if (path !== undefined) valuesAt(value, path);
  }));
});
