/** Runs of agents, and the timeline of the one that is open. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type {
  SessionCallsWire,
  SessionCallWire,
  SessionListWire,
  SessionWire,
} from "../../../engine/wire/session.ts";
import { type FlowPicture, flowPicture } from "./flow_lanes.ts";
import { readObject, readText } from "./json_reading.ts";
import { shaped } from "./shape.ts";
import type { ViewTools } from "./view_tools.ts";

const SESSIONS_PER_PAGE = 30;
const CALLS_PER_PAGE = 100;
/** A timeline is not a log: further back there is the live list. */
export const MAX_TIMELINE_CALLS = 1_000;
/** After a call that streamed in, soon but not for each one. */
const SOON_MS = 600;
const LIST_SOON_MS = 2_000;
/** Typing is over when no key came for this long. */
const TYPING_MS = 250;
/** Pages without a match that are skipped in one go: each has looked at 50,000 calls. */
const MAX_EMPTY_PAGES = 5;

const readSessions = shaped<SessionListWire>("sessions", "next_cursor");
const readCalls = shaped<SessionCallsWire>("calls", "sources", "next_cursor");

export class AgentSessions {
  /** The one with the latest call first; null until they came. */
  readonly sessions: Signal<readonly SessionWire[] | null> = signal(null);
  readonly problem: Signal<string> = signal("");
  readonly hasMore: ReadonlySignal<boolean>;
  readonly text: Signal<string>;
  /** Name of the session that is open; null: only the list. */
  readonly openId: ReadonlySignal<string | null>;
  /** Of the session that is open; null until it came, or when nothing of it is kept. */
  readonly summary: Signal<SessionWire | null> = signal(null);
  /** Oldest first; null until they came. */
  readonly calls: Signal<readonly SessionCallWire[] | null> = signal(null);
  readonly callsProblem: Signal<string> = signal("");
  readonly hasEarlier: ReadonlySignal<boolean>;
  readonly picture: ReadonlySignal<FlowPicture>;
  /** Calls that flows come from, by their id, on the timeline or not. */
  readonly sources: ReadonlySignal<ReadonlyMap<string, SessionCallWire>>;
  /** The call of the timeline that is looked at. */
  readonly chosen: Signal<string | null> = signal(null);
  readonly #cursor: Signal<string | null> = signal(null);
  readonly #earlier: Signal<string | null> = signal(null);
  readonly #elsewhere: Signal<readonly SessionCallWire[]> = signal([]);
  readonly #tools: ViewTools;
  #isShown = false;
  #cancelTyping: (() => void) | null = null;
  #cancelList: (() => void) | null = null;
  #cancelCalls: (() => void) | null = null;

