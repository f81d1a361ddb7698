import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalValue } from "./canonical_value.ts";

Deno.test("canonicalValue() spells the sample of RFC 8785 as the RFC does", () => {
  const value = {
    numbers: [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    literals: [null, true, false],
  };
  assert.equal(
    canonicalValue(value),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

Deno.test("canonicalValue() sorts keys by code units, also those that look like numbers", () => {
  assert.equal(
    canonicalValue({ "10": 1, "9": 2, b: 3, B: 4, "\u20ac": 5, "\ud83d\ude00": 6, "\ufb33": 7 }),
    '{"10":1,"9":2,"B":4,"b":3,"€":5,"\ud83d\ude00":6,"\ufb33":7}',
  );
});

Deno.test("canonicalValue() writes what JSON.parse() reads back, and writes that the same way", () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
    const text = canonicalValue(value);
    assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
    assert.equal(canonicalValue(JSON.parse(text)), text);
  }));
});

Deno.test("canonicalValue() gives one text whatever the order of the members", () => {
  fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
    assert.equal(canonicalValue(Object.fromEntries(Object.entries(value).reverse())), canonicalValue(value));
  }));
});

Deno.test("canonicalValue() refuses what is no data", () => {
  const cycle: Record<string, unknown> = {};
  cycle["again"] = cycle;
  for (const value of [{ big: 1n }, [() => 1], cycle]) assert.throws(() => canonicalValue(value), TypeError);
});
