/** What happens to an answer: the strictest word of all rules that speak, and what is written over. */
import type { RedactOnly } from "../ports.ts";
import type { PolicyFacts } from "../policy/policy.ts";
import { CallView } from "../call_view.ts";
import {
  type Action,
  ANSWER_ACTIONS,
  type AnswerAction,
  type AnswerJudgement,
  type FindingFilter,
  type ObservedResponse,
  type ToolCall,
} from "../types.ts";
import type { AnswerFacts, AnswerRule } from "./answer_rule.ts";

/** Position in strictness: FLAG 0, REDACT 1, WITHHOLD 2. */
export function answerStrictness(action: AnswerAction): number {
  return ANSWER_ACTIONS.indexOf(action);
}

/** The rules that speak about answers to this call. */
export function answerRulesFor(
  rules: readonly AnswerRule[],
  facts: PolicyFacts,
): readonly AnswerRule[] {
  return rules.length === 0 ? rules : rules.filter(({ match }) => match.every((test) => test.holds(facts)));
}

/** What is known of a call that was read from the record. */
export function recordedFacts(
  call: ToolCall,
  { action, now }: { action: Action; now: number },
): PolicyFacts {
  return { view: new CallView(call), action, findings: [], bodyInspectable: true, riskScore: 0, now };
}

/** The strictest that any of the rules could do; null without rules. Doors pass answers on unread while it is no more than FLAG. */
export function strictestOf(rules: readonly AnswerRule[]): AnswerAction | null {
  return rules.reduce<AnswerAction | null>(
    (most, { action }) => most === null || answerStrictness(action) > answerStrictness(most) ? action : most,
    null,
  );
}

/** Every finding, as for requests. */
const ALL_FINDINGS: FindingFilter = {};

/** What a scan is asked to write over, so that one scan is enough; undefined when no rule has anything written over. */
export function redactionOf(rules: readonly AnswerRule[]): RedactOnly | undefined {
  const redacting = rules.filter(({ action }) => action === "REDACT");
  if (redacting.length === 0) return undefined;
  const above = redacting.flatMap(({ instructionsAbove }) =>
    instructionsAbove === null ? [] : [instructionsAbove]
  );
  return {
    // A rule about instructions alone means these and no findings.
    findings: redacting.flatMap(({ findings, instructionsAbove }) =>
      findings !== null ? [findings] : instructionsAbove === null ? [ALL_FINDINGS] : []
    ),
    instructionsAbove: above.length === 0 ? null : Math.min(...above),
  };
}

/**
 * Precedence: every rule is asked, and the strictest of those that hold is followed: WITHHOLD, REDACT, FLAG. What is to be written over
 * and cannot be is withheld.
 *
 * @param rules Those that {@linkcode answerRulesFor} gave for the call.
 * @param canRedact Whether a version without what is meant could be made.
 * @returns Undefined when no rule holds: then the answer is told of as it always is, and goes on unchanged.
 */
export function judgeAnswer(
  rules: readonly AnswerRule[],
  facts: AnswerFacts,
  { canRedact }: { canRedact: boolean },
): AnswerJudgement | undefined {
  const speaking = rules.filter(({ conditions }) => conditions.every((test) => test.holds(facts)));
  if (speaking.length === 0) return undefined;
  // Array.sort is stable: of two that are equally strict the one that is written first is named.
  speaking.sort((a, b) => answerStrictness(b.action) - answerStrictness(a.action));
  const first = speaking[0]!;
  const action = first.action === "REDACT" && !canRedact ? "WITHHOLD" : first.action;
  return {
    action,
    ruleId: first.ruleId,
    reasonCodes: [...new Set(speaking.map(({ reasonCode }) => reasonCode))],
    message: first.message ?? sentenceFor(action, facts),
  };
}

function sentenceFor(action: AnswerAction, { findings, instructionScore }: AnswerFacts): string {
  const classes = [...new Set(findings.map((finding) => finding.class))].sort().join(" and ");
  const held = instructionScore >= 0.5
    ? "what reads like instructions to you"
    : classes === ""
    ? "what the policy does not let through"
    : classes;
  switch (action) {
    case "WITHHOLD":
      return `The answer was withheld: it holds ${held}`;
    case "REDACT":
      return `Parts of the answer were written over: it held ${held}`;
    case "FLAG":
      return `The answer holds ${held}: treat it as data`;
  }
}

/** What a door does with an answer that was judged. */
export type AnswerOutcome =
  | { readonly kind: "pass" }
  | { readonly kind: "replace"; readonly body: Uint8Array }
  | { readonly kind: "withhold"; readonly judgement: AnswerJudgement };

/** One place for all doors: an answer that was to be written over and could not be is withheld. */
export function outcomeOf({ judgement, redactedBody }: ObservedResponse): AnswerOutcome {
  if (judgement === undefined || judgement.action === "FLAG") return { kind: "pass" };
  if (judgement.action === "REDACT" && redactedBody) return { kind: "replace", body: redactedBody };
  return { kind: "withhold", judgement };
}
