/** The whole page without its drawing: builds the models, connects them to the stream, and keeps them fresh. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type Answer, ApiClient } from "./api_client.ts";
import { Approvals } from "./approvals.ts";
import { Counters, DEFAULT_WINDOW, type StatsWindow, WINDOWS } from "./counters.ts";
import { EventStream, type StreamState, type Timers } from "./event_stream.ts";
import { Feed } from "./feed.ts";
import { Keyboard } from "./keyboard.ts";
import { Notices } from "./notices.ts";
import { proofIn, type ProofStorage, ProvingFetch } from "./proof.ts";
import { type AddressBar, Router } from "./router.ts";
import type { StreamEvent } from "./sse_parser.ts";
import { ThemeChoice, type ThemeKeeper } from "./theme.ts";
import { TraceDetail } from "./trace_detail.ts";
import { filterOfQuery, isSameFilter, NO_FILTER, queryOfFilter, type TraceFilter } from "./trace_filter.ts";
import { type EventName, ViewModels } from "./view_tools.ts";
import { type Lock, readApproval, readOutcome, readRunCounts, readTrace } from "./wire.ts";
import type { Mode, RecordedTrace } from "../../../engine/types.ts";

/** What the page needs of a browser; tests pass their own. */
export interface Surroundings {
  readonly fetch: typeof fetch;
  readonly timers: Timers;
  readonly random: () => number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly addressBar: AddressBar;
  readonly proofStorage: ProofStorage;
  readonly themeKeeper: ThemeKeeper;
}

export type SessionState = "unknown" | "signed_in" | Lock;

/** Rows that stream in are drawn at most this often. */
const DRAW_EVERY_MS = 80;
/** Figures are fetched when something happened, soon after it but not more often than this… */
const STATS_AT_MOST_MS = 5_000;
const STATS_SOON_MS = 500;
/** …and otherwise now and then: a window of time moves on by itself. */
const STATS_AT_LEAST_MS = 30_000;
/** A page nobody looks at gives its connection back after this long (a browser has six for one host, and each tab would hold one)… */
const HIDDEN_AFTER_MS = 60_000;
/** …and then only asks now and then what waits, for the number in the tab's title. */
const HIDDEN_POLL_MS = 30_000;
/** Typing is over when no key came for this long. */
const TYPING_MS = 200;

