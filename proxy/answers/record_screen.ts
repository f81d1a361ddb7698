/** Reads a stream of events or lines: each by itself, and the texts that they tell in pieces. */
import type { AnswerJudgement } from "../../engine/types.ts";
import { type Delta, deltasIn, distribute, withText } from "./deltas.ts";
import { readRecord, type RecordParts, writeRecord } from "./record.ts";
import { RecordCutter, type RecordKind } from "./record_cutter.ts";
import { type Extent, lookAt, type Observe, type Screen, WithheldError } from "./screen.ts";

export interface RecordScreenOptions {
  readonly kind: RecordKind;
  readonly observe: Observe;
  /** Records are looked at together until they are so many bytes. */
  readonly lookBytes: number;
  /** Largest record that is read as one, bytes. */
  readonly maxRecordBytes: number;
  /** How much of a text that is told in pieces is looked at once more, and held back, in characters. */
  readonly windowChars: number;
  /** Whether anything may be changed: else nothing is held back. */
  readonly holds: boolean;
}

interface Entry {
  readonly bytes: Uint8Array;
  readonly parts: RecordParts;
  readonly deltas: readonly Delta[];
}

/** Texts whose ends are remembered; of more, those longest quiet are forgotten. */
const MAX_TEXTS = 32;
/** Held back at most, whatever the window says, bytes. */
const MAX_HELD_BYTES = 256 * 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class RecordScreen implements Screen {
  readonly #options: RecordScreenOptions;
  readonly #cutter: RecordCutter;
  #unseen: Uint8Array[] = [];
  #unseenBytes = 0;
  /** Looked at and held back, as they came across each other: their end may be the beginning of something. */
  #held: Entry[] = [];
  /** The same as they would go on. */
  #heldWritten: Entry[] = [];
  /** The end of what has gone on of each text. */
  readonly #ends = new Map<string, string>();
  #offset = 0;

  constructor(options: RecordScreenOptions) {
    this.#options = options;
    this.#cutter = new RecordCutter(options.kind, options.maxRecordBytes);
  }

  /** An event that is not complete is looked at when it is. */
  get unseenBytes(): number {
    return this.#unseenBytes;
  }

  get heldBytes(): number {
    return this.#held.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  push(bytes: Uint8Array): void {
    for (const record of this.#cutter.push(bytes)) this.#add(record);
  }

  #add(record: Uint8Array): void {
    this.#unseen.push(record);
    this.#unseenBytes += record.length;
  }

  async advance(extent: Extent): Promise<readonly Uint8Array[]> {
    const gone: Uint8Array[] = [];
    const isLast = extent === "last";
    const rest = isLast ? this.#cutter.rest() : null;
    if (rest !== null) this.#add(rest);
    while (true) {
      const records = this.#takeLook();
      const isRest = this.#unseen.length === 0;
      if (records === null) break;
      if (isRest && extent === "full-looks" && !records.isFull) {
        this.#unseen = [...records.records];
        this.#unseenBytes = records.bytes;
        break;
      }
      gone.push(...await this.#look(records.records, isLast && isRest));
    }
    if (isLast) {
      if (this.#offset > 0) await this.#options.observe(null, { offset: this.#offset, isLast });
      gone.push(...this.release());
    }
    return gone;
  }

  release(): readonly Uint8Array[] {
    const written = this.#heldWritten;
    this.#held = this.#heldWritten = [];
    return this.#letGo(written);
  }

  /** The next records, up to the size of a look: cut where the records say, never where they were cut on their way. */
  #takeLook(): { records: readonly Uint8Array[]; bytes: number; isFull: boolean } | null {
    if (this.#unseen.length === 0) return null;
    let bytes = 0;
    let count = 0;
    while (count < this.#unseen.length && bytes < this.#options.lookBytes) {
      bytes += this.#unseen[count++]!.length;
    }
    const records = this.#unseen.splice(0, count);
    this.#unseenBytes -= bytes;
    return { records, bytes, isFull: bytes >= this.#options.lookBytes };
  }

  async #look(records: readonly Uint8Array[], isLast: boolean): Promise<readonly Uint8Array[]> {
    const { kind } = this.#options;
    const offset = this.#offset;
    this.#offset += records.reduce((sum, { length }) => sum + length, 0);
    const came = records.map((bytes) => this.#entryOf(bytes, readRecord(bytes, kind)));
    const entries = await this.#lookAtEach(came, offset);
    const all = [...this.#held, ...entries];
    const written = await this.#lookAcross(all, entries);
    const from = isLast || !this.#options.holds ? all.length : this.#holdFrom(all, written);
    this.#held = all.slice(from);
    this.#heldWritten = written.slice(from);
    return this.#letGo(written.slice(0, from));
  }

  #entryOf(bytes: Uint8Array, parts: RecordParts): Entry {
    return { bytes, parts, deltas: deltasIn(parts.json, parts.data) };
  }

  /** Each record is a line of one body, so that a finding in it is one of a field. */
  async #lookAtEach(entries: readonly Entry[], offset: number): Promise<Entry[]> {
    const lines = entries.flatMap(({ parts }) => linesOf(parts));
    const written = await this.#lookAtLines(lines, offset);
    if (written === null) return [...entries];
    let at = 0;
    return entries.map((entry) => {
      const { data, rest } = entry.parts;
      const own = lines.slice(at, at + linesOf(entry.parts).length);
      const now = written.slice(at, at + own.length);
      at += own.length;
      if (own.every((line, index) => line === now[index])) return entry;
      const [first, second] = data === null ? ["", now[0]] : [now[0]!, now[1]];
      return this.#rewritten(entry, {
        data: data === null ? "" : entry.parts.json === undefined ? textIn(first) : first,
        rest: rest === "" || second === undefined ? "" : textIn(second),
      });
    });
  }

  #rewritten(entry: Entry, to: { data: string; rest: string }): Entry {
    const { kind, maxRecordBytes } = this.#options;
    // What was cut for its size is no record that could be written anew.
    if (entry.bytes.length >= maxRecordBytes) throw new WithheldError(NOT_WRITABLE);
    const bytes = writeRecord(entry.bytes, kind, to);
    return this.#entryOf(bytes, readRecord(bytes, kind));
  }

  /** The texts that are told in pieces, each with the end of what has gone on of it. Gives back all entries, written over. */
  async #lookAcross(all: readonly Entry[], entries: readonly Entry[]): Promise<Entry[]> {
    const result = [...all];
    const texts = new Map<string, { index: number; delta: Delta }[]>();
    for (const [index, { deltas }] of all.entries()) {
      for (const delta of deltas) {
        const known = texts.get(delta.name);
        if (known === undefined) texts.set(delta.name, [{ index, delta }]);
        else known.push({ index, delta });
      }
    }
    const fresh = new Set(entries.flatMap(({ deltas }) => deltas.map(({ name }) => name)));
    const told = [...texts].filter(([name, pieces]) =>
      fresh.has(name) && (pieces.length > 1 || this.#ends.has(name))
    );
    const joined = told.map(([name, pieces]) =>
      (this.#ends.get(name) ?? "") + pieces.map(({ delta }) => delta.text).join("")
    );
    const written = joined.length === 0
      ? null
      : await this.#lookAtLines(joined.map((text) => JSON.stringify(text)), this.#offset);
    if (written === null) return result;
    for (const [index, [name, pieces]] of told.entries()) {
      const text = textIn(written[index]!);
      if (text === joined[index]) continue;
      const gone = commonStart(text, this.#ends.get(name) ?? "");
      const now = distribute(pieces.map(({ delta }) => delta.text), text.slice(gone));
      for (const [i, piece] of pieces.entries()) {
        if (now[i] !== piece.delta.text) {
          result[piece.index] = this.#withDelta(result[piece.index]!, piece.delta, now[i]!);
        }
      }
    }
    return result;
  }

  #withDelta(entry: Entry, { path }: Delta, text: string): Entry {
    const { json, rest } = entry.parts;
    const data = json === undefined ? text : JSON.stringify(withText(json, path, text));
    return this.#rewritten(entry, { data, rest });
  }

  /** @returns The same number of lines, written over; null when they go on as they are. */
  async #lookAtLines(lines: readonly string[], offset: number): Promise<readonly string[] | null> {
    if (lines.length === 0) return null;
    const bytes = encoder.encode(lines.join("\n"));
    const body = { bytes, contentType: "application/x-ndjson", inspectable: true };
    const written = await lookAt({ body, offset, isLast: false, isWhole: false }, this.#options.observe);
    if (written === null) return null;
    const now = decoder.decode(written).split("\n");
    if (now.length !== lines.length) throw new WithheldError(NOT_WRITABLE);
    return now;
  }

  /** From which record on a text is told whose end may be the beginning of something; from further back when a value reaches into it. */
  #holdFrom(all: readonly Entry[], written: readonly Entry[]): number {
    let chars = 0;
    let from = all.length;
    for (let index = all.length - 1; index >= 0; index--) {
      const { deltas } = all[index]!;
      chars += deltas.reduce((sum, { text }) => sum + text.length, 0);
      if (chars > this.#options.windowChars) break;
      if (deltas.length > 0) from = index;
    }
    const isWritten = (entry: Entry, index: number) => entry !== written[index];
    if (all.slice(from).some((entry, index) => isWritten(entry, from + index))) {
      from = Math.min(from, all.findIndex(isWritten));
    }
    const bytes = all.slice(from).reduce((sum, entry) => sum + entry.bytes.length, 0);
    return bytes > MAX_HELD_BYTES ? all.length : from;
  }

  #letGo(entries: readonly Entry[]): readonly Uint8Array[] {
    for (const { deltas } of entries) {
      for (const { name, text } of deltas) {
        const end = ((this.#ends.get(name) ?? "") + text).slice(-this.#options.windowChars);
        this.#ends.delete(name);
        this.#ends.set(name, end.toWellFormed());
        if (this.#ends.size > MAX_TEXTS) this.#ends.delete(this.#ends.keys().next().value!);
      }
    }
    return entries.map(({ bytes }) => bytes);
  }
}

const NOT_WRITABLE: { readonly kind: "withhold"; readonly judgement: AnswerJudgement } = {
  kind: "withhold",
  judgement: {
    action: "WITHHOLD",
    ruleId: "",
    reasonCodes: ["BODY_NOT_INSPECTABLE"],
    message: "The answer was withheld: something in it was to be written over and could not be",
  },
};

/** JSON on one line each. */
function linesOf({ data, rest, json }: RecordParts): readonly string[] {
  const lines: string[] = [];
  if (data !== null) {
    lines.push(json === undefined ? JSON.stringify(data) : /[\r\n]/.test(data) ? JSON.stringify(json) : data);
  }
  if (rest !== "") lines.push(JSON.stringify(rest));
  return lines;
}

/** The text in a line that was a JSON string; placeholders leave it one. */
function textIn(line: string): string {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === "string") return value;
  } catch {
    // Falls through.
  }
  throw new WithheldError(NOT_WRITABLE);
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let same = 0;
  while (same < most && a[same] === b[same]) same++;
  return same;
}
