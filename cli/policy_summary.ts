import type { Policy, PolicyUnit } from "../engine/policy/policy.ts";

/** The policies in force as `GET /v1/policies` and `interven policy show --json` tell them. */
export function policySummary(policy: Policy): readonly Record<string, unknown>[] {
  return [...policy.units.map(unitSummary), ...answersSummary(policy)];
}

function unitSummary(unit: PolicyUnit): Record<string, unknown> {
  return {
    policy_id: unit.id,
    name: unit.name,
    description: unit.description,
    rules: unit.rules.map((rule) => ({
      rule_id: rule.ruleId,
      description: rule.description,
      priority: rule.priority,
      action: rule.action,
      reason_code: rule.reasonCode,
      message: rule.message,
      conditions: rule.predicates.map(({ key, wanted }) => ({ key, wanted })),
      source: rule.source,
      ...(rule.exceptions !== undefined && {
        set_aside_for: rule.exceptions.map(({ predicates, description, source }) => ({
          description,
          conditions: predicates.map(({ key, wanted }) => ({ key, wanted })),
          source,
        })),
      }),
    })),
  };
}

/** Rules about what comes back, as a policy of their own: they have no order, and the strictest that holds is followed. */
function answersSummary({ answers = [] }: Policy): readonly Record<string, unknown>[] {
  if (answers.length === 0) return [];
  return [{
    policy_id: "answers",
    name: "answers",
    description: "What may come back",
    rules: answers.map((rule) => ({
      rule_id: rule.ruleId,
      action: rule.action,
      reason_code: rule.reasonCode,
      message: rule.message,
      conditions: [...rule.match, ...rule.conditions].map(({ key, wanted }) => ({ key, wanted })),
      source: rule.source,
    })),
  }];
}

export function countRules(policy: Policy): number {
  return policy.units.reduce((sum, unit) => sum + unit.rules.length, 0);
}
