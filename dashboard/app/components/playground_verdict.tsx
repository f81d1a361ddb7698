import type { PlaygroundWire, RuleTrialWire } from "../../../engine/wire/policy_console.ts";
import { Playground } from "../models/playground.ts";
import { conditionWords } from "../models/policy_rules.ts";
import { duration, readableBody } from "../models/words.ts";
import { Findings, Redacted, Section } from "./call_details.tsx";
import { useModel } from "./console_context.ts";
import { DecisionMark } from "./decision_mark.tsx";
import { RiskMeter } from "./risk_meter.tsx";
import { RouteLink } from "./route_link.tsx";
import { RuleActionMark } from "./rule_action_mark.tsx";

/** What would become of the call, and why. */
export function PlaygroundVerdict() {
  const model = useModel(Playground);
  const result = model.result.value;
  return (
    <section
      class={model.stale.value ? "verdict card stale" : "verdict card"}
      aria-label="The verdict"
      aria-busy={model.stale.value || result.state === "judging"}
    >
      <h2 class="unseen">The verdict</h2>
      {result.state === "nothing" && (
        <p class="label">
          Give a URL, and the verdict stands here as you type.
        </p>
      )}
      {result.state === "failed" && <p class="problem" role="alert">{result.why}</p>}
      {result.state === "judged" && <Judged verdict={result.verdict} />}
    </section>
  );
}

function Judged({ verdict }: { verdict: PlaygroundWire }) {
  return (
    <>
      <div class="verdict-head" role="status">
        <DecisionMark decision={verdict.decision} />
        <RiskMeter score={verdict.risk_score} band={verdict.risk_band} />
        <span class="label">
          {verdict.tool_name}.{verdict.operation}, {verdict.verb.toLowerCase()}, {verdict.category}
        </span>
      </div>
      {verdict.refused_at_door !== undefined && (
        <p class="banner warning">
          The proxy would refuse it before it is judged: {verdict.refused_at_door}
        </p>
      )}
      {verdict.message !== "" && (
        <p class="message">
          <span class="label">Told the agent</span>
          <Redacted text={verdict.message} />
        </p>
      )}
      {verdict.reason_codes.length > 0 && (
        <p class="reason-codes">{verdict.reason_codes.map((code) => <code key={code}>{code}</code>)}</p>
      )}
      <Findings findings={verdict.findings} />
      <BodyShown verdict={verdict} />
      <Signals verdict={verdict} />
      <FactList facts={verdict.facts} />
      <AnswerPart verdict={verdict} />
      <Rules verdict={verdict} />
      <p class="label">Judged in {duration(verdict.evaluate_ms)}</p>
    </>
  );
}

/** The body that would be sent; of one that is not sent, where in it something was found. */
function BodyShown(
  { verdict: { decision, sanitized_body: sent, stored_body: kept } }: { verdict: PlaygroundWire },
) {
  const body = sent ?? kept;
  if (body === null) return null;
  const title = sent === null
    ? "Where it was found"
    : decision === "REQUIRE_APPROVAL"
    ? "Sent once approved"
    : "What is sent instead";
  return (
    <Section title={title}>
      <pre class="code" tabIndex={0}><Redacted text={readableBody(body, "")} /></pre>
    </Section>
  );
}

function Signals({ verdict }: { verdict: PlaygroundWire }) {
  if (verdict.signals.length === 0) return null;
  return (
    <Section title="How the risk adds up">
      <ul class="signals">
        {verdict.signals.map(({ engine, score }) => (
          <li key={engine}>
            <span>{engine.replaceAll("_", " ")}</span>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect width="100" height="4" class="off" />
              <rect width={Math.min(100, Math.abs(score) * 100)} height="4" class="on" />
            </svg>
            <span class="number">{score < 0 ? "−" : "+"}{Math.abs(score).toFixed(2)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FactList({ facts }: { facts: Readonly<Record<string, string>> }) {
  const entries = Object.entries(facts);
  if (entries.length === 0) return null;
  return (
    <Section title="What the catalogue knows">
      <dl class="facts">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name.replaceAll("_", " ")}</dt>
            <dd>
              <Redacted text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function AnswerPart({ verdict: { answer } }: { verdict: PlaygroundWire }) {
  if (answer === undefined) return null;
  const speaking = answer.rules.filter(({ matched }) => matched);
  return (
    <Section title="The answer">
      <p>
        {answer.injection >= 0.5
          ? `It gives orders to the agent that reads it (${answer.injection.toFixed(2)} of 1)${
            answer.spans[0] ? `: ${answer.spans[0].reasons.join(", ").replaceAll("_", " ")}` : ""
          }.`
          : "Nothing in it gives orders to the agent."}{" "}
        {answer.action === null && "No rule about answers speaks."}
      </p>
      {speaking.map((rule) => (
        <p key={rule.rule_id} class="trial-head">
          <RuleActionMark action={rule.action} /> <b>{rule.rule_id}</b>
        </p>
      ))}
      <Findings findings={answer.findings} />
    </Section>
  );
}

/** Those that speak, those that match and are not heard, and folded away all others with what kept them from matching. */
function Rules({ verdict }: { verdict: PlaygroundWire }) {
  const all = verdict.policies.flatMap(({ policy_name, rules }) =>
    rules.map((rule) => ({ policy: policy_name, rule }))
  );
  const heard = all.filter(({ rule }) => rule.matched);
  const others = all.filter(({ rule }) => !rule.matched);
  return (
    <Section title="Rules">
      {heard.length === 0 && <p>No rule speaks about this call, so it is allowed.</p>}
      <ul class="trials">
        {heard.map(({ policy, rule }) => (
          <Trial key={`${policy} ${rule.rule_id}`} policy={policy} rule={rule} />
        ))}
      </ul>
      <details>
        <summary>{others.length} other rules, and why they do not match</summary>
        <ul class="trials">
          {others.map(({ policy, rule }) => (
            <Trial key={`${policy} ${rule.rule_id}`} policy={policy} rule={rule} />
          ))}
        </ul>
      </details>
    </Section>
  );
}

function Trial({ policy, rule }: { policy: string; rule: RuleTrialWire }) {
  const shown = rule.matched ? rule.conditions : rule.conditions.filter(({ held }) => !held).slice(0, 1);
  return (
    <li class={rule.spoke ? "spoke" : ""}>
      <p class="trial-head">
        <RuleActionMark action={rule.action} />
        <RouteLink to={{ view: "policy", ruleId: rule.rule_id }}>{rule.rule_id}</RouteLink>
        <span class="label">
          {policy}
          {rule.matched && !rule.spoke &&
            (rule.set_aside === undefined
              ? ", not heard: an earlier rule spoke"
              : `, set aside: ${rule.set_aside.description || rule.set_aside.source}`)}
        </span>
      </p>
      <dl class="conditions">
        {shown.map(({ key, wanted, found }, index) => (
          <div key={index}>
            <dt>{conditionWords(key)}</dt>
            <dd>
              {wanted} <span class="label">found</span> {found}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
