import type { NumberContext, NumberMatch } from "../rules/rule.ts";
import { digitsOf, standsAlone, textBefore } from "./digits.ts";

const CONTEXT = /\bssns?\b|social[ _-]?sec|socialsecurity|\bssn|_ssn\b|\bss ?#|\btax ?payer|\btin\b/;
const WRITTEN = /^(?:\d{3}-\d{2}-\d{4}|\d{3} \d{2} \d{4}|\d{3}\.\d{2}\.\d{4}|\d{9})$/;
/** Numbers that were printed on sample cards and in advertisements, and belong to nobody (SSA, "Misused SSNs"). */
const NOBODYS = new Set(["078051120", "219099999", "123456789", "457555462"]);

/** A US social security number: a range that is issued (SSA, since 2011: not 000, 666, 900-999; no group 00, no serial 0000) and context. */
export function detectUsSsn(context: NumberContext): NumberMatch | null {
  const { text, span, from } = context;
  if (span.digits !== 9) return null;
  const written = text.slice(span.start, span.end);
  if (!WRITTEN.test(written) || !standsAlone(text, span.start, span.end)) return null;
  const digits = digitsOf(text, span.start, span.end);
  if (/^(?:000|666|9)|^\d{3}00|0000$/.test(digits) || NOBODYS.has(digits) || new Set(digits).size < 3) {
    return null;
  }
  const found = { start: span.start, end: span.end };
  if (CONTEXT.test(context.label()) || CONTEXT.test(textBefore(text, span.start, { from, chars: 60 }))) {
    return { ...found, confidence: "HIGH" };
  }
  return /^\d{3}-\d{2}-\d{4}$/.test(written) ? { ...found, confidence: "MEDIUM" } : null;
}
