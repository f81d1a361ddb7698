/** The call whose details are open. Shows what the list knows at once, then what the gateway knows by now (its outcome). */
import { batch, type Signal, signal } from "@preact/signals";
import type { Outcome, RecordedTrace } from "../../../engine/types.ts";
import type { ApiClient } from "./api_client.ts";
import { ExplanationOf } from "./explanation.ts";
import type { Feed } from "./feed.ts";

export class TraceDetail {
  readonly traceId: Signal<string | null> = signal(null);
  readonly trace: Signal<RecordedTrace | null> = signal(null);
  /** The whole record is there. Before that only what a list holds is known: no findings, no request, no outcome. */
  readonly complete: Signal<boolean> = signal(false);
  readonly problem: Signal<string> = signal("");
  /** Which rules it met. */
  readonly explanation: ExplanationOf;
  readonly #api: ApiClient;
  readonly #feed: Feed;

  constructor(api: ApiClient, feed: Feed) {
    this.#api = api;
    this.#feed = feed;
    this.explanation = new ExplanationOf(api);
  }

  async open(traceId: string | null): Promise<void> {
    if (traceId === this.traceId.peek()) return;
    batch(() => {
      this.traceId.value = traceId;
      this.trace.value = this.#feed.rows.peek().find((row) => row.traceId === traceId) ?? null;
      this.complete.value = false;
      this.problem.value = "";
      this.explanation.reset(traceId);
    });
    await this.refresh();
  }

  /** A call ended: when it is the one that is open, its record is fetched again. */
  outcomeCame(outcome: Outcome | undefined): void {
    if (outcome && outcome.traceId === this.traceId.peek()) void this.refresh();
  }

  async refresh(): Promise<void> {
    const traceId = this.traceId.peek();
    if (traceId === null) return;
    const answer = await this.#api.trace(traceId);
    if (this.traceId.peek() !== traceId) return;
    batch(() => {
      if (answer.ok) {
        this.trace.value = answer.value;
        this.complete.value = true;
        this.problem.value = "";
      } else {
        this.problem.value = answer.kind === "not_found"
          ? "The gateway has no record of this call."
          : answer.message;
      }
    });
  }
}
