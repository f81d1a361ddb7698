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

  /** Resolves when all that is open is taken in, or has failed: each is a scan, so its time is limited. Undefined when nothing is open. */
  ended(sessionId: string): Promise<unknown> | undefined {
    const open = this.#bySession.get(sessionId);
    return open && Promise.allSettled(open);
  }
}
