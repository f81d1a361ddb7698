/** Where in a match the value stands, and where a word begins. */
import type { KeywordRule } from "../rules/rule.ts";

/** Public prefixes are shorter. */
const MAX_PREFIX_CHARS = 32;

/** What of a value may be shown because its issuer gives it to everyone. */
export function publicPrefixOf(rule: KeywordRule, value: string): string {
  const lower = value.slice(0, MAX_PREFIX_CHARS).toLowerCase();
  const keyword = rule.keywords.find((word) => lower.startsWith(word));
  return value.slice(0, keyword?.length ?? 0);
}

/** The text of the first group that took part, or of the whole match. */
export function valueOf(match: RegExpExecArray): string {
  for (let group = 1; group < match.length; group++) {
    // The types say that every group has a text; one that took no part has none.
    const text: string | undefined = match[group];
    if (text !== undefined) return text;
  }
  return match[0];
}

/** The first group that took part, or the whole match. */
export function valueSpan(match: RegExpExecArray): readonly [start: number, end: number] {
  const indices = match.indices!;
  for (let group = 1; group < indices.length; group++) {
    // The types say that every group has a span; one that took no part has none.
    const span: readonly [number, number] | undefined = indices[group];
    if (span !== undefined) return span;
  }
  return indices[0]!;
}

/** Start of the word that reaches to `at`, not below `lowest`. */
export function wordStart(text: string, at: number, lowest: number): number {
  let start = at;
  while (start > lowest && unitKind(text, start - 1) !== "gap") start--;
  return start;
}

/** Words of tokens and addresses are made of letters, digits and `_ . % + - ~ /`. */
export function unitKind(text: string, at: number): "letter" | "digit" | "sign" | "gap" {
  const unit = text.charCodeAt(at);
  const lower = unit | 0x20;
  if (lower >= 0x61 && lower <= 0x7a) return "letter";
  if (unit >= 0x30 && unit <= 0x39) return "digit";
  const sign = unit === 0x5f || unit === 0x2e || unit === 0x25 || unit === 0x2b || unit === 0x2d ||
    unit === 0x7e ||
    unit === 0x2f;
  return sign ? "sign" : "gap";
}
