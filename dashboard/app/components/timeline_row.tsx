import type { FlowWire, SessionCallWire } from "../../../engine/wire/session.ts";
import { AgentSessions } from "../models/agent_sessions.ts";
import { CLASS_WORDS, clockTime, exactTime, FORWARDED_WORDS, splitUrl } from "../models/words.ts";
import { useModel } from "./console_context.ts";
import { DecisionMark } from "./decision_mark.tsx";
import { Icon } from "./icon.tsx";
import { RiskMeter } from "./risk_meter.tsx";
import { RouteLink } from "./route_link.tsx";

/** One call of the timeline. Opened, it says what came from where. */
export function TimelineRow({ call }: { call: SessionCallWire }) {
  const model = useModel(AgentSessions);
  const isChosen = model.chosen.value === call.trace_id;
  const isRead = call.verb === "READ";
  return (
    <li class={isChosen ? "moment chosen" : "moment"}>
      <button
        type="button"
        class="moment-line"
        aria-expanded={isChosen}
        onClick={() => model.chosen.value = isChosen ? null : call.trace_id}
      >
        <span class={isRead ? "way in" : "way out"} title={isRead ? "Read" : "Sent"}>
          <Icon name={isRead ? "down" : "up"} />
          <span class="unseen">{isRead ? "Read" : "Sent"}</span>
        </span>
        <time class="at" dateTime={call.at} title={exactTime(Date.parse(call.at))}>
          {clockTime(Date.parse(call.at))}
        </time>
        <span class="what">
          {call.tool_name}.{call.operation}
        </span>
        <span class="place">{call.host || splitUrl(call.url).host}</span>
        <span class="carries">{briefly(call)}</span>
        <DecisionMark decision={call.decision} />
      </button>
      {isChosen && <Details call={call} />}
    </li>
  );
}

/** From this on the scan says that a text holds orders to the agent, and the policy that a call follows them. */
const LOUD = 0.5;

/** What makes the call stand out, in a few words. */
function briefly({ read, flows, taint }: SessionCallWire): string {
  return [
    (read?.injection_score ?? 0) >= LOUD && "read orders",
    read && read.data_classes.length > 0 && `read ${classWords(read.data_classes)}`,
    taint >= LOUD ? "does what it read" : flows.length > 0 && "carries what it read",
  ].filter((word) => word).join(" · ");
}

function classWords(classes: readonly (keyof typeof CLASS_WORDS)[]): string {
  return classes.map((name) => CLASS_WORDS[name].toLowerCase()).join(", ");
}

function Details({ call }: { call: SessionCallWire }) {
  const { read, flows } = call;
  return (
    <div class="moment-details">
      <p class="call-line">
        <span class="method">{call.method}</span> {call.url}
      </p>
      <p class="reason-codes">
        <RiskMeter score={call.risk_score} band={call.risk_band} />
        {call.reason_codes.map((code) => <code key={code}>{code}</code>)}
      </p>
      {read && (
        <p>
          {read.values_found > 0
            ? `The answer held ${read.values_found} values of the classes ${classWords(read.data_classes)}.`
            : "The answer held nothing that a detector knows."}
          {(read.injection_score ?? 0) >= LOUD &&
            ` It held text that reads like orders to the agent (${read.injection_score?.toFixed(2)}).`}
        </p>
      )}
      {flows.length > 0 && (
        <ul class="flow-list">{flows.map((flow, i) => <FlowItem key={i} flow={flow} />)}</ul>
      )}
      <p class="label">
        {call.forwarded === null ? "What became of it is not known." : FORWARDED_WORDS[call.forwarded]}
        {call.upstream_status !== null && `, answered with ${call.upstream_status}`}
      </p>
      <p class="acts">
        <RouteLink class="quiet" to={{ view: "live", traceId: call.trace_id }}>Open the call</RouteLink>
        {call.approval_id !== null && (
          <RouteLink class="quiet" to={{ view: "approvals", approvalId: call.approval_id }}>
            Open the approval
          </RouteLink>
        )}
      </p>
    </div>
  );
}

const KIND_WORDS: Readonly<Record<FlowWire["kind"], string>> = {
  copied_data: "Data",
  destination: "The place it goes to",
  argument: "A value",
  instruction: "What it was told to do",
};

function FlowItem({ flow }: { flow: FlowWire }) {
  const model = useModel(AgentSessions);
  const source = model.sources.value.get(flow.trace_id);
  return (
    <li class={`flow ${flow.kind}`}>
      <span>
        <b>{KIND_WORDS[flow.kind] ?? flow.kind}</b> in <code>{flow.path}</code> came from{" "}
        <RouteLink to={{ view: "live", traceId: flow.trace_id }}>
          {source
            ? `${source.tool_name}.${source.operation} at ${clockTime(Date.parse(source.at))}`
            : "an earlier answer"}
        </RouteLink>
      </span>
      {flow.reasons.length > 0 && (
        <span class="label">{flow.reasons.map((reason) => reason.replaceAll("_", " ")).join(", ")}</span>
      )}
    </li>
  );
}
