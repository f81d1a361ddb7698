import { useEffect, useRef } from "preact/hooks";
import type { InjectionReport, RecordedTrace, ResponseReport } from "../../../engine/types.ts";
import { byteCount, clockTime, duration, FORWARDED_WORDS } from "../models/words.ts";
import {
  CallLine,
  Facts,
  Findings,
  Message,
  RequestBody,
  RequestHeaders,
  RiskSection,
  Section,
} from "./call_details.tsx";
import { useConsole } from "./console_context.ts";
import { callTitle } from "./decision_row.tsx";
import { DecisionMark } from "./decision_mark.tsx";
import { FlowsSection } from "./flows_section.tsx";
import { Icon } from "./icon.tsx";
import { Notice } from "./notice.tsx";

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
  const { router, detail } = useConsole();
  const { approvalId } = trace;
  const complete = detail.complete.value;
  return (
    <>
      <h2 class="panel-title">{callTitle(trace)}</h2>
      <CallLine trace={trace} />
      <Message text={trace.message} />
      <p class="problem" role="alert">{detail.problem.value}</p>
      {approvalId !== null && trace.decision === "REQUIRE_APPROVAL" && (
        <p>
          <button type="button" class="quiet" onClick={() => router.go({ view: "approvals", approvalId })}>
            Open its approval
          </button>
        </p>
      )}
      <Findings findings={trace.findings} />
      <RiskSection trace={trace} />
      <FlowsSection trace={trace} />
      {complete && <RequestBody trace={trace} />}
      {complete && <RequestHeaders trace={trace} />}
      <OutcomeSection trace={trace} />
      <Section title="Context">
        <Facts
          rows={[
            [
              "Time",
              `${clockTime(trace.at)}, ${
                new Date(trace.at).toLocaleDateString("en-GB", { dateStyle: "medium" })
              }`,
            ],
            ["Agent", trace.agentName === null ? trace.agentId : `${trace.agentName} (${trace.agentId})`],
            ["Session", trace.sessionId],
            ["Runtime", trace.runtime],
            ["Environment", trace.env],
            ["Came by", trace.door],
            ["Mode", trace.mode === "monitor" ? "monitor: recorded, not enforced" : null],
            ["Scan", duration(trace.scanMs)],
            ["Decided in", duration(trace.evaluateMs)],
            ["Trace", trace.traceId],
          ]}
        />
      </Section>
    </>
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
  if (!outcome && !response) return null;
  return (
    <Section title="Outcome">
      <Facts
        rows={[
          ["Sent", outcome && FORWARDED_WORDS[outcome.forwarded]],
          ["Upstream status", outcome?.upstreamStatus == null ? null : String(outcome.upstreamStatus)],
          ["Error", outcome?.error ?? null],
          ["Took", outcome && `${duration(outcome.totalMs)} in all`],
          ["Answer", outcome && outcome.upstreamStatus !== null ? byteCount(outcome.responseBytes) : null],
          ["Read", response && readClasses(response)],
          ["Orders to the agent", response?.injection ? ordersIn(response.injection) : null],
          ["Flagged", response && response.reasonCodes.length > 0 ? response.reasonCodes.join(", ") : null],
        ]}
      />
    </Section>
  );
}
