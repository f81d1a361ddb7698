import assert from "node:assert/strict";
import fc from "fast-check";
import { readRiskWeights } from "./read_weights.ts";
import { DEFAULT_RISK_WEIGHTS, RISK_WEIGHT_NAMES } from "./weights.ts";

Deno.test("A policy overrides weights by name and keeps the others", () => {
  const read = readRiskWeights([["new_destination", 0.3], ["burst", 0]]);
  assert.deepEqual(read, { ok: true, weights: { ...DEFAULT_RISK_WEIGHTS, new_destination: 0.3, burst: 0 } });
  assert.deepEqual(readRiskWeights([]), { ok: true, weights: DEFAULT_RISK_WEIGHTS });
});

Deno.test("An unknown weight is refused with the names that are allowed", () => {
  const read = readRiskWeights([["new_destinations", 0.3]]);
  assert.ok(!read.ok);
  const [problem] = read.problems;
  assert.equal(problem?.name, "new_destinations");
  for (const name of RISK_WEIGHT_NAMES) assert.ok(problem?.message.includes(name), name);
});

Deno.test("A weight outside 0…1, a repeated one and one that is no number are refused, each by itself", () => {
  const bad = [-0.1, 1.1, NaN, Infinity, "0.5", true, null, [0.5], {}];
  const read = readRiskWeights([
    ...bad.map((value) => ["burst", value] as const),
    ["pii", 0.1],
    ["pii", 0.2],
  ]);
  assert.ok(!read.ok);
  assert.deepEqual(read.problems.map(({ name }) => name), [...bad.map(() => "burst"), "pii"]);
  assert.match(
    read.problems[0]?.message ?? "",
    /found number "-0.1" for "burst", wanted a number from 0 to 1$/,
  );
});

Deno.test("readRiskWeights() answers for any names and values, and never with a weight out of bounds", () => {
  const names = fc.oneof(fc.string(), fc.constantFrom(...RISK_WEIGHT_NAMES, "__proto__", "constructor"));
  fc.assert(fc.property(fc.array(fc.tuple(names, fc.anything())), (fields) => {
    const read = readRiskWeights(fields);
    if (!read.ok) return assert.ok(read.problems.length > 0);
    assert.deepEqual(Object.keys(read.weights).sort(), [...RISK_WEIGHT_NAMES].sort());
    for (const weight of Object.values(read.weights)) assert.ok(weight >= 0 && weight <= 1);
  }));
});
