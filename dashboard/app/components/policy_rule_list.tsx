import { useEffect, useRef } from "preact/hooks";
import type { ConditionWire, PolicyWire, RuleWire } from "../../../engine/wire/policy_console.ts";
import { PolicyEditor } from "../models/policy_editor.ts";
import { conditionWords, PolicyRules } from "../models/policy_rules.ts";
import { count } from "../models/words.ts";
import { useConsole, useModel } from "./console_context.ts";
import { Notice } from "./notice.tsx";
import { RuleActionMark } from "./rule_action_mark.tsx";
import { Failed, Loading } from "./states.tsx";
import { useKeys } from "./use_keys.ts";

/** Every rule, in the order in which they are asked. */
export function PolicyRuleList() {
  const model = useModel(PolicyRules);
  const search = useRef<HTMLInputElement>(null);
  // Anew whenever the text behind the rules has changed, here or on disk.
  const version = useModel(PolicyEditor).source.value?.version;
  useEffect(() => void model.refresh(), [model, version]);
  useKeys("Policy", () => [{ keys: "/", does: "Search the rules", run: () => search.current?.focus() }]);
  const all = model.policies.value;
  if (all === null) {
    return model.problem.value === "" ? <Loading label="Loading the rules" /> : (
      <Failed
        title="The rules could not be loaded"
        problem={model.problem.value}
        onRetry={() => void model.refresh()}
      />
    );
  }
  const found = model.found.value;
  const rules = found.reduce((sum, policy) => sum + policy.rules.length, 0);
  return (
    <>
      <div class="rule-search">
        <input
          ref={search}
          type="search"
          placeholder="Search the rules"
          aria-label="Search the rules"
          value={model.search.value}
          onInput={(event) => model.search.value = event.currentTarget.value}
        />
        <span class="label" role="status">{rules === 1 ? "1 rule" : `${count(rules)} rules`}</span>
      </div>
      <p class="label precedence">
        In each policy the first rule that matches speaks. Of all policies the strictest word counts. A call
        that no rule speaks about is allowed.
      </p>
      {found.length === 0 && (
        <Notice title={all.length === 0 ? "The rules are not here" : "No rule holds these words"}>
          {all.length === 0 && <p>The engine is elsewhere: look at its own console.</p>}
        </Notice>
      )}
      {found.map((policy) => <PolicyRulesOf key={policy.name} policy={policy} />)}
    </>
  );
}

function PolicyRulesOf({ policy }: { policy: PolicyWire }) {
  return (
    <section class="rules-of" aria-label={`Policy ${policy.name}`}>
      <h2>{policy.name}</h2>
      {policy.description !== "" && <p class="label">{policy.description}</p>}
      <ol class="card">
        {policy.rules.map((rule) => <RuleRow key={rule.rule_id} rule={rule} />)}
      </ol>
    </section>
  );
}

function RuleRow({ rule }: { rule: RuleWire }) {
  const { router } = useConsole();
  const row = useRef<HTMLLIElement>(null);
  const { route } = router;
  const isPicked = route.value.view === "policy" && route.value.ruleId === rule.rule_id;
  useEffect(() => {
    if (isPicked) row.current?.scrollIntoView({ block: "center" });
  }, [isPicked]);
  const says = rule.description || rule.message;
  return (
    <li
      ref={row}
      id={`rule-${rule.rule_id}`}
      class={isPicked ? "policy-rule picked" : "policy-rule"}
      aria-current={isPicked}
    >
      <span class="priority" title="Priority: lower is asked first">{rule.priority ?? ""}</span>
      <RuleActionMark action={rule.action} />
      <div class="rule-body">
        <p>
          <b>{rule.rule_id}</b>
          {says && <span class="says">{says}</span>}
        </p>
        <Conditions conditions={rule.conditions} />
        {(rule.set_aside_for ?? []).map((exception, index) => (
          <div key={index} class="set-aside">
            <p>
              <span class="tag">set aside</span> {exception.description || exception.source}
            </p>
            <Conditions conditions={exception.conditions} />
          </div>
        ))}
      </div>
      <span class="rule-source">
        {rule.reason_code && <code>{rule.reason_code}</code>}
        <span>{rule.source}</span>
      </span>
    </li>
  );
}

function Conditions({ conditions }: { conditions: readonly ConditionWire[] }) {
  if (conditions.length === 0) return <p class="conditions">every call</p>;
  return (
    <dl class="conditions">
      {conditions.map(({ key, wanted }, index) => (
        <div key={index}>
          <dt>{conditionWords(key)}</dt>
          <dd>{wanted}</dd>
        </div>
      ))}
    </dl>
  );
}
