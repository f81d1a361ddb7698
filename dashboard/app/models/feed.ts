/**
 * The list of decisions. Rows come from two sources, the stream and the pages of `/v1/traces`, and are told apart by trace id
 * alone, so none is shown twice. Memory is bounded: of the stream the newest are kept, of what is shown so many rows.
 */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { TracePage } from "../../../engine/ports.ts";
import type { RecordedTrace } from "../../../engine/types.ts";
import type { Answer, ApiClient } from "./api_client.ts";
import { RowList } from "./row_list.ts";
import { isSameFilter, matcherOf, NO_FILTER, type TraceFilter } from "./trace_filter.ts";

/** Rows kept of the stream, whatever the filter. */
const RECENT_ROWS = 2_000;
/** Rows that can be shown at once: further back a filter leads. */
const MAX_ROWS = 10_000;
const PAGE_ROWS = 100;
/** A gap wider than this, after a lost connection, is not closed row by row: the list starts anew. */
const MAX_GAP_ROWS = 500;
/** Scrolling on fetches more at a time. */
const OLDER_ROWS = 200;

export type FeedState = "loading" | "ready" | "failed";

export class Feed {
  readonly filter: Signal<TraceFilter> = signal(NO_FILTER);
  readonly paused: Signal<boolean> = signal(false);
  /** Reading further down the list holds it still as well. */
  readonly scrolled: Signal<boolean> = signal(false);
  readonly state: Signal<FeedState> = signal("loading");
  readonly problem: Signal<string> = signal("");
  readonly loadingOlder: Signal<boolean> = signal(false);
  /** Position after the oldest row that was fetched; null at the end. */
  readonly cursor: Signal<string | null> = signal(null);
  /** What is shown: newest first, filtered. */
  readonly rows: Signal<readonly RecordedTrace[]> = signal([]);
  /** Rows that arrived while the list is held still. */
  readonly waiting: Signal<number> = signal(0);
  readonly hasFilter: ReadonlySignal<boolean>;
  /** The latest call of all, whatever the filter. */
  readonly newest: Signal<RecordedTrace | null> = signal(null);

  readonly #api: ApiClient;
  #recent = new RowList(RECENT_ROWS);
  /** What matches the filter, held or not. */
  #matching = new RowList(MAX_ROWS);
  /** While held: what is shown. */
  #held: RowList | null = null;
  #matches = matcherOf(NO_FILTER);
  /** Counts filters, so that a slow answer to an old question is dropped. */
  #question = 0;

  constructor(api: ApiClient) {
    this.#api = api;
    this.hasFilter = computed(() => !isSameFilter(this.filter.value, NO_FILTER));
  }

  /** Takes in decisions from the stream. One that is known already changes nothing. */
  add(traces: readonly RecordedTrace[]): void {
    this.#recent.insert(traces);
    const added = this.#matching.insert(traces.filter(this.#matches));
    batch(() => {
      this.newest.value = this.#recent.rows[0] ?? null;
      if (this.#held) this.waiting.value += added;
      this.#draw();
    });
  }

  /** Fetches the newest rows under the present filter, page by page until they meet rows that are known: this closes the gap after a lost connection. */
  async refresh(): Promise<void> {
    const question = this.#question;
    const before = this.#matching;
    const known = new Set(before.rows.map((row) => row.traceId));
    const fetched: RecordedTrace[] = [];
    let cursor: string | null = null;
    for (;;) {
      const answer: Answer<TracePage> = await this.#fetchPage(PAGE_ROWS, cursor);
      if (question !== this.#question) return;
      if (!answer.ok) return this.#fail(answer.message);
      const { traces, nextCursor } = answer.value;
      fetched.push(...traces);
      this.#take(traces, known.size === 0 || this.cursor.peek() === null ? nextCursor : undefined);
      cursor = nextCursor;
      const met = known.size === 0 || traces.some((trace) => known.has(trace.traceId));
      if (met || cursor === null) return;
      if (fetched.length >= MAX_GAP_ROWS) return this.#restart(fetched, cursor);
    }
  }

  /** Fetches the next older page under the present filter. */
  async loadOlder(): Promise<void> {
    const cursor = this.cursor.value;
    if (cursor === null || this.loadingOlder.value) return;
    const question = this.#question;
    this.loadingOlder.value = true;
    const answer = await this.#fetchPage(OLDER_ROWS, cursor);
    batch(() => {
      this.loadingOlder.value = false;
      if (question !== this.#question || !answer.ok) return;
      this.#take(answer.value.traces, this.rows.peek().length >= MAX_ROWS ? null : answer.value.nextCursor);
    });
  }

  /** Changes what is shown, at once from memory; matching rows that are not in memory come with the next `refresh()`. */
  setFilter(change: Partial<TraceFilter>): void {
    this.#question += 1;
    const filter = { ...this.filter.peek(), ...change };
    this.#matches = matcherOf(filter);
    this.#matching = new RowList(MAX_ROWS, this.#recent.rows.filter(this.#matches));
    batch(() => {
      this.filter.value = filter;
      this.cursor.value = null;
      this.loadingOlder.value = false;
      if (this.#held) this.#release();
      this.#hold();
      this.#draw();
    });
  }

  setPaused(paused: boolean): void {
    batch(() => {
      this.paused.value = paused;
      this.#hold();
      this.#draw();
    });
  }

  setScrolled(scrolled: boolean): void {
    if (this.scrolled.value === scrolled) return;
    batch(() => {
      this.scrolled.value = scrolled;
      this.#hold();
      this.#draw();
    });
  }

  #hold(): void {
    const held = this.paused.value || this.scrolled.value;
    if (!held) this.#release();
    else this.#held ??= new RowList(MAX_ROWS, this.#matching.rows);
  }

  #release(): void {
    this.#held = null;
    this.waiting.value = 0;
  }

  #draw(): void {
    this.rows.value = (this.#held ?? this.#matching).rows;
  }

  /** Rows that were asked for. Older than what is shown, they are shown even while the list is held still. */
  #take(traces: readonly RecordedTrace[], cursor: string | null | undefined): void {
    if (!this.hasFilter.peek()) this.#recent.insert(traces);
    const added = this.#matching.insert(traces);
    const newestHeld = this.#held?.rows[0];
    const older = traces.filter((trace) => !newestHeld || trace.at <= newestHeld.at);
    const shown = this.#held?.insert(older) ?? 0;
    batch(() => {
      if (this.#held) this.waiting.value += Math.max(0, added - shown);
      if (cursor !== undefined) this.cursor.value = cursor;
      this.newest.value = this.#recent.rows[0] ?? null;
      this.problem.value = "";
      this.state.value = "ready";
      this.#draw();
    });
  }

  /** A list with a hole in it would lie: what is on the other side of the hole is let go, and can be fetched again. */
  #restart(rows: readonly RecordedTrace[], cursor: string): void {
    this.#matching = new RowList(MAX_ROWS, rows);
    if (!this.hasFilter.peek()) this.#recent = new RowList(RECENT_ROWS, rows);
    batch(() => {
      this.cursor.value = cursor;
      if (!this.#held) this.#draw();
    });
  }

  #fail(message: string): void {
    batch(() => {
      this.problem.value = message;
      if (this.state.value === "loading") this.state.value = "failed";
    });
  }

  #fetchPage(limit: number, cursor: string | null): Promise<Answer<TracePage>> {
    return this.#api.traces(this.filter.peek(), { limit, ...(cursor === null ? {} : { cursor }) });
  }
}
