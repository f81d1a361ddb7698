/** What is kept of the facts that a policy was asked on, so that another policy can be asked about the same call. */
import type { CallerFacts } from "../../history.ts";
import type { Judgement } from "../../judge.ts";
import { bodyStateOf } from "../../settle.ts";
import type { Action, Grounds } from "../../types.ts";

export function groundsOf({ facts, seen, scan, shownAction, policyVersion }: Judgement): Grounds {
  const { caller, payloads = [], instructionScore, bodyInspectable } = facts;
  const { call } = seen;
  const hiddenFacts = shownAction === facts.action ? [] : factsThatDiffer(facts.action, shownAction);
  return {
    policy: policyVersion,
    body: bodyStateOf(call, scan),
    ...(!bodyInspectable && { isBodyOpaque: true }),
    ...(caller !== undefined && Object.keys(caller).length > 0 && { caller: withoutFlows(caller) }),
    ...(payloads.length > 0 && { payloads }),
    ...(instructionScore !== undefined && { instructionScore }),
    ...(call.toolName !== undefined && { toolName: call.toolName }),
    ...(hiddenFacts.length > 0 && { hiddenFacts }),
  };
}

/** No rule asks from which call a value came; the signals of the trace tell people. */
function withoutFlows(caller: CallerFacts): CallerFacts {
  if (caller.session === undefined || caller.session.flows.length === 0) return caller;
  return { ...caller, session: { ...caller.session, flows: [] } };
}

function factsThatDiffer({ facts }: Action, { facts: shown }: Action): readonly string[] {
  const names = new Set([...Object.keys(facts), ...Object.keys(shown)]);
  return [...names].filter((name) => facts[name] !== shown[name]);
}
