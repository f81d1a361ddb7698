import type { RecordedTrace } from "../../../engine/types.ts";
import { dayName } from "../models/words.ts";
import { useConsole } from "./console_context.ts";
import { DecisionRow } from "./decision_row.tsx";
import { Notice } from "./notice.tsx";

/** Newest first, with a line where the day changes. */
export function DecisionList() {
  const { feed, nowMs, detail } = useConsole();
  const rows = feed.rows.value;
  const today = dayName(nowMs.peek(), nowMs.peek());
  if (rows.length === 0) return <EmptyList />;
  return (
    <>
      <ol class="rows" aria-label="Decisions, newest first">
        {rows.map((trace, index) => {
          const day = dayName(trace.at, nowMs.peek());
          const before = index === 0 ? today : dayName(rows[index - 1]?.at ?? 0, nowMs.peek());
          return (
            <li key={trace.traceId}>
              {day !== before && <h3 class="day">{day}</h3>}
              <DecisionRow trace={trace} open={detail.traceId.value === trace.traceId} />
            </li>
          );
        })}
      </ol>
      <ListEnd rows={rows} />
    </>
  );
}

function ListEnd({ rows }: { rows: readonly RecordedTrace[] }) {
  const { feed } = useConsole();
  if (feed.cursor.value === null) return <p class="end">{rows.length > 20 ? "That is all." : ""}</p>;
  return (
    <p class="end">
      <button
        type="button"
        class="quiet"
        disabled={feed.loadingOlder.value}
        onClick={() => void feed.loadOlder()}
      >
        {feed.loadingOlder.value ? "Loading" : "Show older decisions"}
      </button>
    </p>
  );
}

function EmptyList() {
  const model = useConsole();
  const { feed } = model;
  if (feed.state.value === "loading") {
    return <div class="rows ghost" aria-busy="true" aria-label="Loading decisions" />;
  }
  if (feed.state.value === "failed") {
    return (
      <Notice title="The decisions could not be loaded">
        <p>{feed.problem.value}</p>
        <button type="button" class="quiet" onClick={() => void feed.refresh()}>Try again</button>
      </Notice>
    );
  }
  if (feed.hasFilter.value) {
    return (
      <Notice title="Nothing matches">
        <p>No stored decision fits this filter.</p>
        <button type="button" class="quiet" onClick={() => model.filter({ decision: null, text: "" })}>
          Show everything
        </button>
      </Notice>
    );
  }
  return (
    <Notice title="No calls yet">
      <p>Send a tool call through the gateway and it appears here at once. To try:</p>
      <pre class="code">{`curl ${globalThis.location.origin}/proxy/https://api.github.com/zen`}</pre>
    </Notice>
  );
}
