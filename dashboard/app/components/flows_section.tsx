import type { RecordedTrace } from "../../../engine/types.ts";
import { flowsIn } from "../models/flows.ts";
import { Section } from "./call_details.tsx";
import { RouteLink } from "./route_link.tsx";

/** Which earlier answers this call carries, or obeys; each leads to the call that read it. */
export function FlowsSection({ trace }: { trace: RecordedTrace }) {
  const flows = flowsIn(trace.signals);
  if (flows.length === 0) return null;
  return (
    <Section title="Came from what was read">
      <ul class="findings flows">
        {flows.map((flow, index) => (
          <li key={index}>
            <span>{flow.what}</span>
            <span>
              <code>{flow.path}</code> from{" "}
              <RouteLink to={{ view: "live", traceId: flow.traceId }}>an earlier answer</RouteLink>
            </span>
            {flow.reasons.length > 0 && (
              <span class="where">
                {flow.reasons.map((reason) => reason.replaceAll("_", " ")).join(", ")}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
