/** How random a value looks. */

/** Scratch for counting ASCII characters; the scan is synchronous, so one is enough. */
const COUNTS = new Uint16Array(128);
/** Values are judged by their beginning; no secret needs more to look random. */
const MAX_JUDGED_CHARS = 256;

/** Shannon entropy of the characters, in bits per character (Shannon, 1948). All beyond ASCII counts as one character. */
export function entropy(text: string): number {
  const length = Math.min(text.length, MAX_JUDGED_CHARS);
  COUNTS.fill(0);
  for (let i = 0; i < length; i++) COUNTS[Math.min(text.charCodeAt(i), 127)]!++;
  let sum = 0;
  for (let unit = 0; unit < 128; unit++) {
    const count = COUNTS[unit]!;
    if (count > 1) sum += count * Math.log2(count);
  }
  return length === 0 ? 0 : Math.log2(length) - sum / length;
}

/** How many digits a text holds. */
export function digitCount(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x30 && unit <= 0x39) count++;
  }
  return count;
}

/** Whether a value has at least so much entropy (bits per character) and so many digits (default 0). */
export function hasVariety(
  text: string,
  options: { readonly minEntropy: number; readonly minDigits?: number },
): boolean {
  return digitCount(text) >= (options.minDigits ?? 0) && entropy(text) >= options.minEntropy;
}
