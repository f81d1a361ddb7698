import { useMemo } from "preact/hooks";
import type { RecordedTrace } from "../../../engine/types.ts";
import { NO_FILTER, type TraceFilter } from "../models/trace_filter.ts";
import {
  CLASS_WORDS,
  CLASSES_IN_ORDER,
  count,
  DECISION_WORDS,
  DECISIONS_IN_ORDER,
  momentWords,
} from "../models/words.ts";
import { useConsole } from "./console_context.ts";
import { Icon } from "./icon.tsx";

/** Words that a filter can take, each with how it is shown. */
type Choice = readonly [value: string, label: string];

const CLASS_CHOICES: readonly Choice[] = CLASSES_IN_ORDER.map((name) => [name, CLASS_WORDS[name]]);
const DECISION_CHOICES: readonly Choice[] = DECISIONS_IN_ORDER.map((name) => [name, DECISION_WORDS[name]]);
const MINUTE_MS = 60_000;
/** Minutes back from now. */
const SPANS: readonly Choice[] = [["15", "Last 15 minutes"], ["60", "Last hour"], ["1440", "Last day"], [
  "10080",
  "Last week",
]];

/** One field for each thing that can be asked for; choices come from what was seen lately. */
export function FilterFields() {
  const model = useConsole();
  const { feed, counters } = model;
  const filter = feed.filter.value;
  const rows = feed.rows.value;
  const stats = counters.stats.value;
  const agents = useMemo(() => seen(rows, ({ agentName, agentId }) => [agentId, agentName ?? agentId]), [
    rows,
  ]);
  const sessions = useMemo(() => seen(rows, ({ sessionId }) => [sessionId, sessionId]), [rows]);
  const set = (change: Partial<Record<keyof TraceFilter, string | null>>) =>
    // Each value is one of the choices of its field.
    model.filter(change as Partial<TraceFilter>);
  return (
    <div class="filter-fields">
      <Choose
        label="Decision"
        value={filter.decision}
        from={DECISION_CHOICES}
        on={(decision) => set({ decision })}
      />
      <Choose
        label="Tool"
        value={filter.tool}
        from={named(stats?.byTool, "tool")}
        on={(tool) => set({ tool })}
      />
      <Choose label="Agent" value={filter.agent} from={agents} on={(agent) => set({ agent })} />
      <Choose label="Session" value={filter.session} from={sessions} on={(session) => set({ session })} />
      <Choose
        label="Data"
        value={filter.dataClass}
        from={CLASS_CHOICES}
        on={(dataClass) => set({ dataClass })}
      />
      <Choose
        label="Reason"
        value={filter.reason}
        from={named(stats?.byReason, "reason")}
        on={(reason) => set({ reason })}
      />
      <Choose
        label="Time"
        value={null}
        from={SPANS}
        on={(minutes) =>
          model.filter({
            sinceMs: minutes === null ? null : model.nowMs.peek() - Number(minutes) * MINUTE_MS,
            untilMs: null,
          })}
      />
    </div>
  );
}

interface ChooseProps {
  readonly label: string;
  readonly value: string | null;
  readonly from: readonly Choice[];
  readonly on: (value: string | null) => void;
}

function Choose({ label, value, from, on }: ChooseProps) {
  // A link can ask for what was not seen lately.
  const choices = value === null || from.some(([each]) => each === value)
    ? from
    : [[value, value] as const, ...from];
  return (
    <label class="choose">
      <span class="label">{label}</span>
      <select value={value ?? ""} onChange={(event) => on(event.currentTarget.value || null)}>
        <option value="">any</option>
        {choices.map(([each, words]) => <option key={each} value={each}>{words}</option>)}
      </select>
    </label>
  );
}

function named<Name extends string>(
  rows: readonly Readonly<Record<Name, string>>[] | undefined,
  name: Name,
): readonly Choice[] {
  return (rows ?? []).map((row): Choice => [row[name], row[name]]);
}

const MAX_CHOICES = 100;

function seen(rows: readonly RecordedTrace[], choiceOf: (trace: RecordedTrace) => Choice): readonly Choice[] {
  const choices = new Map<string, string>();
  for (const trace of rows) {
    const [value, label] = choiceOf(trace);
    if (choices.size < MAX_CHOICES) choices.set(value, label);
  }
  return [...choices].sort((a, b) => a[1] < b[1] ? -1 : 1);
}

/** What is asked for now, each with a cross to take it back. */
export function FilterChips() {
  const model = useConsole();
  const { feed } = model;
  const filter = feed.filter.value;
  const chips = chipsOf(filter);
  if (chips.length === 0) return null;
  return (
    <div class="chips" role="group" aria-label="Filters in force">
      {chips.map(({ name, words, without }) => (
        <button
          key={name}
          type="button"
          class="chip"
          onClick={() => model.filter(without)}
        >
          <span class="label">{name}</span>
          <span class="chip-words">{words}</span>
          <Icon name="close" />
          <span class="unseen">remove this filter</span>
        </button>
      ))}
      <span class="label shown">
        {count(feed.rows.value.length)}
        {feed.cursor.value === null ? "" : "+"} shown
      </span>
      {(chips.length > 1 || filter.text !== "") && (
        <button
          type="button"
          class="link"
          onClick={() => model.clearFilter()}
        >
          Show everything
        </button>
      )}
    </div>
  );
}

interface Chip {
  readonly name: string;
  readonly words: string;
  readonly without: Partial<TraceFilter>;
}

function chipsOf(filter: TraceFilter): readonly Chip[] {
  const { decision, tool, agent, session, dataClass, reason, sinceMs, untilMs } = filter;
  const chip = (name: string, words: string | null, ...fields: (keyof TraceFilter)[]): readonly Chip[] =>
    words === null
      ? []
      : [{ name, words, without: Object.fromEntries(fields.map((field) => [field, NO_FILTER[field]])) }];
  return [
    ...chip("Decision", decision && DECISION_WORDS[decision], "decision"),
    ...chip("Tool", tool, "tool"),
    ...chip("Agent", agent, "agent"),
    ...chip("Session", session, "session"),
    ...chip("Data", dataClass && CLASS_WORDS[dataClass], "dataClass"),
    ...chip("Reason", reason, "reason"),
    ...chip("Time", timeWords(sinceMs, untilMs), "sinceMs", "untilMs"),
  ];
}

function timeWords(sinceMs: number | null, untilMs: number | null): string | null {
  if (sinceMs === null) return untilMs === null ? null : `before ${momentWords(untilMs)}`;
  return untilMs === null
    ? `since ${momentWords(sinceMs)}`
    : `${momentWords(sinceMs)} – ${momentWords(untilMs)}`;
}
