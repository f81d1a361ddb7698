/** Rules about what comes back: a loaded `answers:` block. */
import type { Predicate } from "../policy/policy.ts";
import type { AnswerAction, Finding, FindingFilter } from "../types.ts";

/** All that a condition may ask about one answer, or about as much of it as was looked at. */
export interface AnswerFacts {
  readonly findings: readonly Finding[];
  /** The loudest instruction to the reader, 0…1; 0 when nothing reads like one. */
  readonly instructionScore: number;
  /** HTTP status; 200 where the protocol has none. */
  readonly status: number;
  /** False when nobody could look into it, or not into all of it. */
  readonly inspectable: boolean;
}

/** One key of a rule's `condition`. */
export type AnswerPredicate = Predicate<AnswerFacts>;

export interface AnswerRule {
  readonly ruleId: string;
  readonly action: AnswerAction;
  readonly reasonCode: string;
  /** Told to the agent; null: a sentence is made from the answer. */
  readonly message: string | null;
  /** About the call that is answered; all must hold. */
  readonly match: readonly Predicate[];
  /** About the answer; all must hold. */
  readonly conditions: readonly AnswerPredicate[];
  /** Which findings it means, and so which are written over. Null: it asks for none in particular, and means all. */
  readonly findings: FindingFilter | null;
  /** Instructions to the agent that are louder than this are meant, 0…1. Null: none are. */
  readonly instructionsAbove: number | null;
  /** Where it is written, such as `policy.yaml:12`. */
  readonly source: string;
  /** Whether a finding is one that the rule means. */
  concerns(finding: Finding): boolean;
}
