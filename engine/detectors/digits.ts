/** Reading numbers out of text. */

/** The digits of `[start, end)`, without what stands between them. */
export function digitsOf(text: string, start: number, end: number): string {
  let digits = "";
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x30 && unit <= 0x39) digits += text[i];
  }
  return digits;
}

/** Whether nothing runs into a number from the left; see {@linkcode standsAlone}. */
export function beginsAlone(text: string, start: number): boolean {
  return !isGlue(text, start - 1, -1);
}

/** Whether `[start, end)` stands alone: no letter, digit, `_` or similar touches it, as they do in ids, versions and decimals. */
export function standsAlone(text: string, start: number, end: number): boolean {
  return beginsAlone(text, start) && !isGlue(text, end, 1);
}

function isGlue(text: string, at: number, step: 1 | -1): boolean {
  const unit = text.charCodeAt(at);
  if (isWordUnit(unit) || unit === 0x24) return true;
  // A hyphen, point, slash or the like joins only when a letter or digit follows it.
  const joins = unit === 0x2d || unit === 0x2e || unit === 0x2f || unit === 0x40 || unit === 0x3d ||
    unit === 0x26;
  return joins && unit !== 0x3d && isWordUnit(text.charCodeAt(at + step));
}

export function isWordUnit(unit: number): boolean {
  const lower = unit | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || unit === 0x5f;
}

/** Lower-case text before a span, at most `chars` of it, within the leaf that begins at `from`. */
export function textBefore(text: string, start: number, options: { from: number; chars: number }): string {
  return text.slice(Math.max(options.from, start - options.chars), start).toLowerCase();
}
