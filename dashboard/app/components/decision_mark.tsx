import type { Decision } from "../../../engine/types.ts";
import { DECISION_WORDS } from "../models/words.ts";
import { Icon } from "./icon.tsx";

export function DecisionMark({ decision }: { decision: Decision }) {
  return (
    <span class={`mark ${decision}`}>
      <Icon name={decision} />
      {DECISION_WORDS[decision]}
    </span>
  );
}
