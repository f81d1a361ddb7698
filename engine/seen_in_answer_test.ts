import assert from "node:assert/strict";
import type { Finding } from "./types.ts";
import { seenInAnswer } from "./seen_in_answer.ts";

const finding: Finding = {
  rule: "r",
  class: "PII",
  confidence: "HIGH",
  part: "body",
  path: "$",
  start: 0,
  end: 1,
  chain: [],
  preview: "…",
};
const span = { part: 0, path: "$.note", start: 0, end: 9, score: 0.9, reasons: ["model"] };

Deno.test("findings are counted by class, and an answer that orders nothing has no injection", () => {
  const findings = [finding, finding, { ...finding, class: "SECRETS" as const }];
  assert.deepEqual(seenInAnswer({ findings, instructions: { score: 0, spans: [] } }), {
    classCounts: { PII: 2, SECRETS: 1 },
  });
});

Deno.test("of many spans the twenty that speak loudest are kept, without their part", () => {
  const spans = Array.from({ length: 30 }, (_, i) => ({ ...span, score: i / 30 }));
  const { injection } = seenInAnswer({ findings: [], instructions: { score: 0.97, spans } });
  assert.equal(injection?.spans.length, 20);
  assert.deepEqual(injection.spans[0], {
    path: "$.note",
    start: 0,
    end: 9,
    score: 29 / 30,
    reasons: ["model"],
  });
});