  constructor(tools: ViewTools) {
    this.#tools = tools;
    this.hasMore = computed(() => this.#cursor.value !== null);
    this.hasEarlier = computed(() =>
      this.#earlier.value !== null && (this.calls.value?.length ?? 0) < MAX_TIMELINE_CALLS
    );
    this.text = signal(tools.router.query.peek().get("q") ?? "");
    this.openId = computed(() => {
      const route = tools.router.route.value;
      return route.view === "sessions" ? route.sessionId : null;
    });
    this.picture = computed(() => flowPicture(this.calls.value ?? []));
    this.sources = computed(() =>
      new Map([...this.#elsewhere.value, ...this.calls.value ?? []].map((call) => [call.trace_id, call]))
    );
    this.openId.subscribe(() => this.#openOther());
    tools.onConnected(() => {
      if (this.#isShown) void this.refresh();
    });
    tools.onEvent("decision", (data) => this.#heard(readText(readObject(data).session_id)));
    tools.onEvent("outcome", () => this.#heard(this.openId.peek() ?? ""));
  }

  /** Keeps itself fresh for as long as it is on the screen; returns what ends that. */
  show(): () => void {
    this.#isShown = true;
    void this.refresh();
    return () => this.#isShown = false;
  }

  async refresh(): Promise<void> {
    await Promise.all([this.#refreshList(), this.#refreshCalls()]);
  }

  filter(text: string): void {
    this.text.value = text;
    this.#cancelTyping?.();
    this.#cancelTyping = this.#tools.timers.after(TYPING_MS, () => {
      this.#tools.router.setQuery({ q: text.trim() });
      void this.#refreshList();
    });
  }

  async more(): Promise<void> {
    const cursor = this.#cursor.peek();
    if (cursor === null) return;
    const answer = await this.#page(cursor);
    if (!answer || this.#cursor.peek() !== cursor) return;
    batch(() => {
      this.sessions.value = [...this.sessions.peek() ?? [], ...answer.sessions];
      this.#cursor.value = answer.next_cursor;
    });
  }

  open(sessionId: string | null): void {
    const query = this.#tools.router.route.peek().query;
    this.#tools.router.go({ view: "sessions", sessionId, ...(query && { query }) });
  }

  /** The session after or before the one that is open. */
  step(by: 1 | -1): void {
    const sessions = this.sessions.peek() ?? [];
    const at = sessions.findIndex(({ session_id }) => session_id === this.openId.peek());
    const next = sessions[at === -1 ? 0 : at + by];
    if (next) this.open(next.session_id);
  }

  /** Adds the calls before the oldest that is shown. */
  async earlier(): Promise<void> {
    const [session, cursor] = [this.openId.peek(), this.#earlier.peek()];
    if (session === null || cursor === null) return;
    const answer = await this.#tools.api.get(callsPath(session, cursor), readCalls);
    if (this.openId.peek() !== session || this.#earlier.peek() !== cursor) return;
    batch(() => {
      if (!answer.ok) return this.callsProblem.value = answer.message;
      this.calls.value = [...answer.value.calls.toReversed(), ...this.calls.peek() ?? []];
      this.#elsewhere.value = [...this.#elsewhere.peek(), ...answer.value.sources];
      this.#earlier.value = answer.value.next_cursor;
    });
  }

  #openOther(): void {
    batch(() => {
      this.summary.value = null;
      this.calls.value = null;
      this.callsProblem.value = "";
      this.chosen.value = null;
      this.#earlier.value = null;
      this.#elsewhere.value = [];
    });
    if (this.#isShown) void this.#refreshCalls();
  }

  #heard(sessionId: string): void {
    if (!this.#isShown) return;
    this.#cancelList ??= this.#tools.timers.after(LIST_SOON_MS, () => {
      this.#cancelList = null;
      void this.#refreshList();
    });
    if (sessionId !== this.openId.peek()) return;
    this.#cancelCalls ??= this.#tools.timers.after(SOON_MS, () => {
      this.#cancelCalls = null;
      void this.#refreshCalls();
    });
  }

  /** The first page anew. What was fetched of older ones stays below it. */
  async #refreshList(): Promise<void> {
    const answer = await this.#page(null);
    if (!answer) return;
    batch(() => {
      const fresh = new Set(answer.sessions.map(({ session_id }) => session_id));
      const known = this.sessions.peek() ?? [];
      const isLonger = this.#listedFor === this.text.peek() && known.length > answer.sessions.length;
      const rest = isLonger ? known.filter(({ session_id }) => !fresh.has(session_id)) : [];
      this.sessions.value = [...answer.sessions, ...rest];
      if (rest.length === 0) this.#cursor.value = answer.next_cursor;
      this.#listedFor = this.text.peek();
    });
  }

  /** What was looked for when the list was fetched. */
  #listedFor = "";

  async #page(cursor: string | null): Promise<SessionListWire | undefined> {
    let from = cursor;
    for (let skipped = 0;; skipped++) {
      const query = new URLSearchParams({ limit: String(SESSIONS_PER_PAGE) });
      if (this.text.peek().trim() !== "") query.set("q", this.text.peek().trim());
      if (from !== null) query.set("cursor", from);
      const answer = await this.#tools.api.get(`/v1/sessions?${query}`, readSessions);
      this.problem.value = answer.ok ? "" : answer.message;
      if (!answer.ok) return undefined;
      const { sessions, next_cursor } = answer.value;
      if (sessions.length > 0 || next_cursor === null || skipped === MAX_EMPTY_PAGES) return answer.value;
      from = next_cursor;
    }
  }

  async #refreshCalls(): Promise<void> {
    const session = this.openId.peek();
    if (session === null) return;
    const answer = await this.#tools.api.get(callsPath(session), readCalls);
    if (this.openId.peek() !== session) return;
    batch(() => {
      this.callsProblem.value = answer.ok ? "" : answer.message;
      if (!answer.ok) return;
      const fresh = answer.value.calls.toReversed();
      const newest = new Set(fresh.map(({ trace_id }) => trace_id));
      const firstAt = fresh[0]?.at ?? "";
      const kept = (this.calls.peek() ?? []).filter(({ trace_id, at }) =>
        !newest.has(trace_id) && at <= firstAt
      );
      this.calls.value = [...kept, ...fresh];
      this.#elsewhere.value = [...this.#elsewhere.peek(), ...answer.value.sources];
      this.summary.value = answer.value.session;
      if (kept.length === 0) this.#earlier.value = answer.value.next_cursor;
    });
  }
}

function callsPath(session: string, cursor?: string): string {
  const query = new URLSearchParams({ session, limit: String(CALLS_PER_PAGE) });
  if (cursor !== undefined) query.set("cursor", cursor);
  return `/v1/sessions/calls?${query}`;
}
