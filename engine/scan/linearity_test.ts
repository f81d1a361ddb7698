import assert from "node:assert/strict";
import { RULES } from "../rules/list.ts";
import { scanParts } from "./mod.ts";

/** How often the scan entered a rule or a step: what its time is made of, without a clock. */
function stepsFor(text: string): number {
  let steps = 0;
  const watch = { enter: () => void steps++, expired: () => false, now: () => 0 };
  const parts = [{ kind: "body", contentType: "text/plain", content: text }] as const;
  scanParts({ parts, host: "", want: { redact: true }, timeoutMs: 1000 }, watch);
  return steps;
}

function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

const SMALL = 2_000;
const FACTOR = 8;

function assertLinear(piece: string): void {
  const small = stepsFor(repeated(piece, SMALL));
  const large = stepsFor(repeated(piece, SMALL * FACTOR));
  assert.ok(
    large <= small * FACTOR * 1.3 + 50,
    `"${piece}": ${small} steps, ${large} for ${FACTOR} times the text`,
  );
  assert.ok(large <= SMALL * FACTOR * 4, `"${piece}": ${large} steps for ${SMALL * FACTOR} characters`);
}

Deno.test("steps grow with the text and no faster, on text made of every rule's literals", () => {
  for (const rule of RULES) {
    if (rule.trigger !== "keyword") continue;
    for (const keyword of rule.keywords) {
      for (const tail of ["", " ", "=", '="a', "aB3"]) assertLinear(keyword + tail);
    }
  }
});

Deno.test("steps grow with the text and no faster, on text made of examples cut short", () => {
  for (const rule of RULES) for (const example of rule.examples) assertLinear(example.slice(0, -3));
});

Deno.test("steps grow with the text and no faster, on text made of encodings", () => {
  const pieces = [
    "%41",
    "%25",
    "\\u0041",
    '\\"',
    "&amp;",
    "\u200b",
    "4111 1111 ",
    "+1 415 ",
    "DE89",
    "aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ= ",
  ];
  for (const piece of pieces) assertLinear(piece);
});
