/** The child of worst_case.ts: times the texts built against each rule from the one on that it is told, one JSON line a rule. */
import { RULES } from "../engine/rules/list.ts";
import { scanParts } from "../engine/scan/mod.ts";
import { hostileTexts } from "../tests/regex/hostile_texts.ts";

const first = Number(Deno.args[0]);
const chars = Number(Deno.args[1]);
const WATCH = { enter() {}, expired: () => false, now: () => performance.now() };

function scanMs(content: string): number {
  const startedAt = performance.now();
  scanParts({
    parts: [{ kind: "body", contentType: "text/plain", content }],
    host: "",
    want: { redact: true },
    timeoutMs: 60_000,
  }, WATCH);
  return performance.now() - startedAt;
}

/** Twice, the better of both: the first time a pattern is compiled. */
const bestMs = (content: string) => Math.min(scanMs(content), scanMs(content));

const clean = "the people of the river walk home and nothing here is a value ".repeat(chars / 62 + 1).slice(
  0,
  chars,
);
for (let i = 0; i < 3; i++) scanMs(clean);
console.log(JSON.stringify({ cleanMs: bestMs(clean) }));
for (const rule of RULES.slice(first)) {
  let slowest = { rule: rule.id, name: "no text", ms: 0 };
  for (const { name, text } of hostileTexts(rule, chars)) {
    // One look tells whether the text is worth a second.
    const once = scanMs(text);
    const ms = once > slowest.ms ? Math.min(once, scanMs(text)) : once;
    if (ms > slowest.ms) slowest = { rule: rule.id, name, ms };
  }
  console.log(JSON.stringify(slowest));
}
