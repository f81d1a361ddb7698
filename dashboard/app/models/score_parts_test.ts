import assert from "node:assert/strict";
import { scoreParts } from "./score_parts.ts";

Deno.test("scoreParts() lets the sum grow from part to part, and cuts it to what a score can be", () => {
  const { parts, sum } = scoreParts([
    {
      engine: "classifier",
      score: 0.7,
      details: { heaviest: "github-pat", count: 1, classes: ["SECRETS"], none: 0 },
    },
    { engine: "silent", score: 0, details: {} },
    { engine: "trust", score: -0.1, details: { category: 0.1, category_name: "delete" } },
    {
      engine: "baseline",
      score: 0.55,
      details: { new_destination: 0.1, flows: [{}], factor: 1, is_burst: true },
    },
  ]);
  assert.deepEqual(parts.map(({ engine, from, to }) => [engine, from, Math.round(to * 100) / 100]), [
    ["classifier", 0, 0.7],
    ["trust", 0.7, 0.6],
    ["baseline", parts[1]?.to, 1],
  ]);
  assert.equal(sum, 1.15);
  assert.deepEqual(parts[0]?.reasons, ["heaviest: github-pat", "count: 1", "classes: SECRETS"]);
  assert.deepEqual(parts[1]?.reasons, ["delete 0.10"]);
  assert.deepEqual(parts[2]?.reasons, ["new destination 0.10", "is burst"]);
});
