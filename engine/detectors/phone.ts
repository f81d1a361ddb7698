import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { NumberContext, NumberMatch } from "../rules/rule.ts";
import { beginsAlone, digitsOf, standsAlone, textBefore } from "./digits.ts";
import { isQuad } from "./ip.ts";
import { isWholeText } from "./nearby.ts";

const CONTEXT =
  /phone|\btel\b|\btel[.:]|mobile|\bcell\b|\bfax\b|whatsapp|\bsms\b|reach (?:me|us|him|her)|contact number|\btext me|msisdn|hotline|tel[eé]f[oó]n|t[eé]l[eé]phone|handy|m[oó]vil|celular|cellulare|telepono|電話|전화|手机|телефон/;
/** Words that have other uses: digits without separators must follow them at once. */
const WEAK_CONTEXT =
  /\bcall\b|\bcalling me|\bdial|contact (?:me|us)|messages? to|registered|portable|appele|\bruf/;
const WEAK_AT_ONCE =
  /(?:\bcall(?:ing)?|\bdial(?:ling)?|contact|messages?|registered|appele[rz]?|\bruf\w{0,4})(?: (?:me|us|him|her|number|my|le|unter|an))?(?: (?:on|at|to|under|number))?[: ]{1,3}$/;
const LABEL = /phone|(?:^|[._])(?:tel|cell|fax|sms)(?:$|[._])|mobile|whats_?app|msisdn/;
/** Fields beside a telephone number that hold something else. */
const OTHER_LABEL = /(?:_at|_on|_id|_ids|_count|_type|_sid|time|date|timestamp|version|size|length)$/;
/** As numbers of the North American plan are written: `(212) 555-0123`, `212-555-0123`, `1-800-…`. */
const NORTH_AMERICAN = /^(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}$/;
/** Mobile numbers as they are dialled inside Britain, France, Germany, Australia, Japan, Korea, the Philippines and South Africa. */
const DOMESTIC_MOBILE =
  /^0(?:7\d{9}|[67]\d{8}|1[567]\d{8,9}|4\d{8}|[789]0\d{8}|1[016789]\d{7,8}|9\d{9}|[68]\d{8})$/;
/** What is written after a number: an extension, or which telephone it is. */
const EXTENSION = /^(?: ?(?:x|ext\.?) ?\d{1,6})(?![A-Za-z0-9])/i;
const SUFFIX = /^[ -]?\(?(?:fax|office|home|mobile|cell|work|desk)\b/i;
/** Dates, times and versions have separators too. */
const DATE_LIKE = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)|\d{4}-\d{2}-\d{2}/;
/** A longest extension with its sign, in characters. */
const EXTENSION_CHARS = 12;

/** A telephone number: an international one that its country's plan allows; without a country code only when words near by say so. */
export function detectPhone(context: NumberContext): NumberMatch | null {
  const { text, span, from } = context;
  const start = openingOf(text, span.start, from);
  const written = text.slice(start, span.end);
  const extension = EXTENSION.exec(text.slice(span.end, span.end + EXTENSION_CHARS))?.[0].length ?? 0;
  const end = span.end + extension;
  const suffix = extension > 0 || SUFFIX.test(text.slice(end, end + EXTENSION_CHARS));
  const alone = suffix ? beginsAlone(text, start) : standsAlone(text, start, end);
  if (!alone || DATE_LIKE.test(written) || written.includes("/") || isQuad(written)) return null;
  const digits = digitsOf(text, start, span.end);
  if (new Set(digits).size < 3) return null;
  const near = suffix || isPhoneLabel(context.label()) ||
    isCalledPhone(textBefore(text, start, { from, chars: 48 }), written === digits);
  if (written.startsWith("+")) {
    const valid = parsePhoneNumberFromString(written)?.isValid() === true;
    if (valid) return { start, end, confidence: "HIGH" };
    return near ? { start, end, confidence: "MEDIUM" } : null;
  }
  if (near) return { start, end, confidence: "MEDIUM" };
  if (context.bare) return null;
  if (DOMESTIC_MOBILE.test(digits)) {
    // Ids do not begin with 0: a text that is nothing else is somebody's answer.
    if (isWholeText(context, { start, end })) return { start, end, confidence: "MEDIUM" };
    if (written.length > digits.length) return { start, end, confidence: "LOW" };
  }
  if (!NORTH_AMERICAN.test(written)) return null;
  return parsePhoneNumberFromString(written, "US")?.isValid() === true
    ? { start, end, confidence: "MEDIUM" }
    : null;
}

function isCalledPhone(before: string, isUnbroken: boolean): boolean {
  return CONTEXT.test(before) || (isUnbroken ? WEAK_AT_ONCE : WEAK_CONTEXT).test(before);
}

function isPhoneLabel(label: string): boolean {
  return LABEL.test(label) && !OTHER_LABEL.test(label);
}

/** Takes in what stands before the first digit: `+`, `(`, `+(`. */
function openingOf(text: string, start: number, from: number): number {
  let opening = start;
  if (opening > from && text[opening - 1] === "(") opening--;
  if (opening > from && text[opening - 1] === "+") opening--;
  return opening;
}
