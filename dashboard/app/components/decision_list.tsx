import type { RefObject } from "preact";
import { useMemo } from "preact/hooks";
import { type ListedRow, withDays } from "../models/listed_rows.ts";
import { dayName } from "../models/words.ts";
import { useConsole } from "./console_context.ts";
import { DecisionRow } from "./decision_row.tsx";
import { Notice } from "./notice.tsx";
import { Failed } from "./states.tsx";
import { VirtualList } from "./virtual_list.tsx";

/** Newest first, with a line where the day changes. */
export function DecisionList({ scroller }: { scroller: RefObject<HTMLElement | null> }) {
  const { feed, nowMs, detail } = useConsole();
  const rows = feed.rows.value;
  const open = detail.traceId.value;
  // The day of the person at the screen; it is enough to look when rows come.
  const listed = useMemo(() => withDays(rows, nowMs.peek()), [rows]);
  if (rows.length === 0) return <EmptyList />;
  return (
    <>
      <VirtualList
        items={listed}
        keyOf={keyOf}
        label="Decisions, newest first"
        scroller={scroller}
        activeKey={open}
        hasMore={feed.cursor.value !== null}
        onNearEnd={() => void feed.loadOlder()}
        draw={(row) =>
          "dayMs" in row
            ? <h2 class="day">{dayName(row.dayMs, nowMs.peek())}</h2>
            : <DecisionRow trace={row} open={open === row.traceId} />}
      />
      <ListEnd />
    </>
  );
}

function keyOf(row: ListedRow): string {
  return "dayMs" in row ? `day ${row.dayMs}` : row.traceId;
}

function ListEnd() {
  const { feed } = useConsole();
  if (feed.cursor.value === null) {
    return <p class="end">{feed.rows.value.length > 20 ? "That is all." : ""}</p>;
  }
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
    return <div class="rows ghost" aria-busy="true" role="status" aria-label="Loading decisions" />;
  }
  if (feed.state.value === "failed") {
    return (
      <Failed
        title="The decisions could not be loaded"
        problem={feed.problem.value}
        onRetry={() => void feed.refresh()}
      />
    );
  }
  if (feed.cursor.value !== null) {
    return (
      <Notice title="Nothing matches so far">
        <p>No call among those that were looked through fits this filter. There are older ones.</p>
        <button
          type="button"
          class="quiet"
          disabled={feed.loadingOlder.value}
          onClick={() => void feed.loadOlder()}
        >
          {feed.loadingOlder.value ? "Looking" : "Look further back"}
        </button>
      </Notice>
    );
  }
  if (feed.hasFilter.value) {
    return (
      <Notice title="Nothing matches">
        <p>No stored decision fits this filter.</p>
        <button type="button" class="quiet" onClick={() => model.clearFilter()}>Show everything</button>
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
