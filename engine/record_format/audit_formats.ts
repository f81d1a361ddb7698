/** Entries of the chain as text for other programs, with what is needed to check them there. */
import { canonicalValue } from "../audit/canonical_value.ts";
import type { AuditEntry, Checkpoint } from "../audit/entry.ts";
import type { Outcome, RecordedTrace, Trace } from "../types.ts";
import { csvLine, type CsvValue } from "./csv.ts";
import { DECISION_COLUMNS } from "./decision_columns.ts";
import type { ExportFormat } from "./decision_formats.ts";
import { apiActivity, otherEvent } from "./ocsf.ts";

/** An entry with the record it covers, parsed; null when that is forgotten. */
export interface ExportedEntry extends AuditEntry {
  readonly content: unknown;
  /** Of a call: what became of it, as far as it is known. */
  readonly after?: Pick<RecordedTrace, "outcome" | "response">;
}

export interface AuditFormat {
  readonly head: string;
  /** One entry, line end included; empty when this format tells it elsewhere. */
  readonly line: (entry: ExportedEntry) => string;
  readonly checkpoint: (checkpoint: Checkpoint) => string;
}

const ENTRY_COLUMNS = ["seq", "time", "kind", "subject", "digest", "previous", "hash"] as const;
/** The first is the time, which every entry has. */
const CALL_COLUMNS = DECISION_COLUMNS.slice(1);

export const AUDIT_FORMATS: Readonly<Record<ExportFormat, AuditFormat>> = {
  ndjson: { head: "", line: entryJson, checkpoint: checkpointJson },
  csv: {
    head: csvLine([...ENTRY_COLUMNS, ...CALL_COLUMNS.map(([name]) => name)]),
    line: (entry) => csvLine([...entryCells(entry), ...recordCells(entry)]),
    checkpoint: () => "",
  },
  ocsf: { head: "", line: entryOcsf, checkpoint: () => "" },
};

/** The record as it is stored, so that its digest can be taken again. */
export function entryJson(
  { seq, at, kind, subject, place, digest, previous, hash, content }: ExportedEntry,
): string {
  const entry = { seq, at, kind, subject, place, digest, previous, hash, time: timeOf(at), record: content };
  return canonicalValue(entry) + "\n";
}

function checkpointJson({ seq, hash, at, count, keyId, signature }: Checkpoint): string {
  return canonicalValue({ checkpoint: { seq, hash, at, count, key_id: keyId, signature } }) + "\n";
}

function entryCells({ seq, at, kind, subject, digest, previous, hash }: ExportedEntry): readonly CsvValue[] {
  return [seq, timeOf(at), kind, subject, digest, previous, hash];
}

function recordCells({ kind, content, after }: ExportedEntry): readonly CsvValue[] {
  if (content === null) return CALL_COLUMNS.map(() => null);
  if (kind === "call") {
    const trace = { ...content as Trace, outcome: after?.outcome ?? null, response: after?.response ?? null };
    return CALL_COLUMNS.map(([, value]) => value(trace));
  }
  if (kind !== "outcome") return CALL_COLUMNS.map(() => null);
  const { traceId, forwarded, upstreamStatus, error } = content as Outcome;
  const cells: Readonly<Record<string, CsvValue>> = {
    trace_id: traceId,
    forwarded,
    upstream_status: upstreamStatus,
    error,
  };
  return CALL_COLUMNS.map(([name]) => cells[name] ?? null);
}

/** What became of a call is part of its event. */
function entryOcsf(entry: ExportedEntry): string {
  const { kind, content, after } = entry;
  if (kind === "outcome" || kind === "response") return "";
  const event = kind === "call" && content !== null
    ? apiActivity(
      { ...content as Trace, outcome: after?.outcome ?? null, response: after?.response ?? null },
      entry,
    )
    : otherEvent(entry, content);
  return JSON.stringify(event) + "\n";
}

function timeOf(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
