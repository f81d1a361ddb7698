/**
 * Group commit: writes asked for in the same turn of the event loop share one transaction.
 * A transaction is never open across turns, so nothing else can slip into it.
 */
import type { DatabaseSync } from "node:sqlite";
import { type Clock, StoreError } from "../engine/ports.ts";
import { asStoreError, isBusy } from "./sqlite.ts";

export interface CommitQueueOptions {
  readonly clock: Pick<Clock, "monotonic">;
  /** Writes that may wait; more are refused. Default: 10,000. */
  readonly maxQueued?: number;
  /** How long another process may hold the lock before the waiting writes are given up, milliseconds. Default: 2,000. */
  readonly busyLimitMs?: number;
  /** How long a write that nobody waits for may wait for company, milliseconds. Default: 50. */
  readonly lingerMs?: number;
  /** Runs a task once the current turn's work is done. Default: `setImmediate`. */
  readonly defer?: (task: () => void) => void;
  /** Told when a transaction has begun, before its first write. Default: nobody. */
  readonly begun?: () => void;
  /** Told when the last write of a transaction is done, before its commit: it may write, too. Default: nobody. */
  readonly ending?: () => void;
  /** Told when a transaction is committed. Default: nobody. */
  readonly committed?: () => void;
}

interface Job {
  readonly write: () => void;
  /** Absent for a write that nobody waits for. */
  readonly settle?: (error?: StoreError) => void;
}

const BUSY_RETRY_MS = 4;
const NO_HOOKS = { begun: () => {}, ending: () => {}, committed: () => {} };

export class CommitQueue {
  readonly #db: DatabaseSync;
  readonly #options: Required<CommitQueueOptions>;
  readonly #begin;
  readonly #commit;
  readonly #rollback;
  #jobs: Job[] = [];
  #deferred = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Monotonic time of the first refusal in a row by another process's lock. */
  #busySince: number | undefined;
  #idle: (() => void)[] = [];
  #closed = false;
  #held = false;
  #failure: StoreError | undefined;
  #dropped = 0;

  constructor(db: DatabaseSync, options: CommitQueueOptions) {
    this.#db = db;
    this.#options = {
      maxQueued: 10_000,
      busyLimitMs: 2_000,
      lingerMs: 50,
      defer: setImmediate,
      ...NO_HOOKS,
      ...options,
    };
    this.#begin = db.prepare("BEGIN IMMEDIATE");
    this.#commit = db.prepare("COMMIT");
    this.#rollback = db.prepare("ROLLBACK");
  }

  /** Why the last commit failed; undefined when it went well. */
  get failure(): StoreError | undefined {
    return this.#failure;
  }

  /** Writes nobody waited for that were given up. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Resolves once `write` is committed; rejects with a StoreError when it was not. */
  push(write: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const refusal = this.#refusal();
      if (refusal !== undefined) return reject(refusal);
      const settle = (error?: StoreError) => error === undefined ? resolve() : reject(error);
      this.#jobs.push({ write, settle });
      this.#deferCommit();
    });
  }

  /** Lets `write` ride with the next commit. Given up silently, and counted, when it cannot be. */
  pushUnawaited(write: () => void): void {
    if (this.#refusal() !== undefined) {
      this.#dropped++;
      return;
    }
    this.#jobs.push({ write });
    if (!this.#deferred) this.#timer ??= setTimeout(() => this.#run(), this.#options.lingerMs);
  }

  /** Resolves when everything queued so far was committed or given up. */
  flush(): Promise<void> {
    this.#run();
    if (this.#jobs.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Commits nothing until {@linkcode release}: what is asked for meanwhile waits, and the thread does not. */
  hold(): void {
    this.#held = true;
  }

  release(): void {
    if (!this.#held) return;
    this.#held = false;
    this.#run();
  }

  /** Refuses new writes, then flushes. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.flush();
  }

  #refusal(): StoreError | undefined {
    if (this.#closed) return new StoreError("Cannot write to the store: it is closed");
    if (this.#jobs.length < this.#options.maxQueued) return undefined;
    return new StoreError(
      `Cannot write to the store: ${this.#jobs.length} writes wait already, wanted fewer than ${this.#options.maxQueued}`,
    );
  }

  #deferCommit(): void {
    // While another process holds the lock the retry timer takes everything along.
    if (this.#deferred || this.#busySince !== undefined) return;
    this.#deferred = true;
    this.#options.defer(() => {
      this.#deferred = false;
      if (this.#busySince === undefined) this.#run();
    });
  }

  #run(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#held) return;
    if (this.#jobs.length > 0) {
      const batch = this.#jobs;
      this.#jobs = [];
      if (!this.#commitBatch(batch)) {
        this.#jobs = batch.concat(this.#jobs);
        this.#timer = setTimeout(() => this.#run(), BUSY_RETRY_MS);
        return;
      }
    }
    const idle = this.#idle;
    this.#idle = [];
    for (const resolve of idle) resolve();
  }

  /** False when the batch is to be tried again later. */
  #commitBatch(batch: readonly Job[]): boolean {
    const error = this.#transact(batch);
    if (error !== undefined && isBusy(error)) {
      const now = this.#options.clock.monotonic();
      this.#busySince ??= now;
      if (now - this.#busySince < this.#options.busyLimitMs) return false;
    }
    this.#busySince = undefined;
    if (error !== undefined && !isBusy(error) && batch.length > 1) {
      // One write that cannot be done must not take its neighbours down.
      for (const job of batch) this.#settle(job, this.#transact([job]));
    } else {
      for (const job of batch) this.#settle(job, error);
    }
    return true;
  }

  #transact(batch: readonly Job[]): unknown {
    try {
      this.#begin.run();
      this.#options.begun();
      for (const job of batch) job.write();
      this.#options.ending();
      this.#commit.run();
      this.#options.committed();
      return undefined;
    } catch (error) {
      this.#rollBack();
      return error;
    }
  }

  #rollBack(): void {
    try {
      this.#rollback.run();
    } catch {
      // No transaction is open: BEGIN was refused, or SQLite has rolled back by itself (disk full).
    }
  }

  #settle(job: Job, error: unknown): void {
    if (error === undefined) {
      this.#failure = undefined;
      job.settle?.();
      return;
    }
    this.#failure = asStoreError(error, "write to the store");
    if (job.settle === undefined) this.#dropped++;
    else job.settle(this.#failure);
  }
}
