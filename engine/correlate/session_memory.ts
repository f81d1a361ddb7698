/** What one session has read, as hashes: bounded in reads, words, fingerprints, instructions, and time. */
import type { Directive } from "./directives.ts";
import { RecentlyUsed } from "../recently_used.ts";
import { HashTable } from "./hash_table.ts";
import type { Reading, ReadRecord } from "./reading.ts";
import { ValueMark } from "./answer_prints.ts";

/** How long a read counts, milliseconds: a day. */
export const READ_WINDOW_MS = 24 * 3_600_000;
/** Reads of a session that count: the latest. */
export const MAX_READS = 512;
/** Instructions that are remembered; when there are more, the weakest of the older half goes. */
export const MAX_DIRECTIVES = 32;
/** Telling words, fingerprints, and values of the agent's own that are kept at least; at times twice as many. */
export const MAX_VALUES = 4_096;
export const MAX_PRINTS = 8_192;
export const MAX_OWN = 2_048;
/** The same of what is sensitive, kept apart: no flood of other reading washes it out. */
export const MAX_SENSITIVE_VALUES = 1_024;
export const MAX_SENSITIVE_PRINTS = 4_096;
/** From this sensitivity on a read is kept longer than others, up to half of all. */
const SENSITIVE = 0.5;
/** Reads of which it is known how much of them went where. */
const MAX_CARRIED = 256;

/** Where a value was first seen: in which read, and whether inside an instruction. */
export interface FirstSeen {
  readonly read: ReadRecord;
  readonly inDirective: boolean;
  readonly isFinding: boolean;
}

/** A word of an instruction in its arrays, and in the index by which sequences are found. */
const BYTES_PER_WORD = 120;
const BYTES_PER_CARRIED = 160;
/** Serial numbers of reads take 14 bits and wrap around; far fewer reads are kept. */
const SERIAL = 0x3fff;
const HIGH = 0x8000;
const LOW = 0x4000;

export class SessionMemory {
  readonly #reads = new Map<number, ReadRecord>();
  #nextSerial = 0;
  #directives: Directive[] = [];
  readonly #values = new HashTable(MAX_VALUES);
  readonly #prints = new HashTable(MAX_PRINTS);
  readonly #own = new HashTable(MAX_OWN);
  readonly #sensitiveValues = new HashTable(MAX_SENSITIVE_VALUES);
  readonly #sensitivePrints = new HashTable(MAX_SENSITIVE_PRINTS);
  readonly #carried = new RecentlyUsed<string, number>(MAX_CARRIED);

  get readCount(): number {
    return this.#reads.size;
  }

  /** About what it takes, in bytes. */
  get bytes(): number {
    const directives = this.#directives.reduce(
      (sum, { words }) => sum + 400 + BYTES_PER_WORD * words.count,
      0,
    );
    const tables = [this.#values, this.#prints, this.#own, this.#sensitiveValues, this.#sensitivePrints];
    return tables.reduce((sum, { bytes }) => sum + bytes, directives) + 240 * this.#reads.size +
      BYTES_PER_CARRIED * this.#carried.size;
  }

