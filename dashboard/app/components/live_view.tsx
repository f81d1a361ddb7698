import { useEffect, useRef } from "preact/hooks";
import { useConsole } from "./console_context.ts";
import { DecisionList } from "./decision_list.tsx";
import { FilterBar } from "./filter_bar.tsx";
import { isTyping } from "./keyboard.ts";
import { Overview } from "./overview.tsx";
import { TracePanel } from "./trace_panel.tsx";

/** Pixels scrolled before the list counts as "being read" and stops moving. */
const READING_PX = 24;

export function LiveView() {
  const model = useConsole();
  const pane = useRef<HTMLDivElement>(null);
  const open = model.detail.traceId.value !== null;
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key === "Escape" && model.detail.traceId.peek() !== null) return close();
      if (isTyping(event)) return;
      if (event.key === "j" || event.key === "k") model.step(event.key === "j" ? 1 : -1);
      else if (event.key === "p") model.feed.setPaused(!model.feed.paused.peek());
      else if (event.key === "/") document.getElementById("filter-text")?.focus();
      else return;
      event.preventDefault();
    }
    function close() {
      const row = document.querySelector<HTMLElement>(".row[aria-expanded=true]");
      model.router.go({ view: "live", traceId: null });
      row?.focus();
    }
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      model.feed.setScrolled(false);
    };
  }, [model]);
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
        <Overview />
        <FilterBar onNewest={showNewest} />
        <DecisionList />
      </div>
      {open && <TracePanel />}
    </div>
  );
}
