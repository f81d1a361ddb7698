/** What stands beside a question: earlier answers of its kind, and what the session did before. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ApprovalContextWire } from "../../../engine/wire/approval_context.ts";
import { shaped } from "./shape.ts";
import type { ViewTools } from "./view_tools.ts";

const readContext = shaped<ApprovalContextWire>("similar", "before", "sources");

export class ApprovalContexts {
  readonly #open: Signal<{ readonly id: string; readonly context: ApprovalContextWire } | null> = signal(
    null,
  );
  readonly #tools: ViewTools;
  #wanted: string | null = null;

  constructor(tools: ViewTools) {
    this.#tools = tools;
    tools.onConnected(() => {
      if (this.#wanted !== null) void this.#fetch(this.#wanted);
    });
  }

  /** That of the request fetched last; null while it is on its way. */
  get open(): ReadonlySignal<{ readonly id: string; readonly context: ApprovalContextWire } | null> {
    return this.#open;
  }

  /** Fetches what stands beside a request. */
  show(approvalId: string): void {
    if (this.#wanted === approvalId) return;
    this.#wanted = approvalId;
    void this.#fetch(approvalId);
  }

  async #fetch(id: string): Promise<void> {
    const answer = await this.#tools.api.get(`/v1/approvals/${encodeURIComponent(id)}/context`, readContext);
    // A request can be decided without it: nothing is said when it could not be had.
    if (answer.ok && this.#wanted === id) this.#open.value = { id, context: answer.value };
  }
}
