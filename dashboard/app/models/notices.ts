/** Short words about what has just happened, shown in a corner and read out; and problems that somebody must see. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Timers } from "./event_stream.ts";

export interface ShownNotice {
  readonly id: number;
  readonly text: string;
  /** A problem stays until it is closed. */
  readonly tone: "done" | "problem";
  /** What can be done about it, such as undoing it. */
  readonly act?: { readonly label: string; readonly run: () => void };
}

/** Long enough to read two lines. */
const SHOWN_MS = 6_000;
/** More at once would hide the page. */
const MAX_SHOWN = 3;

export class Notices {
  readonly #shown = signal<readonly ShownNotice[]>([]);
  readonly #timers: Timers;
  #nextId = 1;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Oldest first. */
  get shown(): ReadonlySignal<readonly ShownNotice[]> {
    return this.#shown;
  }

  /** Says that something is done; goes away by itself. */
  tell(text: string, act?: ShownNotice["act"]): void {
    const id = this.#add({ text, tone: "done", ...(act && { act }) });
    this.#timers.after(SHOWN_MS, () => this.close(id));
  }

  /** Says that something went wrong; stays until it is closed. */
  warn(text: string): void {
    this.#add({ text, tone: "problem" });
  }

  close(id: number): void {
    this.#shown.value = this.#shown.peek().filter((notice) => notice.id !== id);
  }

  #add(notice: Omit<ShownNotice, "id">): number {
    const id = this.#nextId++;
    // The same words twice are said anew, not piled up.
    const others = this.#shown.peek().filter(({ text }) => text !== notice.text);
    this.#shown.value = [...others, { ...notice, id }].slice(-MAX_SHOWN);
    return id;
  }
}
