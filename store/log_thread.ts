/**
 * Carries the write-ahead log into the database, on a thread of its own: it takes some 50 ms of waiting for the disk after every few thousand
 * calls, and on the thread that answers calls all of them would wait.
 *
 * The log is begun anew by the next write after all of it was carried over, so while calls come without a break it would only grow.
 * Hence the last round is done while commits are held back: it has little left to carry, and nothing else waits for it.
 */
import type { CommitQueue } from "./commit_queue.ts";

export type ToLogWorker =
  | { readonly kind: "checkpoint"; readonly path: string }
  | { readonly kind: "close" };
/** `isWhole`: all that was in the log then is in the database now. */
export type FromLogWorker =
  | { readonly kind: "done"; readonly isWhole: boolean }
  | { readonly kind: "closed" };

export interface LogThreadOptions {
  /** Of the database. */
  readonly path: string;
  readonly queue: Pick<CommitQueue, "hold" | "release">;
  /** Pages in the log, estimated, after which it is carried over. Default 16,000: 64 MB. */
  readonly checkpointPages?: number;
  /** What the thread runs. Default: `log_worker` beside this module, with the ending this module has (`.js` once bundled). */
  readonly workerUrl?: URL;
}

/** SQLite's own checkpoint inside a commit, should the thread not keep up. */
export const MAX_LOG_PAGES = 24_000;
const CHECKPOINT_PAGES = 16_000;
/** Pages that a commit writes however little is in it: ends of tables and indexes. */
const COMMIT_PAGES = 12;
/** Pages of a call beside its document: its rows and those of their indexes are small. */
const ROW_PAGES = 1;
const PAGE_BYTES = 4_096;
/** Rounds without holding anybody back; the second has only that to do which came during the first. */
const FREE_ROUNDS = 2;
/** A round that could not carry everything, because somebody reads the log, is tried again after so many pages. */
const RETRY_PAGES = 1_000;
/** How long commits are held back at most, milliseconds. */
const HOLD_MS = 250;

export class LogThread {
  readonly #options: Required<LogThreadOptions>;
  /** Started when there is first something to do: short-lived programs never get there. */
  #worker: Worker | undefined;
  /** Written since the log was last begun anew, an estimate. */
  #pages = 0;
  /** Of them, those that the round which runs may have missed. */
  #pagesSince = 0;
  /** Rounds of this time that were begun; 0: none runs. */
  #rounds = 0;
  #holdTimer: ReturnType<typeof setTimeout> | undefined;
  #ended: (() => void) | undefined;
  #isClosed = false;

  constructor(options: LogThreadOptions) {
    this.#options = {
      checkpointPages: CHECKPOINT_PAGES,
      workerUrl: defaultWorkerUrl(import.meta.url),
      ...options,
    };
  }

  /** To be told of each long document, by its length: most are ASCII. */
  wrote(chars: number): void {
    this.#count(ROW_PAGES + Math.ceil(chars / PAGE_BYTES));
  }

  /** To be told of each commit. */
  committed(): void {
    this.#count(COMMIT_PAGES);
    if (this.#pages >= this.#options.checkpointPages && this.#rounds === 0 && !this.#isClosed) this.#begin();
  }

  /** Resolves when the thread has ended; what it was at is finished. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#worker === undefined) return;
    await new Promise<void>((resolve) => {
      this.#ended = resolve;
      this.#post({ kind: "close" });
    });
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #count(pages: number): void {
    this.#pages += pages;
    this.#pagesSince += pages;
  }

  #begin(): void {
    this.#worker ??= this.#start();
    this.#rounds++;
    this.#pagesSince = 0;
    if (this.#rounds > FREE_ROUNDS) {
      this.#options.queue.hold();
      this.#holdTimer = setTimeout(() => this.#release(), HOLD_MS);
    }
    this.#post({ kind: "checkpoint", path: this.#options.path });
  }

  #take(message: FromLogWorker): void {
    if (message.kind === "closed") return this.#ended?.();
    const isBehind = message.isWhole && this.#pagesSince > 0 && this.#rounds <= FREE_ROUNDS;
    if (isBehind && !this.#isClosed) return this.#begin();
    this.#rounds = 0;
    this.#pages = message.isWhole ? this.#pagesSince : this.#options.checkpointPages - RETRY_PAGES;
    this.#release();
  }

  #release(): void {
    clearTimeout(this.#holdTimer);
    this.#options.queue.release();
  }

  #start(): Worker {
    const worker = new Worker(this.#options.workerUrl, { type: "module", name: "log" });
    worker.onmessage = ({ data }) => this.#take(data as FromLogWorker);
    worker.onerror = (event) => {
      // Else the error would end this process. SQLite's own checkpoints do without the thread.
      event.preventDefault();
      this.#isClosed = true;
      this.#worker = undefined;
      this.#release();
      this.#ended?.();
    };
    return worker;
  }

  #post(message: ToLogWorker): void {
    this.#worker?.postMessage(message);
  }
}

export function defaultWorkerUrl(moduleUrl: string): URL {
  return new URL(moduleUrl.endsWith(".ts") ? "./log_worker.ts" : "./log_worker.js", moduleUrl);
}
