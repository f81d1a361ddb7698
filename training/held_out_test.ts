import { ok } from "node:assert/strict";
import { findInstructions, INSTRUCTION_THRESHOLD } from "../engine/injection/mod.ts";
import { WEIGHTS } from "../engine/injection/weights.ts";
import { HELD_OUT_SEED } from "./main.ts";
import { syntheticExamples } from "./synthetic.ts";

const texts = syntheticExamples(800, HELD_OUT_SEED);
const flagged = (label: boolean) => {
  const asked = texts.filter((text) => text.label === label);
  return asked.filter(({ text }) => findInstructions(text).score >= INSTRUCTION_THRESHOLD).length /
    asked.length;
};

Deno.test("the shipped weights find most made-up instructions that training did not see", () => {
  ok(flagged(true) > 0.85, `${flagged(true)}`);
});

Deno.test("the shipped weights seldom flag made-up ordinary texts that training did not see, though these come close on purpose", () => {
  ok(flagged(false) < 0.04, `${flagged(false)}`);
});

Deno.test("synthetic texts are the same for the same seed, and others for another", () => {
  const of = (seed: number) => JSON.stringify(syntheticExamples(20, seed));
  ok(of(5) === of(5) && of(5) !== of(6));
});

Deno.test("spans of synthetic texts lie where the instruction stands", () => {
  for (const { text, label, spans } of texts) {
    ok(label === (spans.length > 0));
    for (const [start, end] of spans) ok(start < end && end <= text.length);
  }
});

Deno.test("the model card speaks of the weights that ship", async () => {
  const card = await Deno.readTextFile(new URL("../docs/model-card.md", import.meta.url));
  ok(card.includes(WEIGHTS.sha256));
});
