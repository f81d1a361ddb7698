import assert from "node:assert/strict";
import fc from "fast-check";
import { findReorderings } from "./bidi.ts";
import { findInstructions, INSTRUCTION_THRESHOLD } from "./mod.ts";

const RLO = "\u202e";
const RLI = "\u2067";

Deno.test("text that is turned around on the screen counts as hidden", () => {
  const texts = [
    `if (level != "user${RLO} \u2066// Check if admin\u2069 \u2066") {`,
    `/*${RLI} } \u2066if (isAdmin)\u2069 \u2066 begin admins only */`,
    `report${RLO}fdp.exe`,
  ];
  for (const text of texts) {
    const { score, spans } = findInstructions(text);
    assert.ok(score >= INSTRUCTION_THRESHOLD, text);
    const span = spans.find(({ reasons }) => reasons.includes("reordered"));
    assert.ok(span !== undefined && span.start < span.end && span.end <= text.length);
  }
});

Deno.test("controls where they belong count for nothing: Hebrew, Arabic, and what programs put around names", () => {
  const texts = [
    `${RLI}\u05e9\u05dc\u05d5\u05dd, world\u2069`,
    `\u0627\u0644\u0633\u0644\u0627\u0645 \u202bfile.txt\u202c`,
    "Hello \u2068Ann\u2069, you have \u20663\u2069 messages",
    "a\u200eb",
  ];
  for (const text of texts) assert.deepEqual(findReorderings(text), [], text);
});

Deno.test("any text is looked through once, with spans inside it and in order", () => {
  const piece = fc.constantFrom(RLO, RLI, "\u2069", "a", "\n", "\u05d0", " ");
  fc.assert(fc.property(fc.array(piece, { maxLength: 200 }).map((list) => list.join("")), (text) => {
    let last = 0;
    for (const { start, end } of findReorderings(text)) {
      assert.ok(start >= last && end > start && end <= text.length);
      last = end;
    }
  }));
});
