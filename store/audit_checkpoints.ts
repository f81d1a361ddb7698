/** Signs where the chain stands: every so many entries, every so often, and when the store is closed. */
import type { DatabaseSync } from "node:sqlite";
import type { Checkpoint } from "../engine/audit/entry.ts";
import type { Clock } from "../engine/ports.ts";
import type { AuditChain, ChainHead } from "./audit_chain.ts";
import { readAuditHead, writeAuditHead } from "./audit_head.ts";
import type { AuditKey } from "./audit_key.ts";
import type { CommitQueue } from "./commit_queue.ts";

export interface CheckpointLimits {
  /** A checkpoint is signed after so many entries, as soon as the gap allows. Default 1,000. */
  readonly checkpointEntries: number;
  /** A checkpoint is signed at the latest so long after an entry, milliseconds. Default 60,000. */
  readonly checkpointMs: number;
  /** Time between two checkpoints at the least, milliseconds: each waits for the disk. Default 1,000. */
  readonly checkpointGapMs: number;
}

export const DEFAULT_CHECKPOINT_LIMITS: CheckpointLimits = {
  checkpointEntries: 1_000,
  checkpointMs: 60_000,
  checkpointGapMs: 1_000,
};

export interface CheckpointerParts extends CheckpointLimits {
  readonly dataDir: string;
  readonly queue: CommitQueue;
  readonly chain: AuditChain;
  readonly key: AuditKey;
  readonly clock: Clock;
  /** Resolves when the disk has all that was committed so far. */
  readonly sync: () => Promise<void>;
}

export class Checkpointer {
  readonly #parts: CheckpointerParts;
  readonly #last;
  readonly #insert;
  readonly #entryAt;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Where the chain stood at the last checkpoint that this process signed or found. */
  #signedSeq: number;
  #signing: Promise<void> | undefined;
  #stopped = false;
  /** Monotonic time of the last checkpoint that was tried. */
  #triedAt = -Infinity;
  /** Whether the timer that runs is that of a checkpoint which is due already. */
  #timerIsDue = false;

  constructor(db: DatabaseSync, parts: CheckpointerParts) {
    this.#parts = parts;
    this.#last = db.prepare("SELECT max(seq) AS seq FROM audit_checkpoints");
    this.#insert = db.prepare(`
      INSERT INTO audit_checkpoints (seq, hash, at, count, key_id, signature) VALUES (?, unhex(?), ?, ?, ?, ?)`);
    this.#entryAt = db.prepare(`
      SELECT (SELECT min(seq) FROM audit_entries) AS first,
        (SELECT lower(hex(hash)) FROM audit_entries WHERE seq = $seq) AS hash`);
    this.#signedSeq = this.#lastSeq();
  }

  /** To be told of each commit. */
  committed(): void {
    const written = this.#parts.chain.lastWritten - this.#signedSeq;
    if (written <= 0 || this.#stopped) return;
    const { checkpointEntries, checkpointMs, checkpointGapMs, clock } = this.#parts;
    const isDue = written >= checkpointEntries;
    const gapMs = isDue ? this.#triedAt + checkpointGapMs - clock.monotonic() : checkpointMs;
    if (gapMs <= 0) return void this.sign();
    if (this.#timer !== undefined && (this.#timerIsDue || !isDue)) return;
    clearTimeout(this.#timer);
    this.#timerIsDue = isDue;
    this.#timer = setTimeout(() => void this.sign(), gapMs);
  }

  /** Signs where the chain stands. Never rejects: what could not be signed now is signed with the next. */
  sign(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#triedAt = this.#parts.clock.monotonic();
    return this.#signing ??= this.#sign().finally(() => this.#signing = undefined);
  }

  /** Resolves when no signature is under way. */
  async settled(): Promise<void> {
    await this.#signing;
  }

  /** Signs what this process wrote since the last time, and then no more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#signing;
    // What still waits for company is to be under the signature, too.
    await this.#parts.queue.flush();
    if (this.#parts.chain.lastWritten > this.#signedSeq) await this.sign();
  }

  async #sign(): Promise<void> {
    const { queue, chain, sync, dataDir } = this.#parts;
    let head: ChainHead | undefined;
    let signed: Checkpoint | undefined;
    try {
      await queue.push(() => head = chain.head());
      // Only what is on the disk for good may be promised: else a power cut would look like a cut chain.
      await sync();
      await queue.push(() => signed = this.#insertNext(head));
      if (signed !== undefined && this.#continuesHead()) writeAuditHead(dataDir, signed);
    } catch {
      // The disk is full, or the store is closed: the store's own health tells.
    }
  }

  /** Undefined when there is nothing new, perhaps because another process has signed it. */
  #insertNext(head: ChainHead | undefined): Checkpoint | undefined {
    const { key, clock } = this.#parts;
    const lastSeq = this.#lastSeq();
    this.#signedSeq = Math.max(this.#signedSeq, lastSeq);
    if (head === undefined || head.seq <= lastSeq) return undefined;
    const checkpoint = key.sign({ ...head, at: clock.now(), count: head.seq - lastSeq });
    const { seq, hash, at, count, keyId, signature } = checkpoint;
    this.#insert.run(seq, hash, at, count, keyId, signature);
    this.#signedSeq = seq;
    return checkpoint;
  }

  /** A side file that speaks of another chain is evidence: it is not written over by going on with this one. */
  #continuesHead(): boolean {
    const head = readAuditHead(this.#parts.dataDir);
    if (head === undefined) return true;
    if (head === "unreadable") return false;
    const { first, hash } = this.#entryAt.get({ $seq: head.seq }) ?? {};
    return hash === head.hash || head.seq < Number(first);
  }

  #lastSeq(): number {
    return Number(this.#last.get()?.seq ?? 0);
  }
}
