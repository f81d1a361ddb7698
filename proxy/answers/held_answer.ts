/** An answer that goes on only as far as it was looked at. */
import type { AnswerKind } from "./answer_kind.ts";
import { ByteQueue } from "./byte_queue.ts";
import { bytesToTell, kindOf, makeScreen, type ScreenLimits } from "./make_screen.ts";
import type { Observe, Screen } from "./screen.ts";

/** All in milliseconds. */
export interface HoldTimes {
  /** How long what came may wait for more, until it is looked at all the same. Default 250. */
  readonly lookMs: number;
  /** How long what was looked at may be held back. Default 1,000. */
  readonly holdMs: number;
  /** How long a document may take to be complete, before it is read on as text. Default 5,000. */
  readonly wholeMs: number;
}

export const DEFAULT_HOLD_TIMES: HoldTimes = { lookMs: 250, holdMs: 1_000, wholeMs: 5_000 };

export interface HeldAnswerOptions {
  /** Content codings undone. */
  readonly source: AsyncIterable<Uint8Array>;
  readonly contentType: string;
  readonly observe: Observe;
  readonly limits: ScreenLimits;
  readonly times: HoldTimes;
  /** Ends the source at once, also while it is waited for. */
  readonly stop: () => void;
}

export class HeldAnswer {
  readonly #options: HeldAnswerOptions;
  readonly #input: AsyncIterator<Uint8Array>;
  readonly #ready = new ByteQueue();
  /** What came before it is known what it is. */
  readonly #first = new ByteQueue();
  #kind: AnswerKind | undefined;
  #screen: Screen | undefined;
  #reading: Promise<IteratorResult<Uint8Array>> | null = null;
  #unseenSince: number | null = null;
  #heldSince: number | null = null;
  #ended = false;

  constructor(options: HeldAnswerOptions) {
    this.#options = options;
    this.#input = options.source[Symbol.asyncIterator]();
  }

  /** Whether all of it was looked at already. */
  get isWhole(): boolean {
    return this.#ended;
  }

  /**
   * Waits for what may go on first, so that a refusal can still be one; of a stream no longer than one look takes.
   *
   * @throws {WithheldError} when the policy withholds what came, and whatever breaks the source
   */
  async begin(): Promise<void> {
    const startedAt = performance.now();
    while (this.#ready.size === 0 && !this.#ended) {
      await this.#step();
      const isDocument = this.#kind === "whole" || (this.#kind === undefined && this.#first.size > 0);
      if (!isDocument && performance.now() - startedAt > this.#options.times.lookMs) return;
    }
  }

  /** The next bytes; null at the end. */
  async next(): Promise<Uint8Array | null> {
    while (this.#ready.size === 0) {
      if (this.#ended) return null;
      await this.#step();
    }
    return this.#ready.take();
  }

  /** Nobody wants the rest. */
  cancel(): void {
    this.#options.stop();
    // Lets the decoders go, once what they wait for has come to its end.
    this.#input.return?.(undefined).catch(() => {});
  }

  async #step(): Promise<void> {
    this.#reading ??= this.#input.next();
    const step = await this.#withinTime(this.#reading);
    if (step === "time") return await this.#timeUp();
    this.#reading = null;
    if (step.done) return await this.#end();
    if (this.#kind !== undefined) return await this.#take(step.value);
    this.#first.push(step.value);
    if (this.#first.size >= bytesToTell(this.#options.contentType)) await this.#tell();
  }

  /** From now on it is known what it is. */
  async #tell(): Promise<void> {
    const bytes = this.#first.take();
    const { contentType } = this.#options;
    this.#kind = kindOf(contentType, bytes);
    this.#screen = makeScreen(this.#kind, { ...this.#options, holds: true });
    await this.#take(bytes);
  }

  async #take(bytes: Uint8Array): Promise<void> {
    if (this.#screen === undefined) return this.#ready.push(bytes);
    this.#screen.push(bytes);
    await this.#advance("full-looks");
  }

  async #end(): Promise<void> {
    if (this.#kind === undefined) await this.#tell();
    this.#ended = true;
    if (this.#screen !== undefined) await this.#advance("last");
  }

  async #timeUp(): Promise<void> {
    if (this.#kind === undefined) return this.#first.size === 0 ? undefined : await this.#tell();
    const now = performance.now();
    const { holdMs } = this.#options.times;
    if (this.#unseenSince !== null && now >= this.#unseenSince + this.#lookMs()) await this.#advance("all");
    if (this.#heldSince !== null && now >= this.#heldSince + holdMs) {
      for (const bytes of this.#screen?.release() ?? []) this.#ready.push(bytes);
      this.#heldSince = null;
    }
  }

  #lookMs(): number {
    const { lookMs, wholeMs } = this.#options.times;
    return this.#kind === "whole" ? wholeMs : lookMs;
  }

  async #advance(extent: "full-looks" | "all" | "last"): Promise<void> {
    const screen = this.#screen!;
    for (const bytes of await screen.advance(extent)) this.#ready.push(bytes);
    const now = performance.now();
    this.#unseenSince = screen.unseenBytes === 0 ? null : this.#unseenSince ?? now;
    this.#heldSince = screen.heldBytes === 0 ? null : this.#heldSince ?? now;
    // A document that took too long goes on as text.
    if (extent === "all" && this.#kind === "whole") this.#kind = "text";
  }

  /** What comes, or `time` when something has waited long enough. */
  async #withinTime<T>(coming: Promise<T>): Promise<T | "time"> {
    const { holdMs, lookMs } = this.#options.times;
    const now = performance.now();
    const due = [
      this.#unseenSince === null ? Infinity : this.#unseenSince + this.#lookMs(),
      this.#heldSince === null ? Infinity : this.#heldSince + holdMs,
      this.#kind === undefined ? now + lookMs : Infinity,
    ];
    const at = Math.min(...due);
    if (at === Infinity) return await coming;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const time = new Promise<"time">((resolve) => {
      timer = setTimeout(() => resolve("time"), Math.max(0, at - now));
    });
    try {
      return await Promise.race([coming, time]);
    } finally {
      clearTimeout(timer);
    }
  }
}
