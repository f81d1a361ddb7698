/** What stands in place of a redacted value, and how it is known again. */
import { isMask } from "./mask.ts";

export const PLACEHOLDER_START = "[REDACTED:";

/** Such as `[REDACTED:GITHUB_TOKEN#1]`. */
export function placeholder(kind: string, number: number): string {
  return `${PLACEHOLDER_START}${kind}#${number}]`;
}

/** Such as `[HASH:EMAIL:0123456789ab]`; `digest` is twelve hex digits. */
export function hashMark(kind: string, digest: string): string {
  return `[HASH:${kind}:${digest}]`;
}

/** Matches both, plain or percent-encoded, to tell that a value has been redacted before. */
const MARK =
  /(?:\[|%5B)(?:REDACTED(?::|%3A)[A-Z_]{1,40}(?:#|%23)\d{1,7}|HASH(?::|%3A)[A-Z_]{1,40}(?::|%3A)[0-9a-f]{12})(?:\]|%5D)?/gi;

/** How far around a value a mark is looked for: its longest spelling. */
const MARGIN = 72;

/** Whether a text may hold anything that stands in place of a value; most texts do not, and need no closer look. */
export function mayHoldRedactions(text: string): boolean {
  return text.includes("REDACTED") || text.includes("HASH") || text.includes("**");
}

/** Whether `[start, end)` of `text` is a placeholder or another mark, part of one, or holds one: it must never be a finding. */
export function overlapsPlaceholder(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - MARGIN);
  const window = text.slice(from, end + MARGIN);
  if (window.includes("REDACTED") || window.includes("HASH")) {
    for (const match of window.matchAll(MARK)) {
      const at = from + match.index;
      if (at < end && at + match[0].length > start) return true;
    }
  }
  return window.includes("*") && isMask(window, start - from, end - from);
}
