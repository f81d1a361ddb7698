import type { Rule } from "../rules/rule.ts";
import type { Leaf } from "../text/layer.ts";
import type { Confidence } from "../types.ts";

/** A value that a rule found, before overlaps are settled. Holds the value, and so never leaves the scan. */
export interface Hit {
  readonly rule: Rule;
  readonly confidence: Confidence;
  readonly leaf: Leaf;
  /** Span in the text of the leaf's layer. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** What of the value's beginning may be shown. */
  readonly publicPrefix: string;
  /** It is authentication at its home: not reported, but not stored either. */
  readonly exempt: boolean;
  /** What will stand in its place; set once it is known which hits remain. */
  placeholder: string;
  /** What will be sent in its place: the placeholder, unless the caller asked for another style. */
  replacement: string;
}
