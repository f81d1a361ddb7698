/** Calls that wait for a person: the queue, its recent history, and the act of deciding. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ApiClient } from "./api_client.ts";
import type { ApprovalRequest } from "./wire.ts";

/** Decided and lapsed requests kept in memory. */
const HISTORY_ROWS = 50;
/** A request that has just come to the front cannot be decided for this long: the key press was meant for the one before. */
const SETTLE_MS = 600;
/** How long the page says what was decided last. */
const JUST_NOW_MS = 12_000;

export class Approvals {
  readonly state: Signal<"loading" | "ready" | "failed"> = signal("loading");
  readonly problem: Signal<string> = signal("");
  /** Soonest to lapse first, so a new request never pushes the one being read out of its place. */
  readonly pending: ReadonlySignal<readonly ApprovalRequest[]>;
  /** Latest first. */
  readonly history: ReadonlySignal<readonly ApprovalRequest[]>;
  /** What is on the desk: the one picked, else the first that waits. */
  readonly current: ReadonlySignal<ApprovalRequest | null>;
  /** A request was picked that the gateway does not know. Another one is never put in its place. */
  readonly missing: ReadonlySignal<boolean>;
  /** What was decided here a moment ago; null when that is longer ago. */
  readonly justDecided: ReadonlySignal<ApprovalRequest | null>;
  readonly note: Signal<string> = signal("");
  /** Id of the request that is being decided. */
  readonly deciding: Signal<string | null> = signal(null);
  readonly #all: Signal<ReadonlyMap<string, ApprovalRequest>> = signal(new Map());
  readonly #picked: Signal<string | null> = signal(null);
  readonly #lastDecided: Signal<{ request: ApprovalRequest; atMs: number } | null> = signal(null);
  /** Id that the gateway was asked for and does not know. */
  readonly #unknown: Signal<string | null> = signal(null);
  readonly #api: ApiClient;
  readonly #nowMs: ReadonlySignal<number>;
  #shown: { id: string; sinceMs: number } | null = null;

  /** @param nowMs Epoch milliseconds, ticking once a second. */
  constructor(api: ApiClient, nowMs: ReadonlySignal<number>) {
    this.#api = api;
    this.#nowMs = nowMs;
    const judged = computed(() => [...this.#all.value.values()].map((item) => judge(item, nowMs.value)));
    this.pending = computed(() =>
      judged.value.filter((item) => item.status === "pending").sort((a, b) => a.expiresAt - b.expiresAt)
    );
    this.history = computed(() =>
      judged.value.filter((item) => item.status !== "pending").sort((a, b) => endedAt(b) - endedAt(a))
    );
    this.current = computed(() => {
      const picked = this.#picked.value;
      if (picked === null) return this.pending.value[0] ?? null;
      return judged.value.find((item) => item.id === picked) ?? null;
    });
    this.justDecided = computed(() => {
      const last = this.#lastDecided.value;
      return last && nowMs.value - last.atMs < JUST_NOW_MS ? last.request : null;
    });
    this.missing = computed(() => this.#unknown.value !== null && this.#unknown.value === this.#picked.value);
  }

  async refresh(): Promise<void> {
    const answer = await this.#api.approvals();
    batch(() => {
      if (answer.ok) {
        this.#all.value = new Map(answer.value.map((item) => [item.id, item]));
        this.state.value = "ready";
        this.problem.value = "";
      } else {
        this.problem.value = answer.message;
        if (this.state.value === "loading") this.state.value = "failed";
      }
    });
    await this.#fetchPicked();
    await this.#fetchCalls();
  }

  /** Takes in a request from the stream, new or decided elsewhere. */
  async add(approval: ApprovalRequest | undefined): Promise<void> {
    if (!approval) return;
    const known = this.#all.value.get(approval.id);
    this.#put({ ...approval, trace: approval.trace ?? known?.trace ?? null });
    await this.#fetchCalls();
  }

  /** Brings a request to the front; null goes back to the one that lapses first. */
  pick(id: string | null): void {
    if (id === this.#picked.value) return;
    batch(() => {
      this.#picked.value = id;
      this.note.value = "";
      this.problem.value = "";
    });
    if (this.state.value === "ready") void this.#fetchPicked();
  }

  /** The next or previous waiting request, as the id to go to. */
  neighbour(step: 1 | -1): string | null {
    const ids = this.pending.value.map((item) => item.id);
    const at = ids.indexOf(this.current.value?.id ?? "");
    return ids[Math.min(Math.max(at + step, 0), ids.length - 1)] ?? null;
  }

  /** Tells that a request is on the screen now; see `SETTLE_MS`. */
  show(id: string, nowMs: number): void {
    if (this.#shown?.id !== id) this.#shown = { id, sinceMs: nowMs };
  }

  /**
   * Decides the request on the desk.
   *
   * @param nowMs When the person acted; a request shown for less than 600 ms is left alone.
   * @returns whether the gateway took the decision.
   */
  async decide(verdict: "approve" | "deny", nowMs: number): Promise<boolean> {
    const request = this.current.value;
    if (!request || request.status !== "pending" || this.deciding.value !== null) return false;
    if (this.#shown?.id !== request.id || nowMs - this.#shown.sinceMs < SETTLE_MS) return false;
    this.deciding.value = request.id;
    const answer = await this.#api.decide(request.id, verdict, this.note.value.trim());
    batch(() => {
      this.deciding.value = null;
      if (answer.ok) {
        const decided = { ...answer.value, trace: answer.value.trace ?? request.trace };
        this.#put(decided);
        this.#lastDecided.value = { request: decided, atMs: nowMs };
        this.note.value = "";
        this.problem.value = "";
      } else {
        this.problem.value = answer.kind === "conflict"
          ? "Somebody else has already decided this, or its time ran out."
          : answer.message;
      }
    });
    if (!answer.ok && answer.kind === "conflict") await this.refresh();
    return answer.ok;
  }

  #put(approval: ApprovalRequest): void {
    const all = new Map(this.#all.value).set(approval.id, approval);
    const ended = [...all.values()].filter((item) => judge(item, this.#nowMs.value).status !== "pending");
    for (const item of ended.sort((a, b) => endedAt(b) - endedAt(a)).slice(HISTORY_ROWS)) all.delete(item.id);
    this.#all.value = all;
  }

  /** A link may lead to a request that is older than the list. */
  async #fetchPicked(): Promise<void> {
    const id = this.#picked.value;
    if (id === null || this.#all.value.has(id)) return;
    const answer = await this.#api.approval(id);
    if (answer.ok) this.#all.value = new Map(this.#all.value).set(id, answer.value);
    else if (answer.kind === "not_found") this.#unknown.value = id;
    else this.problem.value = answer.message;
  }

  /** A request without its call cannot be judged: the calls of those that wait are fetched. */
  async #fetchCalls(): Promise<void> {
    const lacking = [...this.#all.value.values()].filter((item) => !item.trace && item.traceId !== "");
    for (const item of lacking) {
      const answer = await this.#api.trace(item.traceId);
      const now = this.#all.value.get(item.id);
      if (answer.ok && now && !now.trace) this.#put({ ...now, trace: answer.value });
    }
  }
}

function judge(approval: ApprovalRequest, nowMs: number): ApprovalRequest {
  const lapsed = approval.status === "pending" && approval.expiresAt <= nowMs;
  return lapsed ? { ...approval, status: "expired" } : approval;
}

function endedAt(approval: ApprovalRequest): number {
  return approval.decidedAt ?? approval.expiresAt;
}
