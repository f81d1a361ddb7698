/** So many acts a minute for each name: a bucket that refills steadily. Time is passed in; nothing runs in the background. */

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Names remembered at once; beyond it the one that has not acted for longest is forgotten: its bucket is the fullest. */
const MAX_NAMES = 10_000;

export class TokenBuckets {
  readonly #perMinute: number;
  readonly #buckets = new Map<string, Bucket>();

  /** @param perMinute How many acts a minute, and how many at once. */
  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Seconds to wait until `name` may act; 0 when it may now. Takes nothing. */
  waitSeconds(name: string, nowMs: number): number {
    const tokens = this.#level(name, nowMs);
    return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) * 60 / this.#perMinute));
  }

  /** Counts one act. */
  take(name: string, nowMs: number): void {
    const tokens = this.#level(name, nowMs) - 1;
    this.#buckets.delete(name);
    this.#buckets.set(name, { tokens: Math.max(0, tokens), atMs: nowMs });
    if (this.#buckets.size <= MAX_NAMES) return;
    for (const oldest of this.#buckets.keys()) {
      this.#buckets.delete(oldest);
      return;
    }
  }

  #level(name: string, nowMs: number): number {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) return this.#perMinute;
    const refill = Math.max(0, nowMs - bucket.atMs) / 60_000 * this.#perMinute;
    return Math.min(this.#perMinute, bucket.tokens + refill);
  }
}
