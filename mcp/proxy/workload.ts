/** What is being worked on beside the reading of messages. Reading stops while it is much: whoever sends it has to wait, not this process's memory. */
export class Workload {
  readonly #maxBytes: number;
  readonly #waiting: (() => void)[] = [];
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Counts so many bytes until the function that is returned is called. */
  add(bytes: number): () => void {
    this.#bytes += bytes;
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      this.#bytes -= bytes;
      if (this.#hasRoom) { for (const go of this.#waiting.splice(0)) go(); }
    };
  }

  /** Resolves as soon as there is room for more; undefined when there is. */
  room(): Promise<void> | undefined {
    return this.#hasRoom ? undefined : new Promise((resolve) => this.#waiting.push(resolve));
  }

  get #hasRoom(): boolean {
    return this.#bytes < this.#maxBytes;
  }
}
