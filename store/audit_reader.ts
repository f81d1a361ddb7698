/** Reading the chain and what it covers, from a file that is not written to: whoever checks the record must not change it. */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { AuditEntry, AuditKind, Checkpoint } from "../engine/audit/entry.ts";
import { StoreError } from "../engine/ports.ts";
import type { Outcome, RecordedTrace, ResponseReport } from "../engine/types.ts";
import { asStoreError } from "./sqlite.ts";

/** An entry with the record it is about, as far as that is still there. */
export interface CoveredEntry extends AuditEntry {
  /** The record's canonical text; null when it is not there any more. */
  readonly record: string | null;
  /** The entry that the record itself names. */
  readonly coveredBy: number | null;
  /** Of a call: what became of it, as far as that is known. */
  readonly after: Pick<RecordedTrace, "outcome" | "response">;
}

/** Epoch milliseconds, the first included, the second not. Default: all times. */
export interface TimeSpan {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

const HEX_COLUMNS =
  "lower(hex(e.digest)) AS digest, lower(hex(e.previous)) AS previous, lower(hex(e.hash)) AS hash";

const ENTRIES = `
  SELECT e.seq, e.at, e.kind, e.subject, e.place, ${HEX_COLUMNS},
    CASE e.kind WHEN 'call' THEN d.document WHEN 'outcome' THEN o.outcome WHEN 'response' THEN p.report
      ELSE r.record END AS record,
    CASE e.kind WHEN 'call' THEN d.entry WHEN 'outcome' THEN o.entry WHEN 'response' THEN p.entry
      ELSE r.seq END AS covered_by,
    CASE e.kind WHEN 'call' THEN o.outcome END AS after_outcome,
    CASE e.kind WHEN 'call' THEN p.report END AS after_response
  FROM audit_entries e
  LEFT JOIN audit_records r ON r.seq = e.seq
  LEFT JOIN trace_documents d ON e.kind = 'call' AND d.seq = e.place
  LEFT JOIN trace_outcomes o ON e.kind IN ('outcome', 'call') AND o.seq = e.place
  LEFT JOIN trace_responses p ON e.kind IN ('response', 'call') AND p.seq = e.place
  WHERE e.seq >= ? AND e.at >= ? AND e.at < ? ORDER BY e.seq LIMIT ?`;

const CHECKPOINTS = `
  SELECT seq, lower(hex(hash)) AS hash, at, count, key_id, signature FROM audit_checkpoints
  WHERE seq >= ? ORDER BY seq LIMIT ?`;

/** Rows that are read at a time; long records make a page of them large. */
const PAGE = 100;
const NO_LIMIT = -1;

/**
 * Opens the database of a data folder for reading alone.
 *
 * @throws {StoreError} when there is none, it cannot be read, or it is of a version without a chain.
 */
export function openAuditReader(dataDir: string): AuditReader {
  const path = join(dataDir, "interven.db");
  try {
    Deno.statSync(path);
    const db = new DatabaseSync(path, { readOnly: true, timeout: 2_000 });
    try {
      return new AuditReader(db);
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new StoreError(
        `Cannot read the record: there is no store "${path}"; name its folder with --data-dir`,
      );
    }
    throw asStoreError(error, `read the store "${path}"`);
  }
}

export class AuditReader implements Disposable {
  readonly db: DatabaseSync;
  readonly #entries;

  /** @throws {StoreError} when the database has no chain. */
  constructor(db: DatabaseSync) {
    this.db = db;
    const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'audit_entries'").get();
    if (table === undefined) {
      throw new StoreError(
        "Cannot read the record: this store is of a version without one; start interven on it once",
      );
    }
    this.#entries = db.prepare(ENTRIES);
  }

  /** Entries from `seq` on, in order; a page at a time, so that others may write in between. */
  *entries(from: number, { since, until }: TimeSpan = {}): Generator<CoveredEntry> {
    const span = [since ?? Number.MIN_SAFE_INTEGER, until ?? Number.MAX_SAFE_INTEGER];
    for (let next = from;;) {
      const rows = this.#entries.all(next, ...span, PAGE);
      for (const row of rows) yield coveredEntry(row);
      if (rows.length < PAGE) return;
      next = Number(rows.at(-1)?.seq) + 1;
    }
  }

  *checkpoints(from: number): Generator<Checkpoint> {
    for (const row of this.db.prepare(CHECKPOINTS).iterate(from, NO_LIMIT)) yield checkpointOf(row);
  }

  firstSeq(): number {
    return this.#number("SELECT min(seq) AS n FROM audit_entries");
  }

  lastSeq(): number {
    return this.#number("SELECT max(seq) AS n FROM audit_entries");
  }

  /** Records of one kind, oldest first. These kinds are few. */
  records(kind: AuditKind): readonly { readonly seq: number; readonly record: string }[] {
    return this.db.prepare(`
      SELECT r.seq, r.record FROM audit_records r JOIN audit_entries e USING (seq) WHERE e.kind = ? ORDER BY seq`)
      .all(kind).map((row) => ({ seq: Number(row.seq), record: String(row.record) }));
  }

  /** Changes whenever another process has written to the file. */
  changes(): number {
    return Number(this.db.prepare("PRAGMA data_version").get()?.data_version);
  }

  /** What `read` sees is one moment, whatever others write meanwhile. */
  atOneMoment<T>(read: () => T): T {
    this.db.exec("BEGIN");
    try {
      return read();
    } finally {
      this.db.exec("COMMIT");
    }
  }

  #number(sql: string): number {
    return Number(this.db.prepare(sql).get()?.n ?? 0);
  }

  [Symbol.dispose](): void {
    this.db.close();
  }
}

function coveredEntry(row: Record<string, unknown>): CoveredEntry {
  return {
    seq: Number(row.seq),
    at: Number(row.at),
    // What is no kind of ours has no valid hash either.
    kind: String(row.kind) as AuditKind,
    subject: String(row.subject),
    digest: String(row.digest),
    previous: String(row.previous),
    hash: String(row.hash),
    place: row.place === null ? null : Number(row.place),
    record: row.record === null ? null : String(row.record),
    coveredBy: row.covered_by === null ? null : Number(row.covered_by),
    get after() {
      return {
        outcome: parsed<Outcome>(row.after_outcome),
        response: parsed<ResponseReport>(row.after_response),
      };
    },
  };
}

/** Null for what is not there, and for what somebody else put there. */
function parsed<T>(json: unknown): T | null {
  try {
    return JSON.parse(String(json)) as T | null;
  } catch {
    return null;
  }
}

function checkpointOf(row: Record<string, unknown>): Checkpoint {
  return {
    seq: Number(row.seq),
    hash: String(row.hash),
    at: Number(row.at),
    count: Number(row.count),
    keyId: String(row.key_id),
    signature: String(row.signature),
  };
}
