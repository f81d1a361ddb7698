import { useMemo } from "preact/hooks";
import type { RecordedTrace } from "../../../engine/types.ts";
import type { Console } from "../models/console.ts";
import { splitUrl } from "../models/words.ts";
import { useConsole } from "./console_context.ts";
import { DecisionMark } from "./decision_mark.tsx";
import { Moment } from "./moment.tsx";
import { RiskMeter } from "./risk_meter.tsx";

export interface DecisionRowProps {
  readonly trace: RecordedTrace;
  readonly open: boolean;
}

/** One call on one line; on two where there is little room. A row whose call has not changed is not drawn again. */
export function DecisionRow({ trace, open }: DecisionRowProps) {
  const model = useConsole();
  return useMemo(() => drawRow({ trace, open }, model), [trace, open, model]);
}

function drawRow({ trace, open }: DecisionRowProps, model: Pick<Console, "openTrace">) {
  const { host, path } = splitUrl(trace.url);
  return (
    <button
      type="button"
      class="row"
      aria-expanded={open}
      onClick={() => model.openTrace(open ? null : trace.traceId)}
    >
      <Moment atMs={trace.at} />
      <DecisionMark decision={trace.decision} />
      <span class="call">
        <span class="method">{trace.method}</span>
        <span class="url">
          <b>{host}</b>
          {path}
        </span>
      </span>
      <span class={trace.action.tool === "custom_proxy" ? "act unknown" : "act"}>{toolName(trace)}</span>
      <span class="agent">{trace.agentName ?? trace.agentId}</span>
      <Reasons codes={trace.reasonCodes} />
      <RiskMeter score={trace.riskScore} band={trace.riskBand} />
    </button>
  );
}

function Reasons({ codes }: { codes: readonly string[] }) {
  const [first, ...others] = codes;
  return (
    <span class="reasons" title={codes.join(", ")}>
      {first !== undefined && <code>{first}</code>}
      {others.length > 0 && <span class="more">+{others.length}</span>}
    </span>
  );
}

/** What is called, as a title: the tool where it is known, else the host. */
export function callTitle(trace: RecordedTrace): string {
  return trace.action.tool === "custom_proxy" ? splitUrl(trace.url).host : toolName(trace);
}

function toolName(trace: RecordedTrace): string {
  const { tool, operation } = trace.action;
  if (tool === "custom_proxy") return "other HTTP";
  return operation === "" ? tool : `${tool}.${operation}`;
}
