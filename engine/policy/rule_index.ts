/**
 * Which rules can speak about a call at all, so that the others need not be asked. Two things rule most of them out: what the call is
 * (its tool, operation, verb, category and method), which repeats from call to call, and that it lacks what they ask about (a finding, a
 * place on a list). Leaves out only what would not hold.
 */
import { Recent } from "../recent.ts";
import type { FactKind, Policy, PolicyFacts, PolicyUnit, Predicate, Rule } from "./policy.ts";

/** A rule that may speak, and what is left to ask. */
export interface Candidate {
  readonly rule: Rule;
  readonly tests: readonly Predicate[];
}

/** Rules of one policy that may speak, in its order; never none. */
export interface UnitInPlay {
  readonly unit: PolicyUnit;
  readonly candidates: readonly Candidate[];
}

/** Kinds of calls for which the rules are kept at hand, at least. */
const MIN_KINDS = 512;
/** Longer names hardly ever repeat. */
const MAX_KEY_CHARS = 256;

const HELD: Readonly<Record<FactKind, (facts: PolicyFacts) => boolean>> = {
  findings: ({ findings }) => findings.length > 0,
  payloads: ({ payloads }) => payloads !== undefined && payloads.length > 0,
  intel: ({ caller }) => caller?.intel !== undefined,
  sequences: ({ caller }) => caller?.sequences !== undefined,
  mcpSignals: ({ caller }) => caller?.mcpSignals !== undefined,
};
const KINDS = Object.keys(HELD) as readonly FactKind[];

const INDEXES = new WeakMap<Policy, RuleIndex>();

/** Policies without any rule that can speak are left out. */
export function unitsInPlay(policy: Policy, facts: PolicyFacts): readonly UnitInPlay[] {
  let index = INDEXES.get(policy);
  if (index === undefined) INDEXES.set(policy, index = new RuleIndex(policy));
  return index.unitsInPlay(facts);
}

class RuleIndex {
  readonly #known = new Recent<string, readonly UnitInPlay[]>(MIN_KINDS);

  constructor(readonly policy: Policy) {}

  unitsInPlay(facts: PolicyFacts): readonly UnitInPlay[] {
    const held = KINDS.filter((kind) => HELD[kind](facts));
    const key = keyOf(facts, held);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const units = this.policy.units.flatMap((unit) => {
      const candidates = unit.rules.flatMap((rule) => candidate(rule, { facts, held }) ?? []);
      return candidates.length === 0 ? [] : [{ unit, candidates }];
    });
    if (key.length <= MAX_KEY_CHARS) this.#known.add(key, units);
    return units;
  }
}

/** Undefined for a rule that cannot speak about such a call. */
function candidate(
  rule: Rule,
  { facts, held }: { facts: PolicyFacts; held: readonly FactKind[] },
): Candidate | undefined {
  const left: Predicate[] = [];
  for (const test of rule.tests) {
    if (test.needs !== undefined && !held.includes(test.needs)) return undefined;
    if (test.byAction !== true) left.push(test);
    else if (!test.holds(facts)) return undefined;
  }
  return { rule, tests: left };
}

/** All that tests marked `byAction` look at, and nothing else. With their lengths before them no two kinds have the same key. */
function keyOf({ action, view }: PolicyFacts, held: readonly FactKind[]): string {
  const { tool, operation, category, verb } = action;
  const { method, call: { toolName = "" } } = view;
  return `${held.join()} ${verb} ${tool.length} ${operation.length} ${category.length} ${method.length} ` +
    tool + operation + category + method + toolName;
}
