/** What sessions have read, so that a restart forgets nothing that still counts. Hashes only; kept for the time that reads count. */
import type { DatabaseSync } from "node:sqlite";
import type { SessionReadStore, StoredReading } from "../engine/correlate/stored_reading.ts";
import { READ_WINDOW_MS } from "../engine/correlate/session_memory.ts";
import type { CommitQueue } from "./commit_queue.ts";
import { asStoreError } from "./sqlite.ts";

/** Readings of all sessions that are kept; the oldest go first. A reading takes a few kilobytes, that of a long document up to 100. */
export const MAX_STORED_READS = 4_000;
/** How often room is made: after so many writes. */
const PRUNE_EVERY_WRITES = 64;

export interface SessionReadsOptions {
  /** Default {@linkcode MAX_STORED_READS}. */
  readonly maxReads?: number;
}

export class SqliteSessionReads implements SessionReadStore {
  readonly #queue: CommitQueue;
  readonly #maxReads: number;
  readonly #select;
  readonly #insert;
  readonly #dropOld;
  readonly #dropMany;
  #writes = 0;

  constructor(
    db: DatabaseSync,
    queue: CommitQueue,
    { maxReads = MAX_STORED_READS }: SessionReadsOptions = {},
  ) {
    this.#queue = queue;
    this.#maxReads = maxReads;
    this.#select = db.prepare(`
      SELECT trace_id, at, document FROM session_reads
      WHERE session_id = ? AND at >= ? ORDER BY id DESC LIMIT ?`);
    this.#insert = db.prepare(
      "INSERT INTO session_reads (session_id, trace_id, at, document) VALUES (?, ?, ?, ?)",
    );
    this.#dropOld = db.prepare("DELETE FROM session_reads WHERE at < ?");
    this.#dropMany = db.prepare(`
      DELETE FROM session_reads WHERE id <= (SELECT id FROM session_reads ORDER BY id DESC LIMIT 1 OFFSET ?)`);
  }

  load(sessionId: string, { since, limit }: { since: number; limit: number }): readonly StoredReading[] {
    try {
      return this.#select.all(sessionId, since, limit).map((row): StoredReading => ({
        traceId: String(row.trace_id),
        at: Number(row.at),
        document: String(row.document),
      })).reverse();
    } catch (error) {
      throw asStoreError(error, "read what a session has read from the store");
    }
  }

  append(sessionId: string, { traceId, at, document }: StoredReading): void {
    this.#queue.pushUnawaited(() => {
      this.#insert.run(sessionId, traceId, at, document);
      if (this.#writes++ % PRUNE_EVERY_WRITES !== 0) return;
      this.#dropOld.run(at - READ_WINDOW_MS);
      this.#dropMany.run(this.#maxReads);
    });
  }
}
