/**
 * Checking the record: every entry against the one before, every record against its entry, every checkpoint against its
 * signature and the chain, and every stored row against the entry it names. The first thing that is wrong ends it.
 */
import {
  type AuditEntry,
  type Checkpoint,
  entryHash,
  NO_ENTRY_HASH,
  recordDigest,
} from "../engine/audit/entry.ts";
import { type AuditPublicKey, holds } from "./audit_key.ts";
import type { AuditReader, CoveredEntry } from "./audit_reader.ts";
import { type RowCheck, rowCheck, uncoveredRow } from "./audit_rows.ts";
import { type RowRange, RowSet } from "./row_ranges.ts";

/** How a record can have been changed. */
export const BREAKS = ["edited", "deleted", "inserted", "reordered", "truncated", "re-signed"] as const;
export type Break = typeof BREAKS[number];

/** Where the record does not hold. */
export interface AuditBreak {
  readonly kind: Break;
  /** The first entry that is wrong or missing; null when it is about no entry. */
  readonly seq: number | null;
  readonly message: string;
}

export interface AuditReport {
  /** Undefined when everything holds. */
  readonly broken: AuditBreak | undefined;
  /** First and last entry that were looked at; 0 when there is none. */
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly entries: number;
  /** Records that were forgotten on purpose, and the chain says so. */
  readonly forgotten: number;
  /** Entries up to this one were removed on purpose, and the chain says so; 0: none were. */
  readonly cutThrough: number;
  readonly checkpoints: number;
  /** The last checkpoint that holds. */
  readonly lastCheckpoint: Checkpoint | undefined;
}

export interface AuditVerifyOptions {
  /** Whose signatures count. */
  readonly keys: readonly AuditPublicKey[];
  /** The side file, read before the database. Absent: there is none to compare with, as of an export. */
  readonly head?: Checkpoint | "unreadable" | "missing";
  /** First entry to look at; what came before is taken as given. Default: the first there is. */
  readonly from?: number;
}

/** A finding travels as an exception inside this file, and as a value outside. */
class Broken extends Error {
  constructor(readonly found: AuditBreak) {
    super(found.message);
  }
}

function broken(kind: Break, seq: number | null, message: string): never {
  throw new Broken({ kind, seq, message });
}

/** Checks the record as it is at one moment. Memory does not grow with its length. */
export function verifyAudit(reader: AuditReader, options: AuditVerifyOptions): AuditReport {
  return reader.atOneMoment(() => new Verification(reader, options).run());
}

class Verification {
  readonly #reader: AuditReader;
  readonly #options: AuditVerifyOptions;
  readonly #from: number;
  readonly #forgottenCalls: RowSet;
  readonly #checkpoints: Iterator<Checkpoint>;
  readonly #changedColumn: RowCheck;
  #checkpoint: Checkpoint | undefined;
  #signed: Checkpoint | undefined;
  #last: Pick<AuditEntry, "seq" | "hash"> = { seq: 0, hash: NO_ENTRY_HASH };
  #firstSeq = 0;
  #entries = 0;
  #forgotten = 0;
  #checked = 0;
  #cutThrough = 0;

  constructor(reader: AuditReader, options: AuditVerifyOptions) {
    this.#reader = reader;
    this.#options = options;
    this.#from = options.from ?? 1;
    this.#forgottenCalls = new RowSet(reader.records("pruned").flatMap(({ record }) => rangesOf(record)));
    this.#changedColumn = rowCheck(reader.db);
    this.#checkpoints = reader.checkpoints(Math.max(1, this.#from - 1));
    this.#nextCheckpoint();
  }

