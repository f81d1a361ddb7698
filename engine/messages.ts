/** The sentences agents read: what happened, and what to do instead. They never hold a value that a detector found. */
import type { Judgement } from "./judge.ts";
import type { Decision, Finding } from "./types.ts";

export const TOO_MANY_APPROVALS =
  "This call needs a person, and too many calls of this agent wait for one: do nothing more that needs approval until those are decided.";

export const GRANTED = "A person approved this exact call; it may go ahead.";

/** More places than this are counted, not listed. */
const MAX_PLACES = 3;

export function forDecision(decision: Decision, judgement: Judgement): string {
  const own = judgement.outcome.rulings[0]?.rule.message ?? null;
  switch (decision) {
    case "ALLOW":
      return own ?? "The call may go ahead.";
    case "SANITIZE":
      return join(
        own,
        `The call goes ahead with ${describe(concernedFindings(judgement))} redacted from the body.`,
      );
    case "DENY":
      return join(own, denial(judgement));
    case "REQUIRE_APPROVAL":
      return forApproval(judgement, []);
  }
}

/** @param left what redaction alone could not remove. */
export function forApproval(judgement: Judgement, left: readonly Finding[]): string {
  const own = judgement.outcome.rulings[0]?.rule.message ?? null;
  const wait =
    "A person must approve this call: wait for the decision, then send exactly the same call again.";
  if (left.length === 0) return join(own, wait);
  return join(
    own,
    `${capital(describe(left))} cannot be redacted there. Remove ${
      left.length === 1 ? "it" : "them"
    } and send the call again, or wait until a person approves it and send exactly the same call.`,
  );
}

export function forRefusal(note: string | null): string {
  const reason = note === null || note.trim() === "" ? "" : ` Their note: ${note.trim()}`;
  return `A person refused this exact call; do not send it again unless the user asks for it.${reason}`;
}

function denial(judgement: Judgement): string {
  const findings = concernedFindings(judgement);
  if (findings.length === 0) {
    return `The policy forbids ${act(judgement)}; do not try it another way, tell the user instead.`;
  }
  return `Remove ${describe(findings)} and send the call again, or ask the user how to go on.`;
}

/** Findings that made the deciding rule speak. */
function concernedFindings({ outcome, facts }: Judgement): readonly Finding[] {
  const decisive = outcome.rulings[0];
  if (decisive === undefined) return [];
  const rules = outcome.rulings.filter(({ rule }) => rule.decision === decisive.rule.decision);
  return facts.findings.filter((finding) => rules.some(({ rule }) => rule.concerns(finding)));
}

function act({ facts }: Judgement): string {
  const { tool, operation, host } = facts.action;
  return tool === "custom_proxy"
    ? `${operation} to ${host === "" ? "this address" : host}`
    : `${tool} ${operation}`;
}

/** `the github-pat at $.text and the iban at $.note`. */
function describe(findings: readonly Finding[]): string {
  if (findings.length === 0) return "what was found";
  const places = [...new Set(findings.map(place))];
  const shown = places.slice(0, MAX_PLACES);
  const more = places.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${more} more`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

function place({ rule, part, path }: Finding): string {
  if (part === "url") return `the ${rule} in the URL (${path})`;
  if (part === "header") return `the ${rule} in ${path}`;
  return path === "$" ? `the ${rule} in the body` : `the ${rule} at ${path}`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function join(first: string | null, second: string): string {
  return first === null ? second : `${first.trim().replace(/[.\s]*$/, ".")} ${second}`;
}
