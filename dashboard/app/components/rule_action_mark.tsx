import type { Decision } from "../../../engine/types.ts";
import { Icon } from "./icon.tsx";

/** What a rule does, in the colours of decisions. Rules about answers have words of their own. */
const MARKS: Readonly<Record<string, readonly [decision: Decision, word: string]>> = {
  ALLOW: ["ALLOW", "Allow"],
  SANITIZE: ["SANITIZE", "Sanitize"],
  REQUIRE_APPROVAL: ["REQUIRE_APPROVAL", "Ask"],
  DENY: ["DENY", "Deny"],
  OPEN_INCIDENT: ["DENY", "Incident"],
  FLAG: ["REQUIRE_APPROVAL", "Flag"],
  REDACT: ["SANITIZE", "Redact"],
  WITHHOLD: ["DENY", "Withhold"],
};

export function RuleActionMark({ action }: { action: string }) {
  const [decision, word] = MARKS[action] ?? ["DENY", action];
  return (
    <span class={`mark ${decision}`}>
      <Icon name={decision} />
      {word}
    </span>
  );
}
