import { useState } from "preact/hooks";
import { count } from "../models/words.ts";
import { useConsole } from "./console_context.ts";
import { FilterChips, FilterFields } from "./filter_fields.tsx";
import { Icon } from "./icon.tsx";
import { useKeys } from "./use_keys.ts";

/** Stays at the top of the list: search, what is filtered, pause, and what waits above. */
export function FilterBar({ onNewest }: { onNewest: () => void }) {
  const model = useConsole();
  const { feed } = model;
  const [open, setOpen] = useState(false);
  useKeys("Live", () => [{ keys: "f", does: "More filters", run: () => setOpen((now) => !now) }]);
  const waiting = feed.waiting.value;
  return (
    <div class="filter">
      <div class="filter-line">
        <label class="search">
          <Icon name="search" />
          <span class="unseen">Search calls</span>
          <input
            id="filter-text"
            type="search"
            placeholder="Search host, tool, agent, reason"
            autocomplete="off"
            spellcheck={false}
            value={feed.filter.value.text}
            onInput={(event) => model.filter({ text: event.currentTarget.value })}
          />
        </label>
        <button
          type="button"
          class="quiet more-filters"
          aria-expanded={open}
          title="Keyboard: f"
          onClick={() => setOpen(!open)}
        >
          <Icon name="filter" />
          <span class="wide">Filters</span>
        </button>
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
          <span class="wide">{feed.paused.value ? "Resume" : "Pause"}</span>
        </button>
      </div>
      {open && <FilterFields />}
      <FilterChips />
    </div>
  );
}
