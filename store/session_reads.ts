/**
 * What sessions have read, so that a restart forgets nothing that still counts, and every process that shares the database knows it. Hashes
 * only; kept for the time that reads count.
 */
import type { DatabaseSync } from "node:sqlite";
import type { SessionReadStore, StoredReading } from "../engine/correlate/stored_reading.ts";
import { READ_WINDOW_MS } from "../engine/correlate/session_memory.ts";
import { Recent } from "../engine/recent.ts";
import { RecentlyUsed } from "../engine/recently_used.ts";
import type { CommitQueue } from "./commit_queue.ts";
import { asStoreError } from "./sqlite.ts";

/** Readings of all sessions that are kept; the oldest go first. A reading takes a few kilobytes, that of a long document up to 100. */
export const MAX_STORED_READS = 4_000;
/** How often room is made: after so many writes. */
const PRUNE_EVERY_WRITES = 64;
/** Sessions of which it is known how far they were read; of more, those that were longest quiet are read from the start again. */
const MAX_CURSORS = 1_024;
/** For so long after another process has written, readings are written at once: it may be about to judge the next call. */
const SHARED_MS = 10 * 60_000;

export interface SessionReadsOptions {
  /** Default {@linkcode MAX_STORED_READS}. */
  readonly maxReads?: number;
  /** Told how long each document is that was written. Default: nobody. */
  readonly wrote?: (chars: number) => void;
}

export class SqliteSessionReads implements SessionReadStore {
  readonly #queue: CommitQueue;
  readonly #maxReads: number;
  readonly #wrote;
  readonly #select;
  readonly #insert;
  readonly #dropOld;
  readonly #dropMany;
  readonly #news;
  readonly #version;
  /** By session: the newest reading that was given out, and the database's version then. */
  readonly #cursors = new RecentlyUsed<string, Cursor>(MAX_CURSORS);
  /** Readings that this process wrote itself, by row. */
  readonly #own = new Recent<number, true>(MAX_STORED_READS);
  #writes = 0;
  #lastVersion: number;
  /** When a write of another process was last noticed, epoch milliseconds. */
  #othersAt = -Infinity;

  constructor(
    db: DatabaseSync,
    queue: CommitQueue,
    { maxReads = MAX_STORED_READS, wrote }: SessionReadsOptions = {},
  ) {
    this.#queue = queue;
    this.#maxReads = maxReads;
    this.#wrote = wrote;
    this.#select = db.prepare(`
      SELECT id, trace_id, at, document FROM session_reads
      WHERE session_id = ? AND at >= ? ORDER BY id DESC LIMIT ?`);
    this.#news = db.prepare(`
      SELECT id, trace_id, at, document FROM session_reads
      WHERE session_id = ? AND id > ? AND at >= ? ORDER BY id`);
    // Changes when another connection has committed (sqlite.org/pragma.html#pragma_data_version).
    this.#version = db.prepare("PRAGMA data_version");
    this.#lastVersion = this.#versionNow();
    this.#insert = db.prepare(
      "INSERT INTO session_reads (session_id, trace_id, at, document) VALUES (?, ?, ?, ?)",
    );
    // By row, which is the order of writing: an index by time would be written with each answer, and read for this alone.
    this.#dropOld = db.prepare(`
      DELETE FROM session_reads WHERE id < (SELECT id FROM session_reads WHERE at >= ? ORDER BY id LIMIT 1)`);
    this.#dropMany = db.prepare(
      "DELETE FROM session_reads WHERE id <= (SELECT max(id) FROM session_reads) - ?",
    );
  }

  load(sessionId: string, { since, limit }: { since: number; limit: number }): readonly StoredReading[] {
    try {
      // Asked before the rows: what is committed in between is told twice rather than never.
      const version = this.#versionNow();
      const rows = this.#select.all(sessionId, since, limit);
      this.#cursors.set(sessionId, { lastId: Number(rows[0]?.id ?? 0), version });
      return rows.map(readingOfRow).reverse();
    } catch (error) {
      throw asStoreError(error, "read what a session has read from the store");
    }
  }

  news(sessionId: string, now: number): readonly StoredReading[] {
    try {
      const version = this.#versionNow();
      if (version !== this.#lastVersion) {
        [this.#lastVersion, this.#othersAt] = [version, now];
      }
      const cursor = this.#cursors.get(sessionId);
      if (cursor?.version === version) return [];
      const rows = this.#news.all(sessionId, cursor?.lastId ?? 0, now - READ_WINDOW_MS);
      this.#cursors.set(sessionId, { lastId: Number(rows.at(-1)?.id ?? cursor?.lastId ?? 0), version });
      return rows.filter(({ id }) => this.#own.get(Number(id)) === undefined).map(readingOfRow);
    } catch (error) {
      throw asStoreError(error, "read what a session has read from the store");
    }
  }

  append(sessionId: string, { traceId, at, document }: StoredReading): void {
    const write = () => {
      const { lastInsertRowid } = this.#insert.run(sessionId, traceId, at, document);
      this.#own.add(Number(lastInsertRowid), true);
      this.#wrote?.(document.length);
      if (this.#writes++ % PRUNE_EVERY_WRITES !== 0) return;
      this.#dropOld.run(at - READ_WINDOW_MS);
      this.#dropMany.run(this.#maxReads);
    };
    // Given up like the others when it cannot be written.
    if (at - this.#othersAt < SHARED_MS) this.#queue.push(write).catch(() => {});
    else this.#queue.pushUnawaited(write);
  }

  #versionNow(): number {
    return Number(this.#version.get()?.data_version);
  }
}

interface Cursor {
  readonly lastId: number;
  readonly version: number;
}

function readingOfRow(row: Record<string, unknown>): StoredReading {
  return { traceId: String(row["trace_id"]), at: Number(row["at"]), document: String(row["document"]) };
}
