/** Without a clock: the steps of a scan are counted, on the same hostile text once and four times as long. */
import assert from "node:assert/strict";
import { RULES } from "../../engine/rules/list.ts";
import { scanParts } from "../../engine/scan/mod.ts";
import { hostileTexts } from "./hostile_texts.ts";

const SHORT = 1_500;
const FACTOR = 4;
/** Entries into a rule or a step for each character, at most. */
const MAX_STEPS_PER_CHAR = 8;
/** Looks at a body that was redacted (engine/scan/redaction.ts). */
const MAX_ROUNDS = 3;

function stepsOf(content: string, { redact }: { redact: boolean }): number {
  let steps = 0;
  const watch = { enter: () => void steps++, expired: () => false, now: () => 0 };
  const parts = [{ kind: "body", contentType: "text/plain", content }] as const;
  scanParts({ parts, host: "", want: { redact }, timeoutMs: 1000 }, watch);
  return steps;
}

Deno.test("a scan enters rules no more often than its text grows, whatever the text is built against", () => {
  // One rule in three: the families are alike, and all of them are timed by `deno task bench worst`.
  for (const rule of RULES.filter((_, index) => index % 3 === 0)) {
    const long = hostileTexts(rule, SHORT * FACTOR);
    for (const [i, { name, text }] of hostileTexts(rule, SHORT).entries()) {
      if (i % 4 !== 0) continue;
      const few = stepsOf(text, { redact: false });
      const many = stepsOf(long[i]!.text, { redact: false });
      assert.ok(many <= few * FACTOR * 1.3 + 100, `${rule.id}, ${name}: ${few} steps, then ${many}`);
      assert.ok(many <= SHORT * FACTOR * MAX_STEPS_PER_CHAR, `${rule.id}, ${name}: ${many} steps`);
      // What was redacted is looked at again, up to three times.
      const redacting = stepsOf(long[i]!.text, { redact: true });
      assert.ok(
        redacting <= many * (1 + MAX_ROUNDS) + 100,
        `${rule.id}, ${name}: ${many} steps, redacting ${redacting}`,
      );
    }
  }
});
