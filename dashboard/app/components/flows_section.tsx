import type { RecordedTrace } from "../../../engine/types.ts";
import { flowsIn } from "../models/flows.ts";
import { Section } from "./call_details.tsx";
import { RouteLink } from "./route_link.tsx";

const MAX_SHOWN = 5;

/** Which earlier answers this call carries, or obeys; each leads to the call that read it. */
export function FlowsSection({ trace }: { trace: RecordedTrace }) {
  const flows = flowsIn(trace.signals);
  if (flows.length === 0) return null;
  return (
    <Section title="Came from what was read">
      <ul class="findings flows">
        {flows.slice(0, MAX_SHOWN).map((flow, index) => (
          <li key={index}>
            <span>{flow.what}</span>
            <span>
              <code>{flow.path}</code> from <Answers traceIds={flow.traceIds} />
            </span>
            {flow.reasons.length > 0 && (
              <span class="where">
                {flow.reasons.map((reason) => reason.replaceAll("_", " ")).join(", ")}
              </span>
            )}
          </li>
        ))}
      </ul>
      {flows.length > MAX_SHOWN && <p class="body-kind">and {flows.length - MAX_SHOWN} lighter ones</p>}
    </Section>
  );
}

/** The first by words, some more by number. */
function Answers({ traceIds }: { traceIds: readonly string[] }) {
  const [first, ...others] = traceIds;
  if (first === undefined) return null;
  return (
    <>
      <RouteLink to={{ view: "live", traceId: first }}>an earlier answer</RouteLink>
      {others.slice(0, MAX_SHOWN).map((traceId, index) => (
        <span key={traceId}>
          {", "}
          <RouteLink to={{ view: "live", traceId }}>{`another (${index + 2})`}</RouteLink>
        </span>
      ))}
      {others.length > MAX_SHOWN && ` and ${others.length - MAX_SHOWN} more`}
    </>
  );
}
