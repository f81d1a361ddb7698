/** What has come in and was not read yet. */
import type { Incoming } from "../end.ts";

export class MessageQueue {
  readonly #waiting: Incoming[] = [];
  #wake = Promise.withResolvers<void>();
  #isEnded = false;

  push(incoming: Incoming): void {
    if (this.#isEnded) return;
    this.#waiting.push(incoming);
    this.#wake.resolve();
  }

  /** No more will come; what has come is still read. */
  end(): void {
    this.#isEnded = true;
    this.#wake.resolve();
  }

  async *read(): AsyncGenerator<Incoming> {
    for (;;) {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) yield next;
      if (this.#isEnded) return;
      await this.#wake.promise;
      this.#wake = Promise.withResolvers<void>();
    }
  }
}
