/** "Allow this from now on", and "make a policy test of this": drafts from one recorded call. */
import { batch, type Signal, signal } from "@preact/signals";
import type { CaseDraftWire, DraftWire, SaveWire } from "../../../engine/wire/policy_console.ts";
import { shaped } from "./shape.ts";
import type { ViewTools } from "./view_tools.ts";

const readDraft = (json: unknown) => shaped<{ ok: boolean }>("ok")(json) as DraftWire | undefined;
const readCase = (json: unknown) => shaped<{ ok: boolean }>("ok")(json) as CaseDraftWire | undefined;
const readSave = (json: unknown) => shaped<{ ok: boolean }>("ok")(json) as SaveWire | undefined;

export class RuleDraft {
  /** Null while it is being made. */
  readonly draft: Signal<DraftWire | null> = signal(null);
  readonly problem: Signal<string> = signal("");
  readonly leftOut: Signal<ReadonlySet<string>> = signal(new Set());
  readonly busy: Signal<boolean> = signal(false);
  readonly #tools: ViewTools;
  #traceId = "";
  #asked = 0;

  constructor(tools: ViewTools) {
    this.#tools = tools;
  }

  open(traceId: string): void {
    this.#traceId = traceId;
    batch(() => {
      this.draft.value = null;
      this.problem.value = "";
      this.leftOut.value = new Set();
    });
    void this.#ask();
  }

  /** Does without one of the keys, or wants it again. */
  toggle(key: string): void {
    const leftOut = new Set(this.leftOut.peek());
    if (!leftOut.delete(key)) leftOut.add(key);
    this.leftOut.value = leftOut;
    void this.#ask();
  }

  /** @returns whether the exception is in force. */
  async save(): Promise<boolean> {
    const draft = this.draft.peek();
    if (draft === null || !draft.ok || this.busy.peek()) return false;
    this.busy.value = true;
    const answer = await this.#tools.api.send("PUT", "/v1/policies/source", {
      body: { file: draft.file, expected_version: draft.version },
      read: readSave,
    });
    this.busy.value = false;
    if (answer.ok && answer.value.ok) {
      this.#tools.notices.tell("Saved. Such calls pass from now on.");
      return true;
    }
    if (!answer.ok && answer.kind === "conflict") {
      this.problem.value =
        "The policy was changed elsewhere meanwhile. This is the draft for what it says now.";
      await this.#ask();
    } else this.problem.value = answer.ok ? "The draft does not load any more." : answer.message;
    return false;
  }

  async #ask(): Promise<void> {
    const number = ++this.#asked;
    this.busy.value = true;
    const answer = await this.#tools.api.send("POST", "/v1/policies/draft", {
      body: { trace_id: this.#traceId, leave_out: [...this.leftOut.peek()] },
      read: readDraft,
    });
    if (number !== this.#asked) return;
    batch(() => {
      this.busy.value = false;
      if (answer.ok) this.draft.value = answer.value;
      else this.problem.value = answer.message;
    });
  }
}

export class CaseDraft {
  readonly draft: Signal<CaseDraftWire | null> = signal(null);
  readonly #tools: ViewTools;

  constructor(tools: ViewTools) {
    this.#tools = tools;
  }

  async open(traceId: string): Promise<void> {
    this.draft.value = null;
    const answer = await this.#tools.api.send("POST", "/v1/policies/case", {
      body: { trace_id: traceId },
      read: readCase,
    });
    this.draft.value = answer.ok ? answer.value : { ok: false, reason: answer.message };
  }
}
