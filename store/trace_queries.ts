/** Reading traces for the console: one by id, or a page of those that match. */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { TracePage, TraceQuery } from "../engine/ports.ts";
import type { Outcome, RecordedTrace, ResponseReport, Trace } from "../engine/types.ts";
import { formatCursor, parseCursor } from "./trace_cursor.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;
/** More words than this say nothing more, and each costs a pass over the row. */
const MAX_SEARCH_WORDS = 8;

const COLUMNS = "t.at, t.trace_id, d.document, o.outcome, r.report";
const TABLES = `traces t JOIN trace_documents d USING (seq)
  LEFT JOIN trace_outcomes o USING (seq) LEFT JOIN trace_responses r USING (seq)`;

type Condition = readonly [sql: string, ...values: SQLInputValue[]];

/** Filters whose value is compared as it is. Lists are stored as JSON arrays of plain words, so a quoted word is found by its quotes. */
const CONDITIONS: { readonly [K in keyof TraceQuery]?: (value: NonNullable<TraceQuery[K]>) => Condition } = {
  decision: (value) => ["t.decision = ?", value],
  tool: (value) => ["t.tool = ?", value],
  agent: (value) => ["(t.agent_id = ? OR t.agent_name = ?)", value, value],
  session: (value) => ["t.session_id = ?", value],
  band: (value) => ["t.risk_band = ?", value],
  class: (value) => ["instr(t.classes, ?) > 0", JSON.stringify(value)],
  reason: (value) => ["instr(t.reason_codes, ?) > 0", JSON.stringify(value)],
  since: (value) => ["t.at >= ?", value],
  until: (value) => ["t.at < ?", value],
};

/**
 * One page, newest first.
 *
 * @throws {RangeError} when the cursor is not one that an earlier page gave.
 */
export function listTraces(db: DatabaseSync, query: TraceQuery): TracePage {
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? DEFAULT_LIMIT), 1), MAX_LIMIT);
  const conditions = conditionsOf(query);
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.map(([sql]) => sql).join(" AND ")}`;
  const values = conditions.flatMap(([, ...rest]) => rest);
  // One more than asked for tells whether there is a next page.
  const rows = db.prepare(
    `SELECT ${COLUMNS} FROM ${TABLES} ${where} ORDER BY t.at DESC, t.trace_id DESC LIMIT ?`,
  ).all(...values, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    traces: page.map(recordedTrace),
    nextCursor: more ? formatCursor({ at: Number(last.at), traceId: String(last.trace_id) }) : null,
  };
}

export function getTrace(db: DatabaseSync, traceId: string): RecordedTrace | undefined {
  const row = db.prepare(`SELECT ${COLUMNS} FROM ${TABLES} WHERE t.trace_id = ?`).get(traceId);
  return row === undefined ? undefined : recordedTrace(row);
}

function conditionsOf(query: TraceQuery): Condition[] {
  const conditions: Condition[] = [];
  for (const key of Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[]) {
    const value = query[key];
    const condition = CONDITIONS[key] as ((value: unknown) => Condition) | undefined;
    if (value !== undefined && condition !== undefined) conditions.push(condition(value));
  }
  const words = query.q?.toLowerCase().split(/\s+/).filter((word) => word !== "") ?? [];
  for (const word of words.slice(0, MAX_SEARCH_WORDS)) {
    conditions.push(["instr(t.search_text, ?) > 0", word]);
  }
  if (query.cursor !== undefined) {
    const { at, traceId } = parseCursor(query.cursor);
    conditions.push(["(t.at, t.trace_id) < (?, ?)", at, traceId]);
  }
  return conditions;
}

function recordedTrace(row: Record<string, unknown>): RecordedTrace {
  return {
    ...parse<Trace>(row.document),
    outcome: row.outcome === null ? null : parse<Outcome>(row.outcome),
    response: row.report === null ? null : parse<ResponseReport>(row.report),
  };
}

/** What is in the file was written by this program from a value of that type. */
function parse<T>(json: unknown): T {
  return JSON.parse(String(json)) as T;
}