  run(): AuditReport {
    let found: AuditBreak | undefined;
    try {
      this.#begin();
      for (const entry of this.#reader.entries(this.#from)) this.#check(entry);
      this.#end();
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      found = error.found;
    }
    return {
      broken: found,
      firstSeq: this.#firstSeq,
      lastSeq: this.#last.seq,
      entries: this.#entries,
      forgotten: this.#forgotten,
      cutThrough: this.#cutThrough,
      checkpoints: this.#checked,
      lastCheckpoint: this.#signed,
    };
  }

  /** What stands before the first entry: nothing, a checkpoint that the chain was cut at, or what `--from` takes as given. */
  #begin(): void {
    const first = this.#reader.firstSeq();
    if (first > 1) this.#acceptCut(first - 1);
    if (this.#from <= first) return;
    const [before] = this.#reader.entries(this.#from - 1);
    if (before?.seq === this.#from - 1) this.#last = before;
  }

  #acceptCut(through: number): void {
    const [anchor] = this.#reader.checkpoints(through);
    const said = this.#reader.records("cut").some(({ record }) => cutOf(record) === through);
    if (anchor?.seq !== through || !said) {
      broken(
        "deleted",
        1,
        `Entries 1 to ${through} are missing, and the chain does not say that they were cut off`,
      );
    }
    this.#checkSignature(anchor);
    this.#cutThrough = through;
    this.#last = { seq: through, hash: anchor.hash };
    this.#signed = anchor;
    while (this.#checkpoint !== undefined && this.#checkpoint.seq <= through) this.#nextCheckpoint();
  }

  #check(entry: CoveredEntry): void {
    const { seq, hash, previous } = entry;
    const expected = this.#last.seq + 1;
    if (seq !== expected) {
      const missing = seq - 1 === expected ? `Entry ${expected} is` : `Entries ${expected} to ${seq - 1} are`;
      broken("deleted", expected, `${missing} missing`);
    }
    if (entryHash(entry) !== hash) {
      broken("edited", seq, `Entry ${seq} was edited: its hash is of other content`);
    }
    if (previous !== this.#last.hash) {
      broken(
        "reordered",
        seq,
        `Entry ${seq} does not follow entry ${seq - 1}: one of them was moved, put in or rewritten`,
      );
    }
    this.#checkRecord(entry);
    if (this.#checkpoint?.seq === seq) this.#checkCheckpoint(this.#checkpoint, hash);
    this.#last = { seq, hash };
    this.#entries++;
    this.#firstSeq ||= seq;
  }

  #checkRecord(entry: CoveredEntry): void {
    const { seq, kind, subject, record, coveredBy, place } = entry;
    const what = `the ${kind.replaceAll("_", " ")} "${subject.slice(0, 64)}"`;
    if (record === null) {
      const forgotten = place !== null && this.#forgottenCalls.has(place);
      if (!forgotten) {
        broken(
          "deleted",
          seq,
          `The record of ${what} is missing, and the chain does not say that it was forgotten`,
        );
      }
      this.#forgotten++;
      return;
    }
    // A later outcome took the place of this one; its own entry covers it.
    if (kind !== "call" && coveredBy !== null && coveredBy > seq) return;
    if (coveredBy !== seq || recordDigest(kind, record) !== entry.digest) {
      broken("edited", seq, `The record of ${what} was edited: its digest is not that of entry ${seq}`);
    }
    const column = kind === "call" && place !== null ? this.#changedColumn(place, record) : undefined;
    if (column !== undefined) {
      broken(
        "edited",
        seq,
        `The record of ${what} was edited: column "${column}" differs from the document of entry ${seq}`,
      );
    }
  }

  #checkCheckpoint(checkpoint: Checkpoint, hash: string): void {
    const { seq, count } = checkpoint;
    this.#checkSignature(checkpoint);
    if (checkpoint.hash !== hash) {
      broken("edited", seq, `The chain was rewritten before entry ${seq}: its checkpoint is of another hash`);
    }
    const since = this.#signed?.seq ?? (this.#from > 1 ? undefined : 0);
    if (since !== undefined && count !== seq - since) {
      broken(
        "deleted",
        seq,
        `A checkpoint before entry ${seq} is missing: found ${seq - since} entries since, wanted ${count}`,
      );
    }
    this.#signed = checkpoint;
    this.#checked++;
    this.#nextCheckpoint();
  }

  #checkSignature(checkpoint: Checkpoint): void {
    const { seq, keyId } = checkpoint;
    const { keys } = this.#options;
    const key = keys.find(({ id }) => id === keyId);
    if (key === undefined) {
      const wanted = keys.map(({ id }) => id).join(", ") || "none";
      broken(
        "re-signed",
        seq,
        `The checkpoint at entry ${seq} is signed by key ${keyId.slice(0, 64)}, wanted ${wanted}`,
      );
    }
    if (!holds(checkpoint, key)) {
      broken("re-signed", seq, `The signature of the checkpoint at entry ${seq} does not hold`);
    }
  }

  #end(): void {
    const lastSeq = this.#last.seq;
    if (this.#checkpoint !== undefined) {
      const { seq } = this.#checkpoint;
      broken(
        "truncated",
        lastSeq + 1,
        `Entries from ${lastSeq + 1} on are missing: a checkpoint was signed at entry ${seq}`,
      );
    }
    this.#checkHead();
    const stray = uncoveredRow(this.#reader, this.#from);
    if (stray !== undefined) broken(stray.kind, null, stray.message);
  }

  #checkHead(): void {
    const { head } = this.#options;
    const lastSeq = this.#last.seq;
    if (head === undefined || head === "missing" && this.#signed === undefined) return;
    if (head === "missing" || head === "unreadable") {
      broken(
        "truncated",
        null,
        `The file audit.head is ${head}: without it nobody can tell whether the end of the chain was cut off`,
      );
    }
    if (head.seq > lastSeq) {
      broken(
        "truncated",
        lastSeq + 1,
        `Entries from ${lastSeq + 1} on are missing: audit.head was signed at entry ${head.seq}`,
      );
    }
    this.#checkSignature(head);
    if (head.seq < this.#reader.firstSeq() || head.seq < this.#from) return;
    const [entry] = this.#reader.entries(head.seq);
    if (entry?.hash !== head.hash) {
      broken(
        "edited",
        head.seq,
        `The chain was rewritten before entry ${head.seq}: audit.head is of another hash`,
      );
    }
  }

  #nextCheckpoint(): void {
    const next = this.#checkpoints.next();
    this.#checkpoint = next.done ? undefined : next.value;
    if (this.#checkpoint !== undefined && this.#checkpoint.seq < this.#from) this.#nextCheckpoint();
  }
}

/** Rows of the calls that a `pruned` entry says were forgotten. Its digest is checked with the others. */
function rangesOf(record: string): readonly RowRange[] {
  const { calls } = membersOf(record);
  const isRange = (value: unknown): value is RowRange =>
    Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger);
  return Array.isArray(calls) ? calls.filter(isRange) : [];
}

function cutOf(record: string): number | undefined {
  const { through } = membersOf(record);
  return typeof through === "number" ? through : undefined;
}

/** Somebody may have written anything there; the digest then tells. */
function membersOf(record: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(record);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
