/**
 * The list of decisions. Rows come from two sources, the stream and the pages of `/v1/traces`, and are told apart by trace id
 * alone, so none is shown twice. Memory is bounded: of what streamed in, the newest are kept; of what was asked for, so many pages.
 */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Decision, RecordedTrace } from "../../../engine/types.ts";
import type { TracePage } from "../../../engine/ports.ts";
import type { Answer, ApiClient, TraceFilter } from "./api_client.ts";

/** Rows kept of the stream, whatever the filter. */
const RECENT_ROWS = 500;
/** Rows kept of the pages fetched for the present filter. */
const PAGED_ROWS = 2000;
const PAGE_ROWS = 100;

type Rows = ReadonlyMap<string, RecordedTrace>;

export type FeedState = "loading" | "ready" | "failed";

export class Feed {
  readonly decision: Signal<Decision | null> = signal(null);
  readonly text: Signal<string> = signal("");
  readonly paused: Signal<boolean> = signal(false);
  /** Reading further down the list holds it still as well. */
  readonly scrolled: Signal<boolean> = signal(false);
  readonly state: Signal<FeedState> = signal("loading");
  readonly problem: Signal<string> = signal("");
  readonly loadingOlder: Signal<boolean> = signal(false);
  /** Position after the oldest row that was fetched; null at the end. */
  readonly cursor: Signal<string | null> = signal(null);
  /** What is shown: newest first, filtered. */
  readonly rows: ReadonlySignal<readonly RecordedTrace[]>;
  /** Rows that arrived while the list is held still. */
  readonly waiting: ReadonlySignal<number>;
  readonly hasFilter: ReadonlySignal<boolean>;
  /** The latest call of all, whatever the filter. */
  readonly newest: ReadonlySignal<RecordedTrace | null>;

  readonly #api: ApiClient;
  readonly #recent: Signal<Rows> = signal(new Map());
  readonly #paged: Signal<Rows> = signal(new Map());
  /** While held: the rows that are shown. */
  readonly #held: Signal<Rows | null> = signal(null);
  /** Counts filters, so that a slow answer to an old question is dropped. */
  #question = 0;

  constructor(api: ApiClient) {
    this.#api = api;
    this.rows = computed(() => this.#matching(this.#held.value ?? this.#known()));
    this.waiting = computed(() => {
      const held = this.#held.value;
      return held ? this.#matching(this.#known()).filter((trace) => !held.has(trace.traceId)).length : 0;
    });
    this.newest = computed(() => [...this.#recent.value.values()].sort(newestFirst)[0] ?? null);
    this.hasFilter = computed(() => this.decision.value !== null || this.text.value.trim() !== "");
  }

  /** Takes in decisions from the stream. One that is known already changes nothing. */
  add(traces: readonly RecordedTrace[]): void {
    this.#recent.value = newestRows(this.#recent.value, traces, RECENT_ROWS);
  }

  /** Fetches the newest rows under the present filter, page by page until they meet rows that are known: this closes the gap after a lost connection. */
  async refresh(): Promise<void> {
    const question = this.#question;
    const before = this.#known();
    let cursor: string | null = null;
    for (let fetched = 0; fetched < RECENT_ROWS; fetched += PAGE_ROWS) {
      const answer: Answer<TracePage> = await this.#fetchPage(cursor);
      if (question !== this.#question) return;
      if (!answer.ok) {
        this.problem.value = answer.message;
        if (this.state.value === "loading") this.state.value = "failed";
        return;
      }
      const { traces, nextCursor } = answer.value;
      batch(() => {
        if (this.hasFilter.value) this.#addPage(traces);
        else this.add(traces);
        if (before.size === 0 || this.cursor.value === null) this.cursor.value = nextCursor;
        this.problem.value = "";
        this.state.value = "ready";
      });
      cursor = nextCursor;
      const gapClosed = before.size === 0 || this.hasFilter.value ||
        traces.some((trace) => before.has(trace.traceId));
      if (gapClosed || cursor === null) return;
    }
  }

  /** Fetches the next older page under the present filter. */
  async loadOlder(): Promise<void> {
    const cursor = this.cursor.value;
    if (cursor === null || this.loadingOlder.value) return;
    const question = this.#question;
    this.loadingOlder.value = true;
    const answer = await this.#fetchPage(cursor);
    batch(() => {
      this.loadingOlder.value = false;
      if (question !== this.#question || !answer.ok) return;
      this.#addPage(answer.value.traces);
      this.cursor.value = this.#paged.value.size >= PAGED_ROWS ? null : answer.value.nextCursor;
    });
  }

  /** Changes what is shown, at once from memory; matching rows that are not in memory come with the next `refresh()`. */
  setFilter(change: Partial<TraceFilter>): void {
    this.#question += 1;
    batch(() => {
      if (change.decision !== undefined) this.decision.value = change.decision;
      if (change.text !== undefined) this.text.value = change.text;
      this.cursor.value = null;
      this.loadingOlder.value = false;
      this.#paged.value = new Map();
      if (this.#held.value) this.#held.value = this.#known();
    });
  }

  setPaused(paused: boolean): void {
    this.paused.value = paused;
    this.#hold();
  }

  setScrolled(scrolled: boolean): void {
    if (this.scrolled.value === scrolled) return;
    this.scrolled.value = scrolled;
    this.#hold();
  }

  #hold(): void {
    const held = this.paused.value || this.scrolled.value;
    if (!held) this.#held.value = null;
    else if (!this.#held.value) this.#held.value = this.#known();
  }

  #known(): Rows {
    return new Map([...this.#recent.value, ...this.#paged.value]);
  }

  #matching(rows: Rows): readonly RecordedTrace[] {
    const filter = this.#filter();
    return [...rows.values()].filter((trace) => matches(trace, filter)).sort(newestFirst);
  }

  #fetchPage(cursor: string | null): Promise<Answer<TracePage>> {
    return this.#api.traces(this.#filter(), { limit: PAGE_ROWS, ...(cursor === null ? {} : { cursor }) });
  }

  #filter(): TraceFilter {
    return { decision: this.decision.value, text: this.text.value.trim() };
  }

  /** Rows that were asked for are shown even while the list is held still. */
  #addPage(traces: readonly RecordedTrace[]): void {
    batch(() => {
      this.#paged.value = newestRows(this.#paged.value, traces, PAGED_ROWS);
      const held = this.#held.value;
      if (held) this.#held.value = newestRows(held, traces, RECENT_ROWS + PAGED_ROWS);
    });
  }
}

function newestRows(rows: Rows, more: readonly RecordedTrace[], limit: number): Rows {
  const merged = new Map(rows);
  for (const trace of more) if (!merged.has(trace.traceId)) merged.set(trace.traceId, trace);
  if (merged.size <= limit) return merged;
  for (const trace of [...merged.values()].sort(newestFirst).slice(limit)) merged.delete(trace.traceId);
  return merged;
}

function newestFirst(a: RecordedTrace, b: RecordedTrace): number {
  return b.at - a.at || (a.traceId < b.traceId ? 1 : -1);
}

/** The same test as the server's `decision` and `q`, so that rows of the stream and rows of a page agree. */
export function matches(trace: RecordedTrace, filter: TraceFilter): boolean {
  if (filter.decision && trace.decision !== filter.decision) return false;
  if (filter.text === "") return true;
  const { action } = trace;
  const haystack = [
    trace.url,
    action.tool,
    action.operation,
    trace.agentId,
    trace.agentName,
    ...trace.reasonCodes,
  ];
  return haystack.join("\n").toLowerCase().includes(filter.text.toLowerCase());
}