  /** Calls `visit` for the reads that still count. */
  eachRead(now: number, visit: (read: ReadRecord) => void): void {
    for (const read of this.#reads.values()) if (now - read.at <= READ_WINDOW_MS) visit(read);
  }

  directives(now: number): readonly Directive[] {
    return this.#directives.filter(({ at }) => now - at <= READ_WINDOW_MS);
  }

  add({ record, values, marks, prints, directives }: Reading): void {
    const serial = this.#begin(record);
    for (let i = 0; i < values.length; i++) this.#addValue(values[i]!, serial, marks[i]!);
    const printed = record.sensitivity >= SENSITIVE ? this.#sensitivePrints : this.#prints;
    for (const print of prints) this.#addPrint(printed, print, serial);
    this.#directives.push(...directives);
    while (this.#directives.length > MAX_DIRECTIVES) this.#dropWeakest();
  }

  #begin(read: ReadRecord): number {
    const serial = this.#nextSerial;
    this.#nextSerial = (serial + 1) & SERIAL;
    this.#reads.set(serial, read);
    if (this.#reads.size > MAX_READS) this.#reads.delete(this.#leastNeeded());
    return serial;
  }

  /** The oldest read; a sensitive one only when half of all are. */
  #leastNeeded(): number {
    const [oldest] = this.#reads.keys();
    let looked = 0;
    for (const [serial, { sensitivity }] of this.#reads) {
      if (sensitivity < SENSITIVE) return serial;
      if (++looked >= MAX_READS / 2) break;
    }
    return oldest!;
  }

  /** Where a value came from first is what counts. */
  #addValue(hash: number, serial: number, mark: number): void {
    const before = this.#sensitiveValues.get(hash) ?? this.#values.get(hash);
    const isFinding = (mark & ValueMark.isFinding) !== 0;
    const isKnown = before !== undefined && this.#reads.has(before & SERIAL);
    if (isKnown && !isFinding) return;
    const meta = isKnown ? before : serial | ((mark & ValueMark.inDirective) !== 0 ? HIGH : 0);
    if (isFinding) this.#sensitiveValues.set(hash, meta | LOW);
    else this.#values.set(hash, meta);
  }

  /** A print that was read again is that of a form or a footer; one that was read thrice says nothing. */
  #addPrint(table: HashTable, print: number, serial: number): void {
    const known = this.#sensitivePrints.get(print) === undefined ? this.#prints : this.#sensitivePrints;
    const before = known.get(print);
    if (before === undefined || !this.#reads.has(before & SERIAL)) table.set(print, serial);
    else if ((before & HIGH) === 0) known.set(print, (before & LOW) === 0 ? before | LOW : before | HIGH);
  }

  #dropWeakest(): void {
    let weakest = 0;
    for (let i = 1; i < this.#directives.length >> 1; i++) {
      if (this.#directives[i]!.strength < this.#directives[weakest]!.strength) weakest = i;
    }
    this.#directives.splice(weakest, 1);
  }

  /** Where a value was first read; undefined when it never was, or too long ago. */
  firstSeen(hash: number, now: number): FirstSeen | undefined {
    const meta = this.#sensitiveValues.get(hash) ?? this.#values.get(hash);
    const read = meta === undefined ? undefined : this.#readOf(meta, now);
    if (meta === undefined || read === undefined) return undefined;
    return { read, inDirective: (meta & HIGH) !== 0, isFinding: (meta & LOW) !== 0 };
  }

  /** The read that a print came from, and how rare it is: 1 for one that was read once, less for what comes again and again. */
  printed(print: number, now: number): { readonly read: ReadRecord; readonly rarity: number } | undefined {
    const meta = this.#sensitivePrints.get(print) ?? this.#prints.get(print);
    const read = meta === undefined ? undefined : this.#readOf(meta, now);
    if (meta === undefined || read === undefined) return undefined;
    return { read, rarity: (meta & HIGH) !== 0 ? 0.2 : (meta & LOW) !== 0 ? 0.7 : 1 };
  }

  #readOf(meta: number, now: number): ReadRecord | undefined {
    const read = this.#reads.get(meta & SERIAL);
    return read !== undefined && now - read.at <= READ_WINDOW_MS ? read : undefined;
  }

  /** A value that the agent itself, or its user, named before it was read anywhere. */
  addOwn(hash: number): void {
    if (this.#own.get(hash) === undefined) this.#own.set(hash, 1);
  }

  /** How many prints of a read were carried to a place before. */
  carried(traceId: string, place: string): number {
    return this.#carried.get(`${traceId} ${place}`) ?? 0;
  }

  carry(traceId: string, place: string, prints: number): void {
    this.#carried.set(`${traceId} ${place}`, this.carried(traceId, place) + prints);
  }

  isOwn(hash: number): boolean {
    return this.#own.get(hash) !== undefined;
  }
}
