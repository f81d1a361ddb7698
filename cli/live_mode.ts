import type { Mode } from "../engine/types.ts";

/** One switch of the mode, and who made it. */
export interface ModeSwitch {
  readonly from: Mode;
  readonly to: Mode;
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly note: string | null;
}

/**
 * The mode in force: that of the start settings until a person switches it. A restart brings back what the start settings
 * say, so that a gateway that was switched off for an hour does not stay off for ever.
 */
export class LiveMode {
  readonly started: Mode;
  #mode: Mode;
  #last: ModeSwitch | null = null;

  constructor(started: Mode) {
    this.started = started;
    this.#mode = started;
  }

  /** Asked for each call, by whoever judges or forwards it. */
  readonly current = (): Mode => this.#mode;

  /** The latest switch since the start; null when there was none. */
  get last(): ModeSwitch | null {
    return this.#last;
  }

  /** Holds for every call that is judged from now on. */
  take(change: ModeSwitch): void {
    this.#mode = change.to;
    this.#last = change;
  }
}
