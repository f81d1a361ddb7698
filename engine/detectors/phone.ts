import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { NumberContext, NumberMatch } from "../rules/rule.ts";
import { beginsAlone, digitsOf, standsAlone, textBefore } from "./digits.ts";

const CONTEXT =
  /phone|\btel\b|\btel[.:]|mobile|\bcell\b|\bcall\b|\bcall(?:ing)? me|\bfax\b|whatsapp|\bsms\b|\bdial|reach (?:me|us|him|her)|contact (?:me|us|number)|\btext me|messages? to|registered|msisdn|hotline/;
const LABEL = /phone|(?:^|[._])(?:tel|cell|fax|sms)(?:$|[._])|mobile|whatsapp|msisdn/;
/** As numbers of the North American plan are written: `(212) 555-0123`, `212-555-0123`, `1-800-…`. */
const NORTH_AMERICAN = /^(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}$/;
/** What is written after a number: an extension, or which telephone it is. */
const SUFFIX = /^ ?(?:x\d{1,6}|ext\.? ?\d{1,6})?[ -]?\(?(?:fax|office|home|mobile|cell)\b/i;
/** Dates, times and versions have separators too. */
const DATE_LIKE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)|\d{4}-\d{2}-\d{2}/;

/** A telephone number: an international one that its country's plan allows; without a country code only when words near by say so. */
export function detectPhone(context: NumberContext): NumberMatch | null {
  const { text, span, from } = context;
  if (span.digits > 15) return null;
  const start = openingOf(text, span.start, from);
  const written = text.slice(start, span.end);
  const suffix = SUFFIX.test(text.slice(span.end, span.end + 20));
  const alone = suffix ? beginsAlone(text, start) : standsAlone(text, start, span.end);
  if (!alone || DATE_LIKE.test(written) || written.includes("/")) return null;
  const found = { start, end: span.end };
  const digits = digitsOf(text, start, span.end);
  if (new Set(digits).size < 3) return null;
  const near = suffix || LABEL.test(context.label()) ||
    CONTEXT.test(textBefore(text, start, { from, chars: 48 }));
  if (written.startsWith("+")) {
    const valid = parsePhoneNumberFromString(written)?.isValid() === true;
    if (valid) return { ...found, confidence: "HIGH" };
    return near ? { ...found, confidence: "MEDIUM" } : null;
  }
  if (near) return digits.length >= 7 ? { ...found, confidence: "MEDIUM" } : null;
  if (context.bare || !NORTH_AMERICAN.test(written)) return null;
  return parsePhoneNumberFromString(written, "US")?.isValid() === true
    ? { ...found, confidence: "MEDIUM" }
    : null;
}

/** Takes in what stands before the first digit: `+`, `(`, `+(`. */
function openingOf(text: string, start: number, from: number): number {
  let opening = start;
  if (opening > from && text[opening - 1] === "(") opening--;
  if (opening > from && text[opening - 1] === "+") opening--;
  return opening;
}
