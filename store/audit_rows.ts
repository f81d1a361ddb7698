/** The rows that people and filters see, against the records that the chain covers. */
import type { DatabaseSync } from "node:sqlite";
import { canonicalValue } from "../engine/audit/canonical_value.ts";
import type { Approval, Trace } from "../engine/types.ts";
import { approvalOf } from "./approvals.ts";
import type { AuditReader } from "./audit_reader.ts";

/** What each narrow column says of the document. Counts by the minute and the text for searching are not covered. */
const COLUMNS: Readonly<Record<string, (trace: Trace) => string | number | null>> = {
  trace_id: (trace) => trace.traceId,
  at: (trace) => trace.at,
  agent_id: (trace) => trace.agentId,
  agent_name: (trace) => trace.agentName,
  session_id: (trace) => trace.sessionId,
  tool: (trace) => trace.action.tool,
  decision: (trace) => trace.decision,
  risk_band: (trace) => trace.riskBand,
  reason_codes: (trace) => JSON.stringify(trace.reasonCodes),
  classes: (trace) => JSON.stringify(trace.classifications),
};

/** Name of the first column that differs from the document, which is known to be genuine; undefined when none does. */
export type RowCheck = (row: number, document: string) => string | undefined;

export function rowCheck(db: DatabaseSync): RowCheck {
  const names = Object.keys(COLUMNS);
  const read = db.prepare(`SELECT ${names.join(", ")} FROM traces WHERE seq = ?`);
  return (row, document) => {
    const found = read.get(row);
    if (found === undefined) return "seq";
    const trace = JSON.parse(document) as Trace;
    return names.find((name) => found[name] !== COLUMNS[name]?.(trace));
  };
}

export interface StrayRow {
  readonly kind: "inserted" | "deleted" | "edited";
  readonly message: string;
}

const DOCUMENTS = [
  ["call", "trace_documents"],
  ["outcome", "trace_outcomes"],
  ["response", "trace_responses"],
] as const;

/**
 * The first row that names no entry of its kind. Rows from before the chain name none; the first entry of the chain says
 * up to where such rows reach.
 */
export function uncoveredRow(reader: AuditReader, from: number): StrayRow | undefined {
  const { db } = reader;
  const { lastCall, lastApproval } = beforeTheChain(reader);
  for (const [kind, table] of DOCUMENTS) {
    const found = db.prepare(`
      SELECT d.seq FROM ${table} d LEFT JOIN audit_entries e ON e.seq = d.entry AND e.kind = ? AND e.place = d.seq
      WHERE e.seq IS NULL AND coalesce(d.entry >= ?, d.seq > ?) LIMIT 1`).get(kind, from, lastCall);
    if (found !== undefined) return inserted(kind, found.seq);
  }
  const bare = db.prepare(`
    SELECT t.seq FROM traces t LEFT JOIN trace_documents d USING (seq) WHERE d.seq IS NULL LIMIT 1`).get();
  if (bare !== undefined) return inserted("call", bare.seq);
  return uncoveredApproval(reader, { from, lastApproval });
}

function uncoveredApproval(
  reader: AuditReader,
  { from, lastApproval }: { from: number; lastApproval: number },
): StrayRow | undefined {
  const rows = reader.db.prepare(`
    SELECT a.*, r.record, e.kind FROM approvals a
    LEFT JOIN audit_entries e ON e.seq = a.entry AND e.subject = a.id LEFT JOIN audit_records r ON r.seq = e.seq
    WHERE coalesce(a.entry >= max(?, (SELECT min(seq) FROM audit_entries)), a.seq > ?)`);
  for (const row of rows.iterate(from, lastApproval)) {
    const isApproval = row.kind === "approval_opened" || row.kind === "approval_decided";
    if (!isApproval) return inserted("approval", row.seq);
    if (!agrees(approvalOf(row), String(row.record))) {
      return {
        kind: "edited",
        message: `The approval "${row.id}" was edited: its row differs from its record`,
      };
    }
  }
  return missingApproval(reader, from);
}

/** An approval that was opened, is not there any more, and of which the chain does not say that it was forgotten. */
function missingApproval(reader: AuditReader, from: number): StrayRow | undefined {
  const forgotten = new Set(reader.records("pruned").flatMap(({ record }) => approvalsIn(record)));
  const gone = reader.db.prepare(`
    SELECT e.seq, e.subject FROM audit_entries e LEFT JOIN approvals a ON a.id = e.subject
    WHERE e.kind = 'approval_opened' AND e.seq >= ? AND a.id IS NULL`);
  for (const { seq, subject } of gone.iterate(from)) {
    if (forgotten.has(String(subject))) continue;
    return { kind: "deleted", message: `The approval "${subject}" of entry ${seq} is missing` };
  }
  return undefined;
}

/** Ids of approvals that a `pruned` entry says were forgotten. Its digest is checked with the others. */
function approvalsIn(record: string): readonly string[] {
  try {
    const { approvals } = JSON.parse(record) as { readonly approvals?: unknown };
    return Array.isArray(approvals) ? approvals.map(String) : [];
  } catch {
    return [];
  }
}

function inserted(what: string, row: unknown): StrayRow {
  return {
    kind: "inserted",
    message: `The ${what} in row ${row} has no entry in the chain: it was put in from outside`,
  };
}

/** A later version may keep more of an approval than its record says. */
function agrees(approval: Approval, record: string): boolean {
  const said = JSON.parse(record) as Record<string, unknown>;
  const found: Record<string, unknown> = { ...approval };
  return Object.keys(said).every((name) => canonicalValue(found[name]) === canonicalValue(said[name]));
}

function beforeTheChain(reader: AuditReader): { lastCall: number; lastApproval: number } {
  const opened = reader.records("chain_opened")[0] ?? reader.records("cut").at(-1);
  const said = opened === undefined ? {} : JSON.parse(opened.record);
  return {
    lastCall: Number(said.last_call_before ?? 0),
    lastApproval: Number(said.last_approval_before ?? 0),
  };
}
