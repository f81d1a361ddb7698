import { useEffect, useRef } from "preact/hooks";
import { useConsole } from "./console_context.ts";
import { DecisionList } from "./decision_list.tsx";
import { FilterBar } from "./filter_bar.tsx";
import { Overview } from "./overview.tsx";
import { TracePanel } from "./trace_panel.tsx";
import { useKeys } from "./use_keys.ts";

/** Pixels scrolled before the list counts as "being read" and stops moving. */
const READING_PX = 24;

export function LiveView() {
  const model = useConsole();
  const pane = useRef<HTMLDivElement>(null);
  const open = model.detail.traceId.value !== null;
  useEffect(() => () => model.feed.setScrolled(false), [model]);
  useKeys("Live", () => [
    { keys: "j", does: "Older call", repeats: true, run: () => model.step(1) },
    { keys: "k", does: "Newer call", repeats: true, run: () => model.step(-1) },
    { keys: "Escape", does: "Close the details", whileTyping: true, run: close },
    { keys: "/", does: "Search", run: () => document.getElementById("filter-text")?.focus() },
    { keys: "p", does: "Pause, resume", run: () => model.feed.setPaused(!model.feed.paused.peek()) },
  ]);
  function close(): void | false {
    if (model.detail.traceId.peek() === null) return false;
    const row = document.querySelector<HTMLElement>(".row[aria-expanded=true]");
    model.openTrace(null);
    row?.focus();
  }
  function showNewest() {
    pane.current?.scrollTo({ top: 0 });
    model.feed.setPaused(false);
    model.feed.setScrolled(false);
  }
  return (
    <div class={open ? "split open" : "split"}>
      <div
        class="pane"
        ref={pane}
        onScroll={(event) => model.feed.setScrolled(event.currentTarget.scrollTop > READING_PX)}
      >
        <h1 class="unseen">Live</h1>
        <Overview />
        <FilterBar onNewest={showNewest} />
        <DecisionList scroller={pane} />
      </div>
      {open && <TracePanel />}
    </div>
  );
}
