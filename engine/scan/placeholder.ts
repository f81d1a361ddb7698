/** What stands in place of a redacted value. */

export const PLACEHOLDER_START = "[REDACTED:";

/** Such as `[REDACTED:GITHUB_TOKEN#1]`. */
export function placeholder(kind: string, number: number): string {
  return `${PLACEHOLDER_START}${kind}#${number}]`;
}

/** Matches a placeholder, plain or percent-encoded, to tell that a value has been redacted before. */
const PLACEHOLDER = /(?:\[|%5B)REDACTED(?::|%3A)[A-Z_]{1,40}(?:#|%23)\d{1,7}(?:\]|%5D)?/i;

/** How far around a value a placeholder is looked for: its longest spelling. */
const MARGIN = 64;

/** Whether `[start, end)` of `text` is a placeholder, part of one, or holds one: it must never be a finding. */
export function overlapsPlaceholder(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - MARGIN);
  const window = text.slice(from, end + MARGIN);
  if (!window.includes("REDACTED")) return false;
  const matcher = new RegExp(PLACEHOLDER.source, "gi");
  for (let match = matcher.exec(window); match !== null; match = matcher.exec(window)) {
    const at = from + match.index;
    if (at < end && at + match[0].length > start) return true;
  }
  return false;
}
