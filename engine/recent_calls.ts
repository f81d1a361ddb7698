/** What the engine keeps in mind between a call and its answer. */
import type { CallOrigin } from "./history.ts";

/** Most answers come within seconds; for the others the store is asked. At least so many calls are kept, at most twice as many. */
const MIN_RECENT = 2_048;

/** Two maps that take turns: to delete the oldest of one map for each call costs more than all else here. */
export class RecentCalls {
  #latest = new Map<string, CallOrigin>();
  #older: ReadonlyMap<string, CallOrigin> = new Map();

  add(traceId: string, origin: CallOrigin): void {
    if (this.#latest.size >= MIN_RECENT) {
      this.#older = this.#latest;
      this.#latest = new Map();
    }
    this.#latest.set(traceId, origin);
  }

  get(traceId: string): CallOrigin | undefined {
    return this.#latest.get(traceId) ?? this.#older.get(traceId);
  }
}

/** Answers that are being taken in. The next call of the session waits for them: it may carry what they said. */
export class OpenReadings {
  readonly #bySession = new Map<string, Set<Promise<unknown>>>();

  async during<Value>(sessionId: string, read: () => Promise<Value>): Promise<Value> {
    const reading = read();
    const open = this.#bySession.get(sessionId) ?? new Set();
    this.#bySession.set(sessionId, open.add(reading));
    try {
      return await reading;
    } finally {
      open.delete(reading);
      if (open.size === 0) this.#bySession.delete(sessionId);
    }
  }

  /** Resolves when all that was open is taken in, or has failed: each is a scan, so its time is limited. */
  async ended(sessionId: string): Promise<void> {
    const open = this.#bySession.get(sessionId);
    if (open !== undefined) await Promise.allSettled(open);
  }
}
