/**
 * What another policy would have said of a recorded call. The record holds the facts that the policy was asked on, but no value that was
 * redacted: where a rule asks for one, both answers are tried, and only what comes out the same for both is told.
 */
import { planFor } from "../../settle.ts";
import { MAX_STORED_FINDINGS } from "../../trace.ts";
import type { Decision, Trace } from "../../types.ts";
import { decide } from "../decide.ts";
import type { Policy, Predicate, Rule } from "../policy.ts";
import { policyVersion } from "../version.ts";
import type { Gap } from "./recorded_call.ts";
import { RecordedFacts, Undecided } from "./recorded_facts.ts";

/** The word of a policy about one call, before anyone was asked. */
export interface Word {
  readonly decision: Decision;
  /** Once allowed, the redacted body is sent. */
  readonly redacts: boolean;
  readonly ruleId: string | null;
}

export type CallReplay =
  | { readonly kind: "same"; readonly word: Word }
  | { readonly kind: "changed"; readonly before: Word; readonly after: Word }
  /** What the record lacks decides. */
  | { readonly kind: "untold"; readonly gaps: readonly Gap[] }
  /** No policy was asked: the call was refused before, or judged by a remote engine. */
  | { readonly kind: "unjudged" };

/** A policy whose keys ask the record. Made once for many calls. */
export interface ReplayPolicy {
  readonly policy: Policy;
  readonly version: string;
}

/** More open questions about one call than this are not tried out: 64 ways. */
const MAX_OPEN = 6;

export function forReplay(policy: Policy): ReplayPolicy {
  const units = policy.units.map((unit) => ({ ...unit, rules: unit.rules.map(askable) }));
  return { policy: { ...policy, units }, version: policyVersion(policy) };
}

function askable(rule: Rule): Rule {
  // The same key wants less of a call in a rule that allows: it is another question there.
  const tests = (kind: string, all: readonly Predicate[]) => all.map((test) => asking(kind, test));
  return {
    ...rule,
    tests: tests(rule.action === "ALLOW" ? "allow" : "restrict", rule.tests),
    ...(rule.exceptions && {
      exceptions: rule.exceptions.map((exception) => ({
        ...exception,
        tests: tests("allow", exception.tests),
      })),
    }),
  };
}

function asking(kind: string, test: Predicate): Predicate {
  const { key, wanted } = test;
  // The record may not know what a rule could be left out for: every key is asked.
  return {
    key,
    wanted,
    found: test.found,
    holds: (facts) =>
      facts instanceof RecordedFacts ? facts.answer(`${kind} ${key} ${wanted}`, test) : test.holds(facts),
  };
}

/** @param inForce what `candidate` is compared with. */
export function replayCall(trace: Trace, inForce: ReplayPolicy, candidate: ReplayPolicy): CallReplay {
  const { grounds } = trace;
  if (grounds === undefined) return { kind: "unjudged" };
  if (trace.findings.length >= MAX_STORED_FINDINGS) return { kind: "untold", gaps: ["findings"] };
  const mine = new RecordedFacts(trace, grounds, inForce.policy);
  const theirs = new RecordedFacts(trace, grounds, candidate.policy);
  const ways = possibleWays((assumed) => {
    mine.assume(assumed);
    theirs.assume(assumed);
    return { before: wordOf(inForce, mine, trace), after: wordOf(candidate, theirs, trace) };
  });
  const gaps = [...new Set([...mine.gaps, ...theirs.gaps])];
  if (ways === undefined) return { kind: "untold", gaps };
  const real = grounds.policy === inForce.version ? ways.filter(agreesWith(trace)) : ways;
  return summed(real.length === 0 ? ways : real, gaps);
}

/** Every word that a policy may have had for a recorded call; more than one when the record cannot tell. */
export function possibleWords(trace: Trace, replay: ReplayPolicy): readonly Word[] {
  const { grounds } = trace;
  if (grounds === undefined) return [];
  const facts = new RecordedFacts(trace, grounds, replay.policy);
  return possibleWays((assumed) => {
    facts.assume(assumed);
    return wordOf(replay, facts, trace);
  }) ?? [];
}

interface Way {
  readonly before: Word;
  readonly after: Word;
}

/** Every way that the open questions can be answered. Undefined when there are too many. */
function possibleWays<W>(run: (assumed: ReadonlyMap<string, boolean>) => W): readonly W[] | undefined {
  const ways: W[] = [];
  const open: ReadonlyMap<string, boolean>[] = [new Map()];
  for (let assumed = open.pop(); assumed !== undefined; assumed = open.pop()) {
    try {
      ways.push(run(assumed));
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      if (assumed.size >= MAX_OPEN) return undefined;
      for (const answer of [true, false]) open.push(new Map([...assumed, [error.question, answer]]));
    }
  }
  return ways;
}

function wordOf({ policy }: ReplayPolicy, facts: RecordedFacts, { grounds }: Trace): Word {
  const outcome = decide(policy, facts);
  const { decision, redacts } = planFor(outcome, facts.findings, grounds?.body ?? "none");
  return { decision, redacts, ruleId: outcome.rulings[0]?.rule.ruleId ?? null };
}

/** Reason codes, always first, by which a person's answer or the lack of one took the place of the question. */
const ANSWERED = new Set(["RECENT_APPROVAL_GRANT", "APPROVAL_DENIED", "TOO_MANY_APPROVALS"]);

/** What the policy said when the call was recorded, before an approval was looked up. */
export function recordedDecision({ decision, reasonCodes }: Trace): Decision {
  return ANSWERED.has(reasonCodes[0] ?? "") ? "REQUIRE_APPROVAL" : decision;
}

/** Under the policy that was asked at the time, only what the record says can have been so. */
function agreesWith(trace: Trace): (way: Way) => boolean {
  const decision = recordedDecision(trace);
  return ({ before }) => before.decision === decision && before.ruleId === trace.ruleId;
}

function summed(ways: readonly Way[], gaps: readonly Gap[]): CallReplay {
  const [first, ...others] = ways;
  if (first === undefined) return { kind: "untold", gaps };
  const isSame = (way: Way) => saysTheSame(way.before, way.after);
  if (ways.every(isSame)) return { kind: "same", word: first.after };
  const isOne = others.every(({ before, after }) =>
    saysTheSame(before, first.before) && saysTheSame(after, first.after)
  );
  return isOne ? { kind: "changed", ...first } : { kind: "untold", gaps };
}

function saysTheSame(a: Word, b: Word): boolean {
  return a.decision === b.decision && a.redacts === b.redacts;
}
