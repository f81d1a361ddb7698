import assert from "node:assert/strict";
import fc from "fast-check";
import { Automaton, LiteralHits } from "./automaton.ts";

function findAll(literals: readonly string[], text: string): string[] {
  const hits = new LiteralHits();
  new Automaton(literals).scan(text, { from: 0, to: text.length }, hits);
  return Array.from({ length: hits.count }, (_, i) => `${hits.starts[i]}:${literals[hits.ids[i]!]}`).sort();
}

Deno.test("the automaton finds what a search for each literal finds, overlaps and prefixes included", () => {
  const literal = fc.string({ unit: fc.constantFrom("a", "b", "-"), minLength: 1, maxLength: 4 });
  const text = fc.string({ unit: fc.constantFrom("a", "A", "b", "B", "-", "é", "c"), maxLength: 40 });
  fc.assert(
    fc.property(fc.uniqueArray(literal, { minLength: 1, maxLength: 6 }), text, (literals, haystack) => {
      const expected: string[] = [];
      const lower = haystack.toLowerCase();
      for (const wanted of literals) {
        for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
          expected.push(`${at}:${wanted}`);
        }
      }
      assert.deepEqual(findAll(literals, haystack), expected.sort());
    }),
    { numRuns: 1000 },
  );
});

Deno.test("more hits than the buffer holds at first are all kept", () => {
  assert.equal(findAll(["a"], "a".repeat(1000)).length, 1000);
});

Deno.test("the automaton refuses empty literals and such as are not lower-case ASCII", () => {
  for (const bad of ["", "A", "é"]) assert.throws(() => new Automaton([bad]), RangeError);
});
