/** What a session has said on its streams, for a client that lost one and takes it up again. */

export interface LoggedEvent {
  readonly stream: string;
  readonly id: string;
  readonly data: string;
}

/** Events kept, and the characters in them; older ones cannot be had again. */
const MAX_EVENTS = 1_000;
const MAX_CHARS = 16_000_000;

export class EventLog {
  readonly #events: LoggedEvent[] = [];
  #chars = 0;
  #count = 0;

  add(stream: string, data: string): LoggedEvent {
    const event = { stream, id: `${stream}_${++this.#count}`, data };
    this.#events.push(event);
    this.#chars += data.length;
    while (this.#events.length > MAX_EVENTS || (this.#chars > MAX_CHARS && this.#events.length > 1)) {
      this.#chars -= this.#events.shift()?.data.length ?? 0;
    }
    return event;
  }

  /** The stream of an event and what came on it afterwards. Undefined for an event that is not known, or not any more. */
  after(id: string): { readonly stream: string; readonly events: readonly LoggedEvent[] } | undefined {
    const at = this.#events.findIndex((event) => event.id === id);
    const stream = this.#events[at]?.stream;
    if (stream === undefined) return undefined;
    return { stream, events: this.#events.slice(at + 1).filter((event) => event.stream === stream) };
  }
}
