/** How random a value looks. */

/** Shannon entropy of the characters, in bits per character (Shannon, 1948). */
export function entropy(text: string): number {
  const counts = new Map<number, number>();
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
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
