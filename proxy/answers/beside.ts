/** Reads an answer beside its way: what the caller gets is neither changed nor held up. */
import type { ObservedResponse } from "../../engine/types.ts";
import { bytesToTell, kindOf, makeScreen, type ScreenLimits } from "./make_screen.ts";
import { ByteQueue } from "./byte_queue.ts";
import type { Observe, Screen } from "./screen.ts";

/** What all answers that are being read may keep in memory together. */
export class ReadingRoom {
  #bytes = 0;

  constructor(readonly maxBytes: number) {}

  enter(bytes: number): boolean {
    if (this.#bytes + bytes > this.maxBytes) return false;
    this.#bytes += bytes;
    return true;
  }

  leave(bytes: number): void {
    this.#bytes -= bytes;
  }
}

/** Of one answer so much may wait to be read, bytes. An answer that comes faster than it can be read is read no further. */
const MAX_WAITING_BYTES = 2 * 1024 * 1024;
/** After so long a pause what has come is looked at, milliseconds; of a document it is expected that more comes. */
const PAUSE_MS = 1_000;
const DOCUMENT_PAUSE_MS = 10_000;

export interface BesideOptions {
  readonly contentType: string;
  readonly observe: Observe;
  readonly limits: ScreenLimits;
  readonly room: ReadingRoom;
  /** Undoes the content codings. */
  readonly decode: (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

export class BesideReader {
  readonly #options: BesideOptions;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #wake: (() => void) | null = null;
  #state: "open" | "ended" | "gone" = "open";
  /** More came than could be read. */
  #isCut = false;
  #bytes = 0;

  /** Settles when all that was read has been told of. */
  readonly done: Promise<void>;

  constructor(options: BesideOptions) {
    this.#options = options;
    this.done = this.#run().catch(() => {
      // The engine counts its own failures; the answer has gone on, and nothing is known of it.
      this.drop();
    });
  }

  /** Keeps a copy. */
  add(bytes: Uint8Array): void {
    if (this.#state !== "open") return;
    const { length } = bytes;
    if (this.#waitingBytes + length > MAX_WAITING_BYTES || !this.#options.room.enter(length)) {
      this.#isCut = true;
      return this.end();
    }
    this.#waitingBytes += length;
    this.#waiting.push(bytes.slice());
    this.#wake?.();
  }

  end(): void {
    if (this.#state === "open") this.#state = "ended";
    this.#wake?.();
  }

  /** Forgets what was not read yet. */
  drop(): void {
    this.#state = "gone";
    this.#options.room.leave(this.#waitingBytes);
    this.#waitingBytes = 0;
    this.#waiting = [];
    this.#wake?.();
  }

  async #run(): Promise<void> {
    const { contentType } = this.#options;
    // Nothing is done to this answer, whatever the policy would have done.
    const observe: Observe = async (body, piece) => {
      const { judgement: _, ...seen } = await this.#options.observe(body, piece) ?? {};
      return { ...NOTHING, ...seen };
    };
    const input = this.#options.decode(this.#arriving())[Symbol.asyncIterator]();
    const first = new ByteQueue();
    let screen: Screen | undefined;
    let isTold = false;
    let pauseMs = PAUSE_MS;
    const tell = async () => {
      isTold = true;
      const bytes = first.take();
      const kind = kindOf(contentType, bytes);
      if (kind === "whole") pauseMs = DOCUMENT_PAUSE_MS;
      screen = makeScreen(kind, { ...this.#options, observe, holds: false });
      if (screen === undefined) return this.drop();
      screen.push(bytes);
      await screen.advance("full-looks");
    };
    let reading: Promise<IteratorResult<Uint8Array>> | null = null;
    while (this.#state !== "gone") {
      reading ??= input.next();
      const step = screen !== undefined && screen.unseenBytes > 0
        ? await withPause(reading, pauseMs)
        : await reading;
      if (step === "pause") {
        await screen!.advance("all");
        continue;
      }
      reading = null;
      if (step.done) break;
      this.#bytes += step.value.length;
      if (isTold) {
        screen?.push(step.value);
        await screen?.advance("full-looks");
      } else {
        first.push(step.value);
        if (first.size >= bytesToTell(contentType)) await tell();
      }
    }
    if (this.#state === "gone") return;
    if (!isTold) await tell();
    await screen?.advance("last");
    if (this.#isCut) {
      const body = { bytes: new Uint8Array(), contentType: "", inspectable: false };
      await observe(body, { offset: this.#bytes, isLast: true });
    }
  }

  async *#arriving(): AsyncGenerator<Uint8Array> {
    while (true) {
      const bytes = this.#waiting.shift();
      if (bytes !== undefined) {
        this.#waitingBytes -= bytes.length;
        this.#options.room.leave(bytes.length);
        yield bytes;
      } else if (this.#state !== "open") return;
      else await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }
}

const NOTHING: ObservedResponse = {
  traceId: "",
  dataClasses: [],
  fieldsRedactedCount: 0,
  contentFingerprint: "",
  reasonCodes: [],
};

async function withPause<T>(coming: Promise<T>, pauseMs: number): Promise<T | "pause"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const pause = new Promise<"pause">((resolve) => {
    timer = setTimeout(() => resolve("pause"), pauseMs);
  });
  try {
    return await Promise.race([coming, pause]);
  } finally {
    clearTimeout(timer);
  }
}
