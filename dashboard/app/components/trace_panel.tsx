import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { InjectionReport, RecordedTrace, ResponseReport } from "../../../engine/types.ts";
import type { TraceFilter } from "../models/trace_filter.ts";
import { byteCount, duration, exactTime, FORWARDED_WORDS } from "../models/words.ts";
import { CallActions } from "./call_actions.tsx";
import { CallLine, Facts, Findings, Message, Section } from "./call_details.tsx";
import { useConsole } from "./console_context.ts";
import { callTitle } from "./decision_row.tsx";
import { DecisionMark } from "./decision_mark.tsx";
import { FlowsSection } from "./flows_section.tsx";
import { Icon } from "./icon.tsx";
import { Moment } from "./moment.tsx";
import { Notice } from "./notice.tsx";
import { RequestSection } from "./request_section.tsx";
import { RouteLink } from "./route_link.tsx";
import { RulesSection } from "./rules_section.tsx";
import { ScoreSection } from "./score_section.tsx";

/** Everything known about one call, beside the list. */
export function TracePanel() {
  const model = useConsole();
  const { trace, problem } = model.detail;
  const close = () => model.openTrace(null);
  const panel = useRef<HTMLElement>(null);
  const traceId = model.detail.traceId.value;
  useEffect(() => panel.current?.scrollTo({ top: 0 }), [traceId]);
  return (
    <aside class="panel" aria-label="Details of the call" ref={panel}>
      <div class="panel-bar">
        {trace.value ? <DecisionMark decision={trace.value.decision} /> : <span />}
        <span class="spring" />
        <button type="button" class="quiet square" title="Newer (k)" onClick={() => model.step(-1)}>
          <Icon name="up" />
          <span class="unseen">Newer call</span>
        </button>
        <button type="button" class="quiet square" title="Older (j)" onClick={() => model.step(1)}>
          <Icon name="down" />
          <span class="unseen">Older call</span>
        </button>
        <button type="button" class="quiet" title="Close (Escape)" onClick={close}>
          <Icon name="close" />
          Close
        </button>
      </div>
      {trace.value && <TraceBody trace={trace.value} />}
      {!trace.value && problem.value !== "" && <Notice title="Nothing to show">{problem.value}</Notice>}
    </aside>
  );
}

function TraceBody({ trace }: { trace: RecordedTrace }) {
  const { detail } = useConsole();
  const complete = detail.complete.value;
  return (
    <>
      <h2 class="panel-title">{callTitle(trace)}</h2>
      <CallLine trace={trace} />
      <p class="call-when">
        <Moment atMs={trace.at} /> · {trace.agentName ?? trace.agentId}
        {trace.mode === "monitor" && " · recorded, not enforced"}
      </p>
      {complete && <CallActions trace={trace} />}
      <Message text={trace.message} />
      <p class="problem" role="alert">{detail.problem.value}</p>
      <Findings findings={trace.findings} />
      {complete && <RequestSection key={trace.traceId} trace={trace} />}
      <ScoreSection trace={trace} />
      <RulesSection trace={trace} />
      <FlowsSection trace={trace} />
      <OutcomeSection trace={trace} />
      <ContextSection trace={trace} />
    </>
  );
}

function ContextSection({ trace }: { trace: RecordedTrace }) {
  const { action } = trace;
  return (
    <Section title="Context">
      <dl class="facts">
        <Filtering name="Agent" value={trace.agentId} filter={{ agent: trace.agentId }}>
          {trace.agentName === null || trace.agentName === trace.agentId
            ? trace.agentId
            : `${trace.agentName} (${trace.agentId})`}
        </Filtering>
        <Filtering name="Session" value={trace.sessionId} filter={{ session: trace.sessionId }}>
          <RouteLink to={{ view: "sessions", sessionId: trace.sessionId }}>{trace.sessionId}</RouteLink>
        </Filtering>
        <Filtering name="Tool" value={action.tool} filter={{ tool: action.tool }}>
          {action.operation === "" ? action.tool : `${action.tool}.${action.operation}`}
        </Filtering>
      </dl>
      <Facts
        rows={[
          ["Effect", `${action.verb.toLowerCase()}, ${action.category}`],
          ...Object.entries(action.facts),
          ["Runtime", trace.runtime],
          ["Environment", trace.env],
          ["Came by", trace.door],
          ["Mode", trace.mode === "monitor" ? "monitor: recorded, not enforced" : null],
          ["Time", exactTime(trace.at)],
          ["Scanned in", duration(trace.scanMs)],
          ["Decided in", duration(trace.evaluateMs)],
          ["Trace", trace.traceId],
        ]}
      />
    </Section>
  );
}

interface FilteringProps {
  readonly name: string;
  readonly value: string;
  readonly filter: Partial<TraceFilter>;
  readonly children: ComponentChildren;
}

/** A fact by which the list can be filtered. */
function Filtering({ name, value, filter, children }: FilteringProps) {
  const model = useConsole();
  const words = `Show only calls of ${name.toLowerCase()} ${value}`;
  return (
    <div class="filtering">
      <dt>{name}</dt>
      <dd>
        {children}
        <button type="button" class="bare" title={words} onClick={() => model.filter(filter)}>
          <Icon name="filter" />
          <span class="unseen">{words}</span>
        </button>
      </dd>
    </div>
  );
}

/** `PII (3), SECRETS`, counts where they are known; null when nothing was found. */
function readClasses({ dataClasses, classCounts }: ResponseReport): string | null {
  const named = dataClasses.map((name) => classCounts?.[name] ? `${name} (${classCounts[name]})` : name);
  return named.length > 0 ? named.join(", ") : null;
}

/** How sure it is that the answer orders something, and where. */
function ordersIn({ score, spans }: InjectionReport): string {
  const places = [...new Set(spans.map(({ path }) => path))].slice(0, 5);
  const where = places.length > 0 ? ` in ${places.join(", ")}` : "";
  return `${Math.round(score * 100)} %${where}`;
}

function OutcomeSection({ trace }: { trace: RecordedTrace }) {
  const { outcome, response } = trace;
  const isRead = response !== null &&
    (response.dataClasses.length > 0 || response.reasonCodes.length > 0 || response.injection !== undefined);
  return (
    <Section title="Outcome">
      <Facts
        rows={[
          ["Sent", outcome ? FORWARDED_WORDS[outcome.forwarded] : notKnown(trace)],
          ["Upstream status", outcome?.upstreamStatus == null ? null : String(outcome.upstreamStatus)],
          ["Error", outcome?.error ?? null],
          ["Took", outcome && `${duration(outcome.totalMs)} in all`],
          ["Answer", outcome && outcome.upstreamStatus !== null ? byteCount(outcome.responseBytes) : null],
          ["Answer read", response && !isRead ? "nothing of note in it" : null],
          ["Found in it", response && readClasses(response)],
          ["Orders to the agent", response?.injection ? ordersIn(response.injection) : null],
          ["Flagged", response && response.reasonCodes.length > 0 ? response.reasonCodes.join(", ") : null],
        ]}
      />
    </Section>
  );
}

/** What a door other than the proxy cannot tell. */
function notKnown({ door, decision }: RecordedTrace): string {
  if (decision === "DENY") return "Not sent, as far as this gateway knows";
  return door === "proxy" ? "Not known yet" : "Up to the caller: this gateway gave its verdict only";
}
