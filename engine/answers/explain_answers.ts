/** Why the rules about answers say what they say: every rule that was tried, and what each of its keys found. */
import type { PredicateTrial } from "../policy/explain.ts";
import type { PolicyFacts, Predicate } from "../policy/policy.ts";
import type { AnswerAction } from "../types.ts";
import type { AnswerFacts, AnswerRule } from "./answer_rule.ts";

export interface AnswerRuleTrial {
  readonly ruleId: string;
  readonly source: string;
  readonly action: AnswerAction;
  /** Whether it speaks about answers to this call. */
  readonly concerns: boolean;
  /** Whether it holds for the answer; undefined when none was given. */
  readonly matched?: boolean;
  /** About the call, then, when there is one, about the answer. */
  readonly predicates: readonly PredicateTrial[];
}

/** @param answer What was seen in it; undefined: only what the call is matters. */
export function explainAnswers(
  rules: readonly AnswerRule[],
  facts: PolicyFacts,
  answer?: AnswerFacts,
): readonly AnswerRuleTrial[] {
  return rules.map(({ ruleId, source, action, match, conditions }) => {
    const asked = match.map((test) => trial(test, facts));
    const told = answer === undefined ? [] : conditions.map((test) => trial(test, answer));
    const concerns = asked.every(({ held }) => held);
    return {
      ruleId,
      source,
      action,
      concerns,
      ...(answer && { matched: concerns && told.every(({ held }) => held) }),
      predicates: [...asked, ...told],
    };
  });
}

function trial<Facts>(test: Predicate<Facts>, facts: Facts): PredicateTrial {
  const { key, wanted } = test;
  return { key, wanted, found: test.found(facts), held: test.holds(facts) };
}
