/** What a detection rule is. Rules are data: a pattern near a literal, or a check of digits, with the proof that it works. */
import type { Confidence, DataClass } from "../types.ts";
import type { NumberSpan } from "../text/survey.ts";

/** What a rule's `validate` gets to see. */
export interface RuleMatch {
  /** The value that would be reported. */
  readonly value: string;
  /** The text around it; windows taken from it must be bounded. */
  readonly text: string;
  /** The value's span in `text`. */
  readonly start: number;
  readonly end: number;
  /** Where the whole match begins. */
  readonly matchStart: number;
  /** The whole match, which may hold more than the value. */
  readonly match: string;
}

interface RuleBase {
  /** Public name: `github-pat`. */
  readonly id: string;
  /** Stands in placeholders: `[REDACTED:GITHUB_TOKEN#1]`. Capitals and underscores. */
  readonly kind: string;
  readonly class: DataClass;
  /** What was found, and what its holder could do. */
  readonly description: string;
  readonly severity: "low" | "medium" | "high" | "critical";
  /** Confidence of a match that `validate` does not judge. */
  readonly confidence: Confidence;
  /** Address of the document that defines the format. */
  readonly source: string;
  /** Hosts that may receive the value as authentication: exact, or `*.example.com` for all below. Empty: its issuer has no fixed host. */
  readonly homes: readonly string[];
  /** Texts in which the rule must find something. */
  readonly examples: readonly string[];
  /** Texts that look alike, in which it must find nothing. */
  readonly nearMisses: readonly string[];
  /**
   * Which rule wins when two overlap: 3 an issuer's own format, 2 a structure (key file, connection string) or a format beside
   * its issuer's name, 1 a guess by name or entropy. Default 3.
   */
  readonly rank?: 1 | 2 | 3;
}

/** A pattern that is tried only where one of its literals stands. */
export interface KeywordRule extends RuleBase {
  readonly trigger: "keyword";
  /** ASCII, lower case, at least two characters; found in any case. One of them begins the pattern, unless `lead` is set. */
  readonly keywords: readonly string[];
  /** Tried at the keyword only. Every quantifier has an upper bound. The first group that takes part is the value; without groups, all of the match is. */
  readonly pattern: RegExp;
  /** The pattern begins up to this many word characters before the keyword. Default 0. */
  readonly lead?: number;
  /** The keyword is the issuer's public prefix and may be shown in previews. Default false. */
  readonly publicPrefix?: boolean;
  /** Also tried on `name="value"` of fields whose name holds the keyword. Default false. */
  readonly named?: boolean;
  /** A cheap look at the value alone: false ends the attempt before `validate` is asked. Worth it where names are common and values seldom are. */
  readonly plausible?: (value: string) => boolean;
  /** Judges a match: its confidence, or null when it is nothing after all. */
  readonly validate?: (match: RuleMatch) => Confidence | null;
  /** What `validate` takes, in tenths of a microsecond, when that is much: hashing, above all. Counts against the effort of a part. */
  readonly validateUnits?: number;
}

/** What a check of digits gets to see. */
export interface NumberContext {
  readonly text: string;
  readonly span: NumberSpan;
  /** Bounds of the leaf in `text`. */
  readonly from: number;
  readonly to: number;
  /**
   * Name of the field in lower case, `_` between the words of a camel-case name; empty when there is none. A function, since most
   * spans are turned away before it is needed.
   */
  readonly label: () => string;
  /** Whether the leaf is a JSON number, and so never written with separators. */
  readonly bare: boolean;
  /** What stands around the span that was asked about last: many checks ask about the same one. */
  near?: Surroundings;
}

/** What a span is told by, in lower case. */
export interface Surroundings {
  readonly start: number;
  readonly end: number;
  /** The field's name, its words apart. */
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

export interface NumberMatch {
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
}

/** A check that runs over spans of digits. */
export interface NumberRule extends RuleBase {
  readonly trigger: "number";
  /** Fewest and most digits of the spans that are looked at. Without: all. */
  readonly digits?: readonly [min: number, max: number];
  /** As for words. */
  readonly shape?: RegExp;
  readonly detect: (context: NumberContext) => NumberMatch | null;
}

/** A check that runs over words of letters and digits, and over short leaves as a whole. */
export interface WordRule extends RuleBase {
  readonly trigger: "word";
  /** Fewest and most characters of the spans that are looked at, separators included; at most {@linkcode MAX_WORD_LEAF}. */
  readonly lengths: readonly [min: number, max: number];
  /**
   * What the span is written as, in upper case, must match it before `detect` can find anything: a span that no shape of its length fits is asked
   * about once, for all of them. Without: `detect` is always asked.
   */
  readonly shape?: RegExp;
  readonly detect: (context: NumberContext) => NumberMatch | null;
}

/** Leaves up to this length, in characters, are looked at as one word. */
export const MAX_WORD_LEAF = 64;

/** A search of its own, for values that no literal and no digit gives away. */
export interface PhraseRule extends RuleBase {
  readonly trigger: "phrase";
  /**
   * The values in the span, as spans in order. Takes little time for each character, and asks `mayTry` before what takes more: false
   * ends the search.
   */
  readonly find: (
    text: string,
    span: { readonly from: number; readonly to: number },
    mayTry: () => boolean,
  ) => readonly (readonly [start: number, end: number])[];
}

export type Rule = KeywordRule | NumberRule | WordRule | PhraseRule;
