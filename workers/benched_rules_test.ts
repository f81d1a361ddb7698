import assert from "node:assert/strict";
import { BenchedRules } from "./benched_rules.ts";

Deno.test("a benched rule is marked until its time is over, and longer each further time", () => {
  const rules = new BenchedRules(3, 100);
  rules.add(1, 1000);
  assert.deepEqual([...rules.marks], [0, 1, 0]);
  assert.deepEqual(rules.benched(1099), [1]);
  assert.deepEqual(rules.benched(1100), []);
  assert.deepEqual([...rules.marks], [0, 0, 0]);
  rules.add(1, 2000);
  assert.deepEqual(rules.benched(2199), [1]);
  assert.deepEqual(rules.benched(2200), []);
});

Deno.test("threads see the marks in shared memory", () => {
  const rules = new BenchedRules(2, 100);
  const elsewhere = new Uint8Array(rules.memory);
  rules.add(0, 0);
  assert.equal(elsewhere[0], 1);
});

Deno.test("an index that is no rule's is ignored", () => {
  const rules = new BenchedRules(2, 100);
  rules.add(-1, 0);
  rules.add(2, 0);
  assert.deepEqual(rules.benched(1), []);
});
