/** From facts to a decision. */
import { type Decision, DECISIONS } from "../types.ts";
import type { Policy, PolicyFacts, PolicyUnit, Rule, RuleException } from "./policy.ts";
import { type Candidate, unitsInPlay } from "./rule_index.ts";

/** A rule that spoke, and for which policy. */
export interface Ruling {
  readonly unit: PolicyUnit;
  readonly rule: Rule;
}

export interface PolicyOutcome {
  readonly decision: Decision;
  /** A SANITIZE rule spoke too: once allowed, the redacted body is sent. */
  readonly sanitize: boolean;
  /** Strictest first; the first one is named in the verdict. Empty when no rule matched. */
  readonly rulings: readonly Ruling[];
  readonly incident: boolean;
}

/** Position in strictness: ALLOW 0 … DENY 3. */
export function strictness(decision: Decision): number {
  return DECISIONS.indexOf(decision);
}

/**
 * Precedence:
 * 1. Inside a policy the first rule that matches speaks, by priority and then in the order written; the others are not asked. A rule
 *    that is set aside for the call is passed over.
 * 2. Across policies the strictest word wins: DENY, REQUIRE_APPROVAL, SANITIZE, ALLOW.
 * 3. SANITIZE and REQUIRE_APPROVAL together ask, and send the redacted body once approved.
 * 4. No rule: ALLOW.
 */
export function decide(policy: Policy, facts: PolicyFacts): PolicyOutcome {
  const rulings: Ruling[] = [];
  for (const { unit, candidates } of unitsInPlay(policy, facts)) {
    const rule = firstMatch(candidates, facts);
    if (rule !== undefined) rulings.push({ unit, rule });
  }
  rulings.sort((a, b) => strictness(b.rule.decision) - strictness(a.rule.decision));
  const decision = rulings[0]?.rule.decision ?? "ALLOW";
  return {
    decision,
    sanitize: rulings.some(({ rule }) => rule.decision === "SANITIZE"),
    rulings,
    incident: rulings.some(({ rule }) => rule.action === "OPEN_INCIDENT"),
  };
}

function firstMatch(candidates: readonly Candidate[], facts: PolicyFacts): Rule | undefined {
  rules: for (const { rule, tests } of candidates) {
    for (const test of tests) {
      if (!test.holds(facts)) continue rules;
    }
    if (rule.exceptions !== undefined && exceptionFor(rule, facts) !== undefined) continue;
    return rule;
  }
  return undefined;
}

/** What sets a rule aside for this call; undefined when nothing does. */
export function exceptionFor({ exceptions = [] }: Rule, facts: PolicyFacts): RuleException | undefined {
  return exceptions.find(({ tests }) => tests.every((test) => test.holds(facts)));
}
