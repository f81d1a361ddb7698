/** How a span of digits or letters is written, as the checks of numbers see it. */
import type { NumberSpan, Written } from "../text/survey.ts";
import { standsAlone } from "./digits.ts";

/** The span as a word of its own, without the full stop or the like that ends the sentence; null when it is part of something longer. */
export function writtenIn(
  { text, span }: { readonly text: string; readonly span: NumberSpan },
): Written | null {
  // Many checks ask about one span, one after the other.
  if (span.written !== undefined) return span.written;
  const { start } = span;
  let { end } = span;
  while (end > start && isSentenceEnd(text.charCodeAt(end - 1))) end--;
  span.written = standsAlone(text, start, end)
    ? { start, end, value: text.slice(start, end).toUpperCase() }
    : null;
  return span.written;
}

/** `. , ; : ! ?` */
function isSentenceEnd(unit: number): boolean {
  return unit === 0x2e || unit === 0x2c || unit === 0x3b || unit === 0x3a || unit === 0x21 || unit === 0x3f;
}
