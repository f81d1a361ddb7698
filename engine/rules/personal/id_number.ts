import { isNamed, isWholeText } from "../../detectors/nearby.ts";
import { writtenIn } from "../../detectors/written.ts";
import type { Confidence } from "../../types.ts";
import type { NumberContext, NumberMatch, NumberRule, WordRule } from "../rule.ts";

/** A number that an authority gives out. */
export interface IdNumber {
  readonly id: string;
  readonly kind: string;
  /** Default PII. */
  readonly class?: "PII" | "PHI";
  readonly description: string;
  /** Default high. */
  readonly severity?: "low" | "medium" | "high" | "critical";
  readonly source: string;
  /** Fewest and most digits, for a number of digits alone; otherwise `lengths`. */
  readonly digits?: readonly [min: number, max: number];
  /** Fewest and most characters as written, for a number with letters in it. */
  readonly lengths?: readonly [min: number, max: number];
  /** All of the number as it is written, letters in upper case. */
  readonly shape: RegExp;
  /** The check digit and whatever else the authority promises; gets letters and digits only, upper case. Without: none is published. */
  readonly check?: (compact: string) => boolean;
  /** What some numbers lack though they are right, such as older ones: holding, it makes the confidence beside a word HIGH, and alone MEDIUM. */
  readonly proof?: (compact: string) => boolean;
  /** Words, lower case, one of which must stand near by or in the field's name. */
  readonly words: RegExp;
  /** Confidence beside such a word. Default HIGH with a check, MEDIUM without. */
  readonly named?: Confidence;
  /**
   * Confidence when it is all that a text holds. Default LOW; MEDIUM where fewer than one random number in fifty would pass; null where chance
   * would find too many.
   */
  readonly alone?: Confidence | null;
  /** Confidence anywhere else. Default null: only formats with letters and a check say enough by themselves. */
  readonly anywhere?: Confidence | null;
  /** 2 where many numbers of others look the same: of two rules that fit the other one wins. Default 3. */
  readonly rank?: 2 | 3;
  readonly examples: readonly string[];
  readonly nearMisses: readonly string[];
}

/** A rule for a number that an authority gives out: by its shape, its check digit, and the words beside it. */
export function idNumber(spec: IdNumber): NumberRule | WordRule {
  const named = spec.named ?? (spec.check === undefined ? "MEDIUM" : "HIGH");
  const alone = spec.alone === undefined ? "LOW" : spec.alone;
  const anywhere = spec.anywhere ?? null;
  const detect = (context: NumberContext): NumberMatch | null => {
    const written = writtenIn(context);
    if (written === null || !spec.shape.test(written.value)) return null;
    const { start, end, value } = written;
    const compact = value.replace(/[^0-9A-Z]/g, "");
    if (spec.check?.(compact) === false) return null;
    const proven = spec.proof?.(compact) === true;
    if (isNamed(context, written, spec.words)) return { start, end, confidence: proven ? "HIGH" : named };
    // Digits without a check digit and without the usual separators could be anything.
    const telling = spec.check !== undefined || /\D/.test(value);
    if (alone !== null && telling && isWholeText(context, written)) {
      return { start, end, confidence: proven ? "MEDIUM" : alone };
    }
    return anywhere === null || context.bare ? null : { start, end, confidence: anywhere };
  };
  const base = {
    id: spec.id,
    kind: spec.kind,
    class: spec.class ?? "PII",
    description: spec.description,
    severity: spec.severity ?? "high",
    confidence: named,
    source: spec.source,
    rank: spec.rank ?? 3,
    homes: [],
    examples: spec.examples,
    nearMisses: spec.nearMisses,
    shape: spec.shape,
    detect,
  } as const;
  if (spec.digits !== undefined) return { ...base, trigger: "number", digits: spec.digits };
  return { ...base, trigger: "word", lengths: spec.lengths! };
}
