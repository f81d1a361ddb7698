/** What the engine keeps in mind between a call and its answer. */
import type { CallOrigin } from "./history.ts";

/** Most answers come within seconds; for the others the store is asked. */
const MAX_RECENT = 4_096;

export class RecentCalls {
  readonly #origins = new Map<string, CallOrigin>();

  add(traceId: string, origin: CallOrigin): void {
    this.#origins.set(traceId, origin);
    if (this.#origins.size <= MAX_RECENT) return;
    for (const oldest of this.#origins.keys()) {
      this.#origins.delete(oldest);
      return;
    }
  }

  get(traceId: string): CallOrigin | undefined {
    return this.#origins.get(traceId);
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
