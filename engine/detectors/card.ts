import type { NumberContext, NumberMatch } from "../rules/rule.ts";
import { digitsOf, standsAlone, textBefore } from "./digits.ts";
import { passesLuhn } from "./luhn.ts";

/** Beginnings and lengths of the schemes' numbers (ISO/IEC 7812; ranges as the schemes publish them). */
const SCHEMES =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}|3[47]\d{13}|3(?:0[0-59]|[689]\d)\d{11,16}|(?:6011|64[4-9]\d|65\d{2}|622\d)\d{12,15}|35(?:2[89]|[3-8]\d)\d{12,15}|(?:5[06789]|6\d)\d{10,17}|1800\d{11}|2131\d{11})$/;
/** Groups as they are printed on cards: 4-4-4-4, 4-6-5, 4-6-4, or nothing between; then perhaps when it ends, and the code on its back. */
const GROUPING =
  /^(?:\d{12,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5})(?=$| (?:0[1-9]|1[0-2])\/\d{2,4}(?: \d{3,4})?$)/;
const CONTEXT = /card|visa|master|amex|credit|debit|\bcc\b|\bpan\b|payment|billed|discover|diners/;
/** Ids and times count up in milliseconds and microseconds; thirteen digits that begin with 1 are a time. */
const ID_LABEL = /(?:^|[._-])(?:id|ids|ts|timestamp|time|created|updated|sha|number)$|_id\b|(?:^|[a-z])id$/;

/** A payment card number: a known scheme, the Luhn check, and digits grouped as on cards. */
export function detectCard(context: NumberContext): NumberMatch | null {
  const { text, span, from } = context;
  if (span.digits < 12) return null;
  const written = GROUPING.exec(text.slice(span.start, span.end))?.[0];
  if (written === undefined || !standsAlone(text, span.start, span.end)) return null;
  const end = span.start + written.length;
  const digits = digitsOf(text, span.start, end);
  if (digits.length > 19) return null;
  if (!passesLuhn(digits) || new Set(digits).size < 2) return null;
  const found = { start: span.start, end };
  const label = context.label();
  const near = CONTEXT.test(label) || CONTEXT.test(textBefore(text, span.start, { from, chars: 60 }));
  if (!SCHEMES.test(digits)) return near ? { ...found, confidence: "MEDIUM" } : null;
  if (near) return { ...found, confidence: "HIGH" };
  if (ID_LABEL.test(label) && !written.includes(" ")) return null;
  // One number in ten passes by chance: without a word near by, only the common lengths count.
  const common = digits.length === 16 || /^3[47]/.test(digits);
  if (context.bare) return common ? { ...found, confidence: "LOW" } : null;
  return { ...found, confidence: common ? "MEDIUM" : "LOW" };
}
