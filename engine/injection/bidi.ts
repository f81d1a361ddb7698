/** Text that is put in another order on the screen than an agent reads it in ("Trojan Source", https://trojansource.codes, 2021). */

export interface Reordering {
  /** From the first control to the end of the line. */
  readonly start: number;
  readonly end: number;
}

/** Controls that turn text right to left: embedding, the two overrides, isolate (Unicode UAX #9, 2.1 and 2.2). */
const TURNING = /[\u202b\u202d\u202e\u2067]/;
/** Letters that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** How many lines of one text are worth knowing, and how much of a long one is looked at. */
const MAX_LINES = 20;
const MAX_LINE_CHARS = 2_000;

/**
 * Lines whose order is turned although they hold no letter that is written so. Isolates and embeddings to the left, which programs put
 * around what they fill in, say nothing, and neither do controls in a line of Hebrew or Arabic.
 */
export function findReorderings(text: string): Reordering[] {
  const found: Reordering[] = [];
  if (!TURNING.test(text)) return found;
  for (let from = 0; from < text.length && found.length < MAX_LINES;) {
    const offset = text.slice(from).search(TURNING);
    if (offset < 0) break;
    const start = from + offset;
    const before = text.lastIndexOf("\n", start) + 1;
    const after = text.indexOf("\n", start);
    const end = Math.min(after < 0 ? text.length : after, start + MAX_LINE_CHARS);
    if (!RIGHT_TO_LEFT.test(text.slice(Math.max(before, start - MAX_LINE_CHARS), end))) {
      found.push({ start, end });
    }
    from = end;
  }
  return found;
}
