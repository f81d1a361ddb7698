/** The last so many events, numbered; written as SSE text once, and only when somebody listens. */

export type HubEvent = "decision" | "outcome" | "approval";

interface Entry {
  readonly number: number;
  readonly event: HubEvent;
  readonly data: () => unknown;
  text?: string;
}

export class EventRing {
  readonly #capacity: number;
  /** Part of every id: an id of an earlier run must not be taken for a place in this one. */
  readonly #run: string;
  readonly #entries: (Entry | undefined)[];
  #next = 0;

  constructor(capacity: number, run: string) {
    this.#capacity = capacity;
    this.#run = run;
    this.#entries = new Array(capacity);
  }

  /** The number that the next event will have. */
  get next(): number {
    return this.#next;
  }

  /** `data` is asked for at most once, and only when somebody listens. */
  push(event: HubEvent, data: () => unknown): void {
    this.#entries[this.#next % this.#capacity] = { number: this.#next, event, data };
    this.#next++;
  }

  /** An id after which every event with `number` and above is still to come. */
  idBefore(number: number): string {
    return `${this.#run}-${number}`;
  }

  /** Where to go on after `id`; undefined when the id is of another run, or what followed it is gone. */
  resume(id: string): number | undefined {
    const [run, digits, ...rest] = id.split("-");
    if (run !== this.#run || rest.length > 0 || !/^\d{1,15}$/.test(digits ?? "")) return undefined;
    const number = Number(digits);
    return number <= this.#next && this.holds(number) ? number : undefined;
  }

  /** Whether every event from `number` on is still here. */
  holds(number: number): boolean {
    return number >= this.#next - this.#capacity;
  }

  /** Events `[from, to)` as SSE text; they must be here. */
  text(from: number, to: number): string {
    let text = "";
    for (let number = from; number < to; number++) {
      const entry = this.#entries[number % this.#capacity];
      if (entry?.number === number) text += entry.text ??= this.#write(entry);
    }
    return text;
  }

  #write({ number, event, data }: Entry): string {
    return sseText(event, data(), this.idBefore(number + 1));
  }
}

/** One event in the text form of the HTML Standard, "Server-sent events". JSON has no line breaks, so one data line is enough. */
export function sseText(event: string, data: unknown, id?: string): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
