/** What the model of a view gets to work with. Each is made once, when its view is first opened, and kept. */
import type { ReadonlySignal } from "@preact/signals";
import type { ApiClient } from "./api_client.ts";
import type { Timers } from "./event_stream.ts";
import type { Notices } from "./notices.ts";
import type { Router } from "./router.ts";

/** Names of the events that the gateway streams. */
export type EventName = "decision" | "outcome" | "approval";

export interface ViewTools {
  readonly api: ApiClient;
  readonly router: Router;
  readonly notices: Notices;
  readonly timers: Timers;
  /** Epoch milliseconds, ticking once a second. */
  readonly nowMs: ReadonlySignal<number>;
  /** Hears of events as they stream in: the JSON as it came, to be read as in `wire.ts`. For as long as the page lives. */
  onEvent(name: EventName, listener: (data: unknown) => void): void;
  /** Runs when a connection stands (again): what was shown may be out of date. For as long as the page lives. */
  onConnected(listener: () => void): void;
}

/** A class whose instances are models: `class Sessions { constructor(tools: ViewTools) {…} }`. */
export type ViewModelClass<Model> = new (tools: ViewTools) => Model;

/** One model of each class. */
export class ViewModels {
  readonly #models = new Map<unknown, unknown>();
  readonly #tools: ViewTools;

  constructor(tools: ViewTools) {
    this.#tools = tools;
  }

  of<Model>(model: ViewModelClass<Model>): Model {
    const known = this.#models.get(model);
    // Put there for this very class, below.
    if (known !== undefined) return known as Model;
    const made = new model(this.#tools);
    this.#models.set(model, made);
    return made;
  }
}
