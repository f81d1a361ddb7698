/** Detection rules that users write: plain data, so that they can be stored, compared and sent to a scanning thread. */
import type { Place } from "../policy/document.ts";
import type { Confidence, DataClass } from "../types.ts";
import type { KeywordRule } from "./rule.ts";

/** A text of a rule file, and where it stands. */
export interface PlacedText {
  readonly text: string;
  readonly at: Place;
}

/** See {@linkcode KeywordRule} for what each field does. */
export interface UserRule {
  readonly id: string;
  readonly class: DataClass;
  readonly description: string;
  readonly severity: KeywordRule["severity"];
  readonly confidence: Confidence;
  /** Lower case. */
  readonly keywords: readonly string[];
  /** Source of a regular expression that {@linkcode judgePattern} has found to be safe. */
  readonly pattern: string;
  readonly flags: string;
  readonly lead: number;
  readonly named: boolean;
  readonly homes: readonly string[];
  readonly examples: readonly PlacedText[];
  readonly nearMisses: readonly PlacedText[];
  /** Where the rule is written. */
  readonly file: string;
  readonly at: Place;
}

/** Scanning threads keep a place for each, so that rules can be reloaded. */
export const MAX_USER_RULES = 500;
/** Of all user rules together; the automaton of literals has room for as many beside the built-in ones. */
export const MAX_USER_KEYWORD_CHARS = 20_000;
/** Steps that one attempt of a pattern may take at most, on any text: some tens of microseconds. */
export const MAX_USER_PATTERN_STEPS = 5_000;

/** The rules as the scan runs them. */
export function toKeywordRules(rules: readonly UserRule[]): readonly KeywordRule[] {
  return rules.map((rule): KeywordRule => ({
    trigger: "keyword",
    id: rule.id,
    kind: kindOf(rule.id),
    class: rule.class,
    description: rule.description,
    severity: rule.severity,
    confidence: rule.confidence,
    keywords: rule.keywords,
    pattern: new RegExp(rule.pattern, rule.flags),
    ...(rule.lead > 0 && { lead: rule.lead }),
    named: rule.named,
    homes: rule.homes,
    source: `${rule.file}:${rule.at.line}`,
    examples: rule.examples.map(({ text }) => text),
    nearMisses: rule.nearMisses.map(({ text }) => text),
  }));
}

/** What stands in placeholders: `employee-number` gives `[REDACTED:EMPLOYEE_NUMBER#1]`. Digits are left out; they number the values. */
function kindOf(id: string): string {
  return id.toUpperCase().replace(/[^A-Z]+/g, "_").replace(/^_|_$/g, "");
}
