/** Brings messages to one receiver, one after another: tried again when it fails, given up after a while, never in anybody's way. */

export interface Post {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface DeliveryOptions {
  readonly url: URL;
  readonly fetch: typeof fetch;
  /** Resolves after so long, or at once when the signal says so. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Told what a person should know; names the receiver by host alone, for the path of a webhook is its secret. */
  readonly say: (message: string) => void;
}

const TIMEOUT_MS = 10_000;
/** Nobody likes to wait for a gateway to end. */
const CLOSING_TIMEOUT_MS = 2_000;
const RETRY_AFTER_MS: readonly number[] = [1_000, 5_000, 25_000];
/** More than these means that the receiver is down for good; what is newest is dropped, for the oldest lapse first anyway. */
const MAX_WAITING = 500;

export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #closing = new AbortController();
  readonly #waiting: (() => Post)[] = [];
  #running: Promise<void> | undefined;
  #isFailing = false;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** @param post Made anew for each attempt, so that its time is right. */
  send(post: () => Post): void {
    if (this.#closing.signal.aborted) return;
    if (this.#waiting.length >= MAX_WAITING) return this.#failed("too many messages wait for it");
    this.#waiting.push(post);
    this.#running ??= this.#run();
  }

  /** Resolves when all that waits was delivered or given up: each is tried once more, and after a failure none. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let post = this.#waiting.shift(); post !== undefined; post = this.#waiting.shift()) {
      await this.#deliver(post);
      if (this.#isFailing && this.#closing.signal.aborted) this.#waiting.length = 0;
    }
    this.#running = undefined;
  }

  async #deliver(post: () => Post): Promise<void> {
    for (const waitMs of [...RETRY_AFTER_MS, undefined]) {
      const failure = await this.#attempt(post());
      if (failure === null) {
        this.#isFailing = false;
        return;
      }
      if (waitMs === undefined || !failure.mayPass || this.#closing.signal.aborted) {
        return this.#failed(failure.why);
      }
      await this.#options.sleep(waitMs, this.#closing.signal);
    }
  }

  async #attempt({ headers, body }: Post): Promise<{ why: string; mayPass: boolean } | null> {
    try {
      const answer = await this.#options.fetch(this.#options.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body,
        // Whoever answers with a redirect would get the message without having been named.
        redirect: "manual",
        signal: AbortSignal.timeout(this.#closing.signal.aborted ? CLOSING_TIMEOUT_MS : TIMEOUT_MS),
      });
      await answer.body?.cancel();
      if (answer.ok) return null;
      const mayPass = answer.status === 429 || answer.status >= 500;
      return { why: `it answered with status ${answer.status}`, mayPass };
    } catch (error) {
      const late = error instanceof Error && error.name === "TimeoutError";
      return { why: late ? "it did not answer in time" : "it cannot be reached", mayPass: true };
    }
  }

  /** Said once, until a message gets through again. */
  #failed(why: string): void {
    if (this.#isFailing) return;
    this.#isFailing = true;
    this.#options.say(`Cannot deliver news of approvals to "${this.#options.url.host}": ${why}`);
  }
}
