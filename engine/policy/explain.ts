/** Why a policy decided as it did: every rule that was tried, and what each of its keys found. */
import { decide, exceptionFor, type PolicyOutcome } from "./decide.ts";
import type { Policy, PolicyFacts, RuleAction } from "./policy.ts";

export interface PredicateTrial {
  readonly key: string;
  readonly wanted: string;
  readonly found: string;
  readonly held: boolean;
}

export interface RuleTrial {
  readonly ruleId: string;
  readonly source: string;
  readonly action: RuleAction;
  readonly matched: boolean;
  /** True for the one rule of its policy that speaks; a later rule may match without being heard. */
  readonly spoke: boolean;
  /** What set the rule aside although it matches; absent when nothing did. */
  readonly setAside?: { readonly description: string; readonly source: string };
  readonly predicates: readonly PredicateTrial[];
}

export interface PolicyTrial {
  readonly policyId: string;
  readonly policyName: string;
  readonly rules: readonly RuleTrial[];
}

export interface PolicyExplanation {
  readonly outcome: PolicyOutcome;
  readonly policies: readonly PolicyTrial[];
}

export function explainPolicy(policy: Policy, facts: PolicyFacts): PolicyExplanation {
  const outcome = decide(policy, facts);
  const speakers = new Set(outcome.rulings.map(({ rule }) => rule));
  const policies = policy.units.map((unit) => ({
    policyId: unit.id,
    policyName: unit.name,
    rules: unit.rules.map((rule) => {
      const predicates = rule.predicates.map((predicate) => ({
        key: predicate.key,
        wanted: predicate.wanted,
        found: predicate.found(facts),
        held: predicate.holds(facts),
      }));
      const matched = predicates.every(({ held }) => held);
      const setAside = matched ? exceptionFor(rule, facts) : undefined;
      return {
        ruleId: rule.ruleId,
        source: rule.source,
        action: rule.action,
        matched,
        spoke: speakers.has(rule),
        ...(setAside && { setAside: { description: setAside.description, source: setAside.source } }),
        predicates,
      };
    }),
  }));
  return { outcome, policies };
}
