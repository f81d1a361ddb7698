/**
 * Which rules a recorded call met, and what each of their keys found: today's policy, asked anew about what was recorded. Where the record
 * does not hold what a key asks for, nothing is claimed.
 */
import type { Trace } from "../../types.ts";
import type { Policy, PolicyUnit, Predicate, Rule, RuleAction } from "../policy.ts";
import { policyVersion } from "../version.ts";
import { type Gap, NotRecorded } from "./recorded_call.ts";
import { RecordedFacts, Undecided } from "./recorded_facts.ts";

export interface RecordedPredicateTrial {
  readonly key: string;
  readonly wanted: string;
  /** What the call has, for people; null when the record cannot tell. Holds no value that a detector found. */
  readonly found: string | null;
  readonly held: boolean | null;
}

export interface RecordedRuleTrial {
  readonly ruleId: string;
  /** For people; empty when nothing is said. */
  readonly description: string;
  readonly source: string;
  readonly action: RuleAction;
  readonly matched: boolean | null;
  /** The one rule of its policy that is heard; null when that hangs on what the record cannot tell. */
  readonly spoke: boolean | null;
  /** What set the rule aside although it matches; absent when nothing did. */
  readonly setAside?: { readonly description: string; readonly source: string };
  readonly predicates: readonly RecordedPredicateTrial[];
}

export interface RecordedPolicyTrial {
  readonly policyId: string;
  readonly policyName: string;
  readonly rules: readonly RecordedRuleTrial[];
}

export interface RecordedExplanation {
  /** The policy in force is the one that was asked when the call was made. */
  readonly isPolicyOfThen: boolean;
  /** What the record lacks and a rule asked for. */
  readonly gaps: readonly Gap[];
  readonly policies: readonly RecordedPolicyTrial[];
}

/** Undefined when no policy was asked about the call: it was refused before, or judged elsewhere. */
export function explainRecorded(trace: Trace, policy: Policy): RecordedExplanation | undefined {
  const { grounds } = trace;
  if (grounds === undefined) return undefined;
  const facts = new RecordedFacts(trace, grounds, policy);
  const isPolicyOfThen = grounds.policy === policyVersion(policy);
  const policies = policy.units.map((unit) => ({
    policyId: unit.id,
    policyName: unit.name,
    rules: tryRules(unit, { facts, trace, isPolicyOfThen }),
  }));
  return { isPolicyOfThen, gaps: [...facts.gaps], policies };
}

interface Asked {
  readonly facts: RecordedFacts;
  readonly trace: Trace;
  readonly isPolicyOfThen: boolean;
}

function tryRules(unit: PolicyUnit, asked: Asked): readonly RecordedRuleTrial[] {
  let heard: boolean | null = false;
  return unit.rules.map((rule) => {
    const { ruleId, description, source, action } = rule;
    const { trace } = asked;
    // What was recorded of the rule that spoke is certain, whatever the record has kept of the reasons.
    const isRecorded = asked.isPolicyOfThen && trace.policyId === unit.id && trace.ruleId === ruleId;
    const predicates = rule.predicates.map((test) => tryKey(test, asked.facts, { rule, isRecorded }));
    const matched = every(predicates.map(({ held }) => held));
    const aside = matched === true && !isRecorded ? exceptionOf(rule, asked.facts) : undefined;
    const speaks = aside === undefined ? matched : aside === null ? null : false;
    const spoke = heard === true ? false : heard === null && speaks !== false && !isRecorded ? null : speaks;
    if (heard !== true && speaks !== false) heard = isRecorded ? true : speaks;
    return {
      ruleId,
      description,
      source,
      action,
      matched,
      spoke,
      ...(aside && { setAside: aside }),
      predicates,
    };
  });
}

function tryKey(
  test: Predicate,
  facts: RecordedFacts,
  { rule, isRecorded }: { rule: Rule; isRecorded: boolean },
): RecordedPredicateTrial {
  const { key, wanted } = test;
  const held = heldBy(test, facts, rule.action === "ALLOW" ? "allow" : "restrict");
  const known = held ?? (isRecorded ? true : null);
  return { key, wanted, held: known, found: held === null ? null : foundBy(test, facts) };
}

/** @param kind the same key wants less of a call in a rule that allows: it is another question there. */
function heldBy(test: Predicate, facts: RecordedFacts, kind: string): boolean | null {
  try {
    return facts.answer(`${kind} ${test.key} ${test.wanted}`, test);
  } catch (error) {
    if (error instanceof Undecided) return null;
    throw error;
  }
}

function foundBy(test: Predicate, facts: RecordedFacts): string | null {
  try {
    return test.found(facts);
  } catch (error) {
    if (error instanceof NotRecorded) return null;
    throw error;
  }
}

/** Undefined: nothing sets the rule aside. Null: the record cannot tell. */
function exceptionOf(rule: Rule, facts: RecordedFacts): RecordedRuleTrial["setAside"] | null {
  let isOpen = false;
  for (const { tests, description, source } of rule.exceptions ?? []) {
    const held = every(tests.map((test) => heldBy(test, facts, "allow")));
    if (held === true) return { description, source };
    isOpen ||= held === null;
  }
  return isOpen ? null : undefined;
}

/** False as soon as one is false; null when it hangs on what is not known. */
function every(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}
