import type { RecordedTrace } from "../../../engine/types.ts";
import { flowsIn } from "../models/flows.ts";
import { routePath } from "../models/router.ts";
import { useConsole } from "./console_context.ts";
import { Section } from "./call_details.tsx";

/** Which earlier answers this call carries, or obeys; each leads to the call that read it. */
export function FlowsSection({ trace }: { trace: RecordedTrace }) {
  const { router } = useConsole();
  const flows = flowsIn(trace.signals);
  if (flows.length === 0) return null;
  return (
    <Section title="Came from what was read">
      <ul class="findings flows">
        {flows.map((flow, index) => {
          const route = { view: "live", traceId: flow.traceId } as const;
          const open = (event: MouseEvent) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            router.go(route);
          };
          return (
            <li key={index}>
              <span>{flow.what}</span>
              <span>
                <code>{flow.path}</code> from <a href={routePath(route)} onClick={open}>an earlier answer</a>
              </span>
              {flow.reasons.length > 0 && (
                <span class="where">
                  {flow.reasons.map((reason) => reason.replaceAll("_", " ")).join(", ")}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
