/** What was decided and what lapsed, as far back as it is kept. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { readList, readObject, readTextOrNull } from "./json_reading.ts";
import type { ViewTools } from "./view_tools.ts";
import { type ApprovalRequest, readApproval } from "./wire.ts";

interface HistoryPage {
  readonly approvals: readonly ApprovalRequest[];
  readonly nextCursor: string | null;
}

const PER_PAGE = 50;

export class ApprovalLog {
  /** Newest first; null until they came. */
  readonly rows: Signal<readonly ApprovalRequest[] | null> = signal(null);
  readonly problem: Signal<string> = signal("");
  readonly hasMore: ReadonlySignal<boolean>;
  readonly #cursor: Signal<string | null> = signal(null);
  readonly #tools: ViewTools;
  #isShown = false;

  constructor(tools: ViewTools) {
    this.#tools = tools;
    this.hasMore = computed(() => this.#cursor.value !== null);
    const again = () => {
      if (this.#isShown) void this.refresh();
    };
    tools.onConnected(again);
    tools.onEvent("approval", again);
  }

  /** Keeps itself fresh for as long as it is on the screen; returns what ends that. */
  show(): () => void {
    this.#isShown = true;
    void this.refresh();
    return () => this.#isShown = false;
  }

  async refresh(): Promise<void> {
    const answer = await this.#tools.api.get(`/v1/approvals/history?limit=${PER_PAGE}`, readPage);
    batch(() => {
      this.problem.value = answer.ok ? "" : answer.message;
      if (!answer.ok) return;
      this.rows.value = answer.value.approvals;
      this.#cursor.value = answer.value.nextCursor;
    });
  }

  async more(): Promise<void> {
    const cursor = this.#cursor.peek();
    if (cursor === null) return;
    const path = `/v1/approvals/history?limit=${PER_PAGE}&cursor=${encodeURIComponent(cursor)}`;
    const answer = await this.#tools.api.get(path, readPage);
    if (!answer.ok || this.#cursor.peek() !== cursor) return;
    batch(() => {
      this.rows.value = [...this.rows.peek() ?? [], ...answer.value.approvals];
      this.#cursor.value = answer.value.nextCursor;
    });
  }
}

function readPage(json: unknown): HistoryPage | undefined {
  const page = readObject(json);
  if (!Array.isArray(page.approvals)) return undefined;
  return {
    approvals: readList(page.approvals).flatMap((item) => readApproval(item) ?? []),
    nextCursor: readTextOrNull(page.next_cursor),
  };
}
