import assert from "node:assert/strict";
import fc from "fast-check";
import { diffLines, withGaps } from "./line_diff.ts";

const told = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${{ same: " ", added: "+", removed: "-" }[kind]}${text}`);

Deno.test("A diff tells what was added and removed, in the order of the text", () => {
  assert.deepEqual(told("a\nb\nc\n", "a\nx\nc\n"), [" a", "-b", "+x", " c"]);
  assert.deepEqual(told("", "a\n"), ["+a"]);
  assert.deepEqual(told("a\n", ""), ["-a"]);
  assert.deepEqual(told("a\nb", "a\nb\n"), [" a", " b"]);
});

Deno.test("Both texts can be read off their diff, and lines carry their numbers", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 }).map((lines) =>
    lines.join("\n")
  );
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const side = (kind: "added" | "removed") => lines.filter((line) => line.kind !== kind);
      assert.deepEqual(side("added").map((line) => line.text).join("\n"), before);
      assert.deepEqual(side("removed").map((line) => line.text).join("\n"), after);
      assert.deepEqual(side("added").map((line) => line.before), side("added").map((_, i) => i + 1));
      assert.deepEqual(side("removed").map((line) => line.after), side("removed").map((_, i) => i + 1));
    }),
    { seed: 1, numRuns: 200 },
  );
});

Deno.test("Far from any change lines are counted and not shown", () => {
  const before = Array.from({ length: 20 }, (_, i) => `${i}`).join("\n");
  const shown = withGaps(diffLines(before, before.replace("10", "ten")), 2);
  assert.deepEqual(shown.map((line) => line.kind === "gap" ? line.count : line.text), [
    8,
    "8",
    "9",
    "10",
    "ten",
    "11",
    "12",
    7,
  ]);
  assert.deepEqual(withGaps(diffLines("a", "a")), []);
});

Deno.test("Two very long texts are told in one piece, at once", () => {
  const many = (word: string) => Array.from({ length: 5_000 }, (_, i) => `${word}${i}`).join("\n");
  assert.equal(diffLines(many("a"), many("b")).length, 10_000);
});
