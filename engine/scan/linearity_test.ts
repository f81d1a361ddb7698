import assert from "node:assert/strict";
import { fake } from "../rules/fake_value.ts";
import { RULES } from "../rules/list.ts";
import { scanParts } from "./mod.ts";

/**
 * How often the scan entered a rule or a step, and how many characters these went through: what its time is made of, without a clock.
 * One look at the text: a short body that is redacted is looked at again, a bounded number of times.
 */
function stepsFor(text: string): { steps: number; chars: number } {
  const counted = { steps: 0, chars: 0 };
  const watch = {
    enter: () => void counted.steps++,
    read: (chars: number) => void (counted.chars += chars),
    expired: () => false,
    now: () => 0,
  };
  const parts = [{ kind: "body", contentType: "text/plain", content: text }] as const;
  scanParts({ parts, host: "", want: { redact: false }, timeoutMs: 1000 }, watch);
  return counted;
}

function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

const SMALL = 1_000;
const FACTOR = 4;

function assertLinear(piece: string): void {
  const small = stepsFor(repeated(piece, SMALL));
  const large = stepsFor(repeated(piece, SMALL * FACTOR));
  for (const unit of ["steps", "chars"] as const) {
    assert.ok(
      large[unit] <= small[unit] * FACTOR * 1.3 + 50,
      `"${piece}": ${small[unit]} ${unit}, ${large[unit]} for ${FACTOR} times the text`,
    );
  }
  const length = SMALL * FACTOR;
  assert.ok(large.steps <= length * 4, `"${piece}": ${large.steps} steps for ${length} characters`);
  // Literals and survey read each character once, so do at most as many decodings as the budget allows; patterns add matches.
  assert.ok(large.chars <= length * 24, `"${piece}": ${large.chars} characters read of ${length}`);
}

Deno.test("steps grow with the text and no faster, on text made of every rule's literals", () => {
  const tails = ["", " ", "=", '="a', "aB3"];
  const keywords = new Set(RULES.flatMap((rule) => rule.trigger === "keyword" ? rule.keywords : []));
  // Each literal with one tail, so that the test stays short; which one changes along the list.
  for (const [index, keyword] of [...keywords].entries()) {
    assertLinear(keyword + tails[index % tails.length]!);
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

Deno.test("work is bounded by the size of the text: beyond that the part is called not inspectable, never clean", () => {
  const length = 2_000_000;
  for (const piece of ["passwd = a1", "fo1_", "4111" + "111111111111, ", "+1 415 555 " + "2671 "]) {
    let steps = 0;
    const watch = { enter: () => void steps++, expired: () => false, now: () => 0 };
    const parts = [{ kind: "body", contentType: "text/plain", content: repeated(piece, length) }] as const;
    const report = scanParts({ parts, host: "", want: { redact: true }, timeoutMs: 1000 }, watch);
    assert.deepEqual(report.reasonCodes, ["BODY_NOT_INSPECTABLE"], piece);
    assert.ok(steps < length / 4, `"${piece}": ${steps} steps`);
  }
});

Deno.test("names and numbers without end do not use up what is reserved for issuers' formats", () => {
  const token = "ghp_" + fake.alnum(36);
  const content = repeated("passwd = a1 ", 1_000_000) + token;
  const watch = { enter: () => {}, expired: () => false, now: () => 0 };
  const parts = [{ kind: "body", contentType: "text/plain", content }] as const;
  const report = scanParts({ parts, host: "", want: { redact: true }, timeoutMs: 1000 }, watch);
  assert.ok(report.findings.some(({ rule }) => rule === "github-pat"));
  assert.ok(!String(report.redacted[0]).includes(token));
});
