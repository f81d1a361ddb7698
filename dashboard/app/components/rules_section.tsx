import type { RecordedTrace } from "../../../engine/types.ts";
import type { ShownExplanation, ShownKey, ShownRule } from "../models/explanation.ts";
import { Facts, Section } from "./call_details.tsx";
import { useConsole } from "./console_context.ts";
import { Icon, type IconName } from "./icon.tsx";

/** The rule that spoke, and on demand every rule that was tried. */
export function RulesSection({ trace }: { trace: RecordedTrace }) {
  const { explanation } = useConsole().detail;
  return (
    <Section title="Policy">
      <Facts
        rows={[
          ["Rule", trace.ruleId ?? "none spoke: what no rule forbids is allowed"],
          ["Policy", trace.policyName ?? trace.policyId],
        ]}
      />
      <details
        class="tried"
        // Another call is another question.
        key={trace.traceId}
        onToggle={(event) => {
          if (event.currentTarget.open) void explanation.load();
        }}
      >
        <summary>Every rule tried, and why</summary>
        <Tried />
      </details>
    </Section>
  );
}

function Tried() {
  const { explanation } = useConsole().detail;
  const state = explanation.state.value;
  switch (state.kind) {
    case "idle":
    case "loading":
      return <p class="body-kind" role="status">Asking the policy</p>;
    case "failed":
      return <p class="problem" role="alert">{state.problem}</p>;
    case "none":
      return (
        <p class="body-kind">
          No policy was asked: the call was refused before, or judged by another gateway.
        </p>
      );
    case "ready":
      return <Explanation explanation={state.explanation} />;
  }
}

function Explanation({ explanation }: { explanation: ShownExplanation }) {
  const { isPolicyOfThen, gaps, policies } = explanation;
  return (
    <>
      <p class="body-kind">
        {isPolicyOfThen
          ? "Asked anew about what was recorded; the policy is the one of then."
          : "The policy has changed since: this is what today's rules say about what was recorded."}
        {gaps.length > 0 && ` What was redacted cannot be asked about (${gaps.join(", ")}): marked with a ?.`}
      </p>
      {policies.map(({ name, rules }) => (
        <div key={name} class="tried-policy">
          {policies.length > 1 && <h4>{name}</h4>}
          <ol>
            {[...rules].sort((a, b) => rank(a) - rank(b)).map((rule) => (
              <Rule
                key={rule.ruleId}
                rule={rule}
              />
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}

/** Those that say something first; otherwise in the order in which they are tried. */
function rank({ spoke, matched, setAside }: ShownRule): number {
  if (spoke === true) return 0;
  if (matched === true || setAside !== null) return 1;
  return matched === null ? 2 : 3;
}

function Rule({ rule }: { rule: ShownRule }) {
  const { ruleId, description, action, source, spoke, matched } = rule;
  return (
    <li class={spoke === true ? "rule spoke" : "rule"}>
      <details open={spoke === true}>
        <summary>
          <Truth held={matched} />
          <span class="rule-id">{ruleId}</span>
          <span class="label">{action.toLowerCase().replaceAll("_", " ")}</span>
          <span class="rule-why">{whyNot(rule)}</span>
        </summary>
        {description !== "" && <p>{description}</p>}
        <ul class="keys">
          {rule.keys.map((key, index) => <Key key={index} shown={key} />)}
        </ul>
        <p class="where">{source}</p>
      </details>
    </li>
  );
}

function whyNot({ spoke, matched, setAside, keys }: ShownRule): string {
  if (spoke === true) return "spoke";
  if (setAside !== null) return `set aside: ${setAside}`;
  if (matched === true) return "matches, another spoke first";
  const missed = keys.find(({ held }) => held === (matched === null ? null : false));
  return missed ? `${bareKey(missed.key)}: ${missed.found ?? "not recorded"}` : "";
}

/** Each key stands under one of the two only. */
function bareKey(key: string): string {
  return key.replace(/^(match|condition)\./, "");
}

function Key({ shown: { key, wanted, found, held } }: { shown: ShownKey }) {
  return (
    <li>
      <Truth held={held} />
      <code>{bareKey(key)}</code>
      <span>
        wants {wanted || "anything"}
        <span class="found">{found === null ? "not recorded" : `found ${found || "nothing"}`}</span>
      </span>
    </li>
  );
}

const TRUTHS: readonly (readonly [held: boolean | null, icon: IconName, words: string, tone: string])[] = [
  [true, "check", "yes", "yes"],
  [false, "close", "no", "no"],
  [null, "help", "not known", "open"],
];

function Truth({ held }: { held: boolean | null }) {
  const [, icon, words, tone] = TRUTHS.find(([truth]) => truth === held) ?? TRUTHS[2] ??
    [null, "help", "", ""];
  return (
    <span class={`truth ${tone}`}>
      <Icon name={icon} />
      <span class="unseen">{words}</span>
    </span>
  );
}
