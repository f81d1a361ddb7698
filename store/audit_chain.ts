/**
 * Writing the hash chain. Each entry is made in the transaction of the record it covers, so that neither is ever without the
 * other; the end of the chain is read inside that transaction, because other processes write to the same file.
 */
import type { DatabaseSync } from "node:sqlite";
import { canonicalValue } from "../engine/audit/canonical_value.ts";
import { type AuditKind, entryHash, NO_ENTRY_HASH, recordDigest } from "../engine/audit/entry.ts";

export interface NewEntry {
  readonly kind: AuditKind;
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Of the record, by `recordDigest`. */
  readonly digest: string;
  /** Row of the call or approval it is about. Default: none. */
  readonly place?: number;
}

/** What is needed of an entry to go on from it. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

const EMPTY: ChainHead = { seq: 0, hash: NO_ENTRY_HASH };

export class AuditChain {
  readonly #db: DatabaseSync;
  readonly #readHead;
  readonly #insertEntry;
  readonly #insertRecord;
  /** Where this transaction stands; undefined when it has not looked yet. */
  #head: ChainHead | undefined;
  /** Where the transaction before stood at its end. */
  #before: ChainHead | undefined;
  #generation = 0;
  #lastWritten = 0;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#readHead = db.prepare(
      "SELECT seq, lower(hex(hash)) AS hash FROM audit_entries ORDER BY seq DESC LIMIT 1",
    );
    this.#insertEntry = db.prepare(`
      INSERT INTO audit_entries (seq, at, kind, subject, place, digest, previous, hash)
      VALUES (?, ?, ?, ?, ?, unhex(?), unhex(?), unhex(?))`);
    this.#insertRecord = db.prepare("INSERT INTO audit_records (seq, record) VALUES (?, ?)");
  }

  /** Seq of the last entry that this process wrote; 0 when it wrote none. */
  get lastWritten(): number {
    return this.#lastWritten;
  }

  /** To be called when a transaction has begun: what was known of the end of the chain is then out of date. */
  begin(): void {
    this.#before = this.#head ?? this.#before;
    this.#head = undefined;
  }

  /**
   * Another number when rows that this process wrote may not be what they were: another process has written, calls were forgotten, or
   * a transaction was undone. Each leaves the chain with another end than the one known here. To be asked inside a transaction.
   */
  generation(): number {
    this.head();
    return this.#generation;
  }

  /** The last entry as this transaction sees it; seq 0 when there is none. */
  head(): ChainHead {
    if (this.#head !== undefined) return this.#head;
    this.#head = this.#read();
    if (this.#head.hash !== this.#before?.hash) this.#generation++;
    return this.#head;
  }

  /** Adds an entry for a record that the caller stores in the same transaction. Returns its seq. */
  append(entry: NewEntry): number {
    if (this.head().seq === 0 && entry.kind !== "chain_opened") this.#open(entry.at);
    return this.#write(entry);
  }

  /** Adds an entry together with its record. Returns its seq. */
  appendRecord(
    record: unknown,
    entry: Omit<NewEntry, "digest">,
  ): number {
    const text = canonicalValue(record);
    const seq = this.append({ ...entry, digest: recordDigest(entry.kind, text) });
    this.#insertRecord.run(seq, text);
    return seq;
  }

  #write(
    { kind, subject, at, digest, place = null }: Omit<NewEntry, "place"> & { place?: number | null },
  ): number {
    const { seq: last, hash: previous } = this.head();
    const seq = last + 1;
    const hash = entryHash({ seq, at, kind, subject, place, digest, previous });
    this.#insertEntry.run(seq, at, kind, subject, place, digest, previous, hash);
    this.#head = { seq, hash };
    this.#lastWritten = seq;
    if (kind === "pruned") this.#generation++;
    return seq;
  }

  /** The first entry says what was there before the chain, so that nothing can be slipped in as older than it. */
  #open(at: number): void {
    const last = (table: string) =>
      Number(this.#db.prepare(`SELECT max(seq) AS seq FROM ${table} WHERE entry IS NULL`).get()?.seq ?? 0);
    const record = {
      format: 1,
      last_call_before: last("trace_documents"),
      last_approval_before: last("approvals"),
    };
    this.appendRecord(record, { kind: "chain_opened", subject: "chain", at });
  }

  #read(): ChainHead {
    const row = this.#readHead.get();
    return row === undefined ? EMPTY : { seq: Number(row.seq), hash: String(row.hash) };
  }
}
