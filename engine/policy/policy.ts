/** A loaded policy: rules compiled into tests that only have to be run. */
import type { UserRule } from "../rules/user_rules.ts";
import type { CallView } from "../call_view.ts";
import type { AnswerRule } from "../answers/answer_rule.ts";
import type { CallerFacts } from "../history.ts";
import type { Action, Decision, EncodedPayload, Finding, RedactionStyles } from "../types.ts";

/** What a rule may do. `OPEN_INCIDENT` refuses the call and marks it as an incident. */
export const RULE_ACTIONS = ["ALLOW", "SANITIZE", "REQUIRE_APPROVAL", "DENY", "OPEN_INCIDENT"] as const;
export type RuleAction = typeof RULE_ACTIONS[number];

/** All that rules may ask about one call. */
export interface PolicyFacts {
  readonly view: CallView;
  readonly action: Action;
  readonly findings: readonly Finding[];
  /** Packed data where it has no business. Default: none. */
  readonly payloads?: readonly EncodedPayload[];
  /** False when the body's coding could not be undone or the scanner could not read it. */
  readonly bodyInspectable: boolean;
  /** The loudest instruction to a reader in the body, 0…1. Absent when no rule asks for it. */
  readonly instructionScore?: number;
  readonly riskScore: number;
  /** What came before the call. Default: nothing. */
  readonly caller?: CallerFacts;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What a call has or has not: most have none of these. */
export type FactKind = "findings" | "payloads" | "intel" | "sequences" | "mcpSignals";

/** One key of a rule. */
export interface Predicate<Facts = PolicyFacts> {
  /** As written in the policy: `match.tools`, `condition.body_path_gt`. */
  readonly key: string;
  /** What the rule wants, for people. */
  readonly wanted: string;
  /** Reads the body or walks the URL; asked after all that do not. Default false. */
  readonly costly?: boolean;
  /**
   * Looks at nothing but tool, operation, category and verb of the action, the method, and the caller's own name for the tool: it is
   * asked once for all calls that have the same. Default false.
   */
  readonly byAction?: boolean;
  /** Does not hold for a call that has none of these, and so is not asked. Default: it is always asked. */
  readonly needs?: FactKind;
  holds(facts: Facts): boolean;
  /** What the call has, for people. Holds no value that a detector found. */
  found(facts: Facts): string;
}

/** Calls for which a rule is set aside, as if it were not there. What cannot be told does not set it aside. */
export interface RuleException {
  /** In the order written. */
  readonly predicates: readonly Predicate[];
  /** The same, cheap ones first. */
  readonly tests: readonly Predicate[];
  /** For people; empty when nothing is said. */
  readonly description: string;
  /** Where it is written, such as `policy.yaml:12`. */
  readonly source: string;
}

export interface Rule {
  readonly ruleId: string;
  /** For people; empty when nothing is said. */
  readonly description: string;
  /** Lower first. */
  readonly priority: number;
  readonly action: RuleAction;
  readonly decision: Decision;
  readonly reasonCode: string | null;
  /** Told to the agent; null: a sentence is made from the call. */
  readonly message: string | null;
  /** In the order written. */
  readonly predicates: readonly Predicate[];
  /** The same, cheap ones first. */
  readonly tests: readonly Predicate[];
  /** Default: none. */
  readonly exceptions?: readonly RuleException[];
  /** Which findings made the rule speak; all of them when it asks for none in particular. */
  concerns(finding: Finding): boolean;
  /** Where it is written, such as `policy.yaml:12`. */
  readonly source: string;
}

export interface PolicyUnit {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Where it begins in its file. */
  readonly at: { readonly line: number; readonly column: number };
  /** By priority, then as written. */
  readonly rules: readonly Rule[];
}

export interface Policy {
  readonly units: readonly PolicyUnit[];
  /** Detection rules that run beside the built-in ones. */
  readonly detectionRules: readonly UserRule[];
  /** Rules about what comes back, as written. Default: none. */
  readonly answers?: readonly AnswerRule[];
  /** How bodies are redacted. Default: with placeholders. */
  readonly redaction?: RedactionStyles;
  /** Weights of the risk score that differ from the built-in ones, by name. Default: none. */
  readonly risk?: RiskOverrides;
  /** How long questions and their answers hold. Default: the engine's own. */
  readonly approvals?: ApprovalMinutes;
  /** Some rule asks what bodies tell their reader to do, so they are searched for it. Default false: it costs as much as the scan. */
  readonly looksForInstructions?: boolean;
  /** Names of the files it was read from; a pack's is `pack:sre`. */
  readonly files: readonly string[];
}

/** Weight names and numbers as written under `risk:`; engine/risk knows what each means. */
export type RiskOverrides = Readonly<Record<string, number>>;

/** Minutes, 1 to 60 each. */
export interface ApprovalMinutes {
  /** How long a question waits for an answer. */
  readonly pendingMinutes?: number;
  /** How long the same call is allowed after a yes. */
  readonly grantMinutes?: number;
  /** How long the same call is refused after a no. */
  readonly denialMinutes?: number;
}
