import { count, DECISION_WORDS } from "../models/words.ts";
import { useConsole } from "./console_context.ts";
import { Icon } from "./icon.tsx";

/** Stays at the top of the list: search, what is filtered, pause, and what waits above. */
export function FilterBar({ onNewest }: { onNewest: () => void }) {
  const model = useConsole();
  const { feed } = model;
  const decision = feed.decision.value;
  const waiting = feed.waiting.value;
  return (
    <div class="filter">
      <label class="search">
        <Icon name="search" />
        <span class="unseen">Filter decisions</span>
        <input
          id="filter-text"
          type="search"
          placeholder="Filter by host, tool, agent, reason"
          autocomplete="off"
          spellcheck={false}
          value={feed.text.value}
          onInput={(event) => model.filter({ text: event.currentTarget.value })}
        />
      </label>
      {decision && (
        <button type="button" class="chip" onClick={() => model.filter({ decision: null })}>
          {DECISION_WORDS[decision]} only
          <Icon name="close" />
          <span class="unseen">remove this filter</span>
        </button>
      )}
      <span class="spring" />
      {waiting > 0 && (
        <button type="button" class="newer" onClick={onNewest}>
          <Icon name="up" />
          {count(waiting)} new
        </button>
      )}
      <button
        type="button"
        class="quiet pause"
        aria-pressed={feed.paused.value}
        title="Keyboard: p"
        onClick={() => feed.setPaused(!feed.paused.value)}
      >
        <Icon name={feed.paused.value ? "play" : "pause"} />
        {feed.paused.value ? "Resume" : "Pause"}
      </button>
    </div>
  );
}