export class Console {
  readonly session: Signal<SessionState> = signal("unknown");
  /** Why nothing can be shown; null when it can. */
  readonly lock: ReadonlySignal<Lock | null>;
  readonly signInProblem: Signal<string> = signal("");
  /** Epoch milliseconds, ticking once a second. */
  readonly nowMs: Signal<number>;
  readonly api: ApiClient;
  readonly feed: Feed;
  readonly counters: Counters;
  readonly approvals: Approvals;
  readonly detail: TraceDetail;
  readonly router: Router;
  readonly keyboard: Keyboard = new Keyboard();
  readonly notices: Notices;
  readonly theme: ThemeChoice;
  /** Models of the views that are loaded when they are first opened. */
  readonly models: ViewModels;
  /** Calls are recorded, but every one is forwarded. */
  readonly monitoring: ReadonlySignal<boolean>;
  readonly stream: ReadonlySignal<StreamState>;
  /** The connection is lost, and coming back has failed at least once. */
  readonly isAway: ReadonlySignal<boolean>;
  readonly streamProblem: ReadonlySignal<string>;
  /** As the gateway says; null until it did. */
  readonly #mode: Signal<Mode | null> = signal(null);
  readonly #around: Surroundings;
  readonly #events: EventStream;
  readonly #proving: ProvingFetch;
  #arrived: RecordedTrace[] = [];
  #statsAtMs = -Infinity;
  #cancelStats: (() => void) | null = null;
  #cancelSearch: (() => void) | null = null;
  #cancelHiding: (() => void) | null = null;
  #cancels: (() => void)[] = [];
  readonly #eventListeners = new Map<EventName, ((data: unknown) => void)[]>();
  readonly #connectedListeners: (() => void)[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
    this.nowMs = signal(around.now());
    this.lock = computed(() => {
      const session = this.session.value;
      return session === "signed_out" || session === "unproven" ? session : null;
    });
    this.#proving = new ProvingFetch({
      fetch: around.fetch,
      storage: around.proofStorage,
      fresh: proofIn(around.addressBar.fragment()),
      onSettled: () => dropProof(around.addressBar),
    });
    if (proofIn(around.addressBar.fragment()) === "") dropProof(around.addressBar);
    const { fetch } = this.#proving;
    const onLocked = (lock: Lock) => this.#leave(lock);
    this.api = new ApiClient({ fetch, onLocked });
    this.feed = new Feed(this.api);
    this.counters = new Counters(this.api, this.nowMs);
    this.approvals = new Approvals(this.api, this.nowMs);
    this.detail = new TraceDetail(this.api, this.feed);
    this.router = new Router(around.addressBar);
    this.notices = new Notices(around.timers);
    this.theme = new ThemeChoice(around.themeKeeper);
    this.models = new ViewModels({
      api: this.api,
      router: this.router,
      notices: this.notices,
      timers: around.timers,
      nowMs: this.nowMs,
      onEvent: (name, listener) => {
        this.#eventListeners.set(name, [...this.#eventListeners.get(name) ?? [], listener]);
      },
      onConnected: (listener) => void this.#connectedListeners.push(listener),
    });
    this.#events = new EventStream({
      fetch,
      timers: around.timers,
      random: around.random,
      onEvent: (event) => this.#take(event),
      onOpen: () => {
        this.session.value = "signed_in";
        void this.#catchUp();
      },
      onLocked,
      onRefused: () => void this.#catchUp(),
    });
    this.monitoring = computed(() => (this.#mode.value ?? this.feed.newest.value?.mode) === "monitor");
    this.stream = this.#events.state;
    this.isAway = computed(() => this.stream.value === "offline" && this.#events.failures.value > 1);
    this.streamProblem = this.#events.problem;
  }

  /** Starts the clock, the stream and the first load. */
  start(): void {
    this.router.route.subscribe((route) => {
      if (route.view === "approvals") this.approvals.pick(route.approvalId);
      else if (route.view === "live") this.#showCalls(route.traceId);
    });
    this.#every(1000, () => this.nowMs.value = this.#around.now());
    this.#every(STATS_AT_LEAST_MS, () => {
      if (this.stream.value === "live") this.#refreshStats();
    });
    this.#around.proofStorage.onChange(() => {
      if (this.lock.value !== null) this.#enter();
    });
    this.#events.start();
  }

  /** Ends the stream and every timer. */
  stop(): void {
    this.#events.stop();
    this.#cancelSearch?.();
    this.#cancelHiding?.();
    this.#cancelStats?.();
    for (const cancel of this.#cancels) cancel();
    this.#cancels = [];
  }

  /** The network is back, or somebody asks: try now instead of waiting. */
  reconnect(): void {
    if (this.lock.value === null) this.#events.start();
  }

  /** Tells whether anybody can see the page. */
  setVisible(visible: boolean): void {
    this.#cancelHiding?.();
    this.#cancelHiding = null;
    if (visible) return this.reconnect();
    if (this.lock.value !== null) return;
    const poll = () => {
      this.#events.stop();
      void this.approvals.refresh();
      this.#cancelHiding = this.#around.timers.after(HIDDEN_POLL_MS, poll);
    };
    this.#cancelHiding = this.#around.timers.after(HIDDEN_AFTER_MS, poll);
  }

  /** Exchanges what a person pasted, the token itself or the whole link, for a session. */
  async signIn(pasted: string): Promise<Answer<string>> {
    const answer = await this.api.signIn(tokenIn(pasted));
    this.signInProblem.value = answer.ok
      ? ""
      : answer.kind === "signed_out"
      ? "That is not this gateway's token. Copy the link from the terminal once more."
      : answer.message;
    if (answer.ok) {
      this.#proving.keep(answer.value);
      this.#enter();
    }
    return answer;
  }

  /** Filters the list: at once what is in memory; shortly after, the address follows and the gateway is asked for more. */
  filter(change: Partial<TraceFilter>): void {
    this.feed.setFilter(change);
    this.#cancelSearch?.();
    this.#cancelSearch = this.#around.timers.after(TYPING_MS, () => this.#settleFilter());
  }

  /** Shows everything again. */
  clearFilter(): void {
    this.filter(NO_FILTER);
  }

  /** The span of time that the figures and the chart tell of. */
  setWindow(window: StatsWindow): void {
    this.router.setQuery({ window: window === DEFAULT_WINDOW ? null : window });
    void this.counters.setWindow(window);
  }

  /** What was typed goes into the address bar, and to the gateway. */
  #settleFilter(): void {
    if (!this.#cancelSearch) return;
    this.#cancelSearch();
    this.#cancelSearch = null;
    if (this.router.route.peek().view === "live") {
      this.router.setQuery(queryOfFilter(this.feed.filter.peek()));
    }
    void this.feed.refresh();
  }

  /** The address says what is open and what is filtered, unless somebody is typing a filter at this moment. */
  #showCalls(traceId: string | null): void {
    const query = this.router.query.peek();
    const window = WINDOWS.find((name) => name === query.get("window")) ?? DEFAULT_WINDOW;
    if (window !== this.counters.window.peek()) void this.counters.setWindow(window);
    const filter = filterOfQuery(query);
    if (!this.#cancelSearch && !isSameFilter(filter, this.feed.filter.peek())) {
      this.feed.setFilter(filter);
      if (this.session.peek() === "signed_in") void this.feed.refresh();
    }
    void this.detail.open(traceId);
  }

  /** Opens the call after or before the one that is open, in the order of the list. */
  step(by: 1 | -1): void {
    const rows = this.feed.rows.peek();
    const at = rows.findIndex((row) => row.traceId === this.detail.traceId.peek());
    const next = rows[at === -1 ? 0 : at + by];
    if (next) this.openTrace(next.traceId);
  }

  /** Shows a call, or with null only the list. Filters stay when the list is what is shown. */
  openTrace(traceId: string | null): void {
    this.#settleFilter();
    const { view, query } = this.router.route.peek();
    this.router.go({ view: "live", traceId, ...(view === "live" && query ? { query } : {}) });
  }

  /** Decides the request on the desk and goes on to the next. */
  async decide(verdict: "approve" | "deny"): Promise<void> {
    const done = await this.approvals.decide(verdict, this.#around.now());
    if (done) this.router.go({ view: "approvals", approvalId: null });
  }

  #enter(): void {
    this.session.value = "unknown";
    this.#events.start();
  }

  /** The first reason stays: a wrong token typed at the locked door is no news about the session. */
  #leave(lock: Lock): void {
    if (this.lock.value === null) this.session.value = lock;
    this.#events.stop();
  }

  async #catchUp(): Promise<void> {
    for (const listener of this.#connectedListeners) listener();
    await Promise.all([this.feed.refresh(), this.counters.refresh(), this.approvals.refresh()]);
  }

  #scheduleStats(): void {
    if (this.#cancelStats) return;
    const sinceMs = this.#around.now() - this.#statsAtMs;
    const delayMs = Math.max(STATS_SOON_MS, STATS_AT_MOST_MS - sinceMs);
    this.#cancelStats = this.#around.timers.after(delayMs, () => this.#refreshStats());
  }

  #refreshStats(): void {
    this.#cancelStats?.();
    this.#cancelStats = null;
    this.#statsAtMs = this.#around.now();
    void this.counters.refresh();
  }

  #every(periodMs: number, task: () => void): void {
    const index = this.#cancels.length;
    const again = () => {
      task();
      this.#cancels[index] = this.#around.timers.after(periodMs, again);
    };
    this.#cancels.push(this.#around.timers.after(periodMs, again));
  }

  #take(event: StreamEvent): void {
    let data: unknown;
    try {
      data = JSON.parse(event.data);
    } catch {
      return;
    }
    for (const listener of this.#eventListeners.get(event.type as EventName) ?? []) listener(data);
    switch (event.type) {
      case "decision":
        return this.#queue(readTrace(data));
      case "outcome":
        return this.detail.outcomeCame(readOutcome(data));
      case "approval":
        return void this.approvals.add(readApproval(data));
      case "stats": {
        const run = readRunCounts(data);
        if (run) this.counters.setRun(run);
        if (run?.mode) this.#mode.value = run.mode;
      }
    }
  }

  #queue(trace: RecordedTrace | undefined): void {
    if (!trace) return;
    this.#arrived.push(trace);
    if (this.#arrived.length > 1) return;
    this.#around.timers.after(DRAW_EVERY_MS, () => {
      const traces = this.#arrived;
      this.#arrived = [];
      batch(() => {
        this.counters.add(traces);
        this.feed.add(traces);
      });
      this.#scheduleStats();
    });
  }
}

/**
 * Takes the proof that the printed link led here with out of the address bar, where eyes and screenshots reach. It stays there
 * until the gateway has answered: a page that is loaded anew before that would have lost it.
 */
function dropProof(bar: AddressBar): void {
  if (bar.fragment().startsWith("#proof=")) bar.replace(bar.path());
}

/** The token in a pasted link (`…?token=…` or `…#token=…`), or the text itself. */
export function tokenIn(pasted: string): string {
  const match = /[?#&]token=([^&#\s]+)/.exec(pasted);
  return match?.[1] ?? pasted.trim();
}
