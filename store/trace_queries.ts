/** Reading traces for the console: one by id, or a page of those that match. */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { TracePage, TraceQuery } from "../engine/ports.ts";
import type { Outcome, RecordedTrace, ResponseReport, Trace } from "../engine/types.ts";
import { formatCursor, parseCursor } from "./trace_cursor.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;
/** More words than this say nothing more, and each costs a pass over the row. */
const MAX_SEARCH_WORDS = 8;

/**
 * Calls that one page looks at. A filter that nothing matches would otherwise read the whole table, and every call in
 * flight waits meanwhile: 50,000 take some 25 ms. The page then ends early, and its cursor goes on where it stopped.
 */
const MAX_EXAMINED = 50_000;

const COLUMNS = "t.at, t.trace_id, d.document, o.outcome, r.report";
const DOCUMENTS = `JOIN trace_documents d USING (seq)
  LEFT JOIN trace_outcomes o USING (seq) LEFT JOIN trace_responses r USING (seq)`;
const NEWEST_FIRST = "ORDER BY t.at DESC, t.trace_id DESC";

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
};

/**
 * One page, newest first. It may hold fewer than `limit`, even none, and still have a next one.
 *
 * @param maxExamined Calls that are looked at for this page.
 * @throws {RangeError} when the cursor is not one that an earlier page gave.
 */
export function listTraces(db: DatabaseSync, query: TraceQuery, maxExamined = MAX_EXAMINED): TracePage {
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? DEFAULT_LIMIT), 1), MAX_LIMIT);
  const span = whereOf(spanConditions(query));
  const filter = whereOf(filterConditions(query));
  const examined = `SELECT * FROM traces t ${span.sql} ${NEWEST_FIRST}`;
  // One more than asked for tells whether there is a next page.
  const rows = db.prepare(
    `SELECT ${COLUMNS} FROM (${examined} LIMIT ?) t ${DOCUMENTS} ${filter.sql} ${NEWEST_FIRST} LIMIT ?`,
  ).all(...span.values, maxExamined, ...filter.values, limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit
    ? page.at(-1)
    : db.prepare(`${examined} LIMIT 1 OFFSET ?`).get(...span.values, maxExamined - 1);
  return {
    traces: page.map(recordedTrace),
    nextCursor: last === undefined
      ? null
      : formatCursor({ at: Number(last.at), traceId: String(last.trace_id) }),
  };
}

export function getTrace(db: DatabaseSync, traceId: string): RecordedTrace | undefined {
  const row = db.prepare(`SELECT ${COLUMNS} FROM traces t ${DOCUMENTS} WHERE t.trace_id = ?`).get(traceId);
  return row === undefined ? undefined : recordedTrace(row);
}

function whereOf(conditions: readonly Condition[]): { sql: string; values: SQLInputValue[] } {
  return {
    sql: conditions.length === 0 ? "" : `WHERE ${conditions.map(([sql]) => sql).join(" AND ")}`,
    values: conditions.flatMap(([, ...values]) => values),
  };
}

/** What the index by time answers. */
function spanConditions({ since, until, cursor }: TraceQuery): Condition[] {
  const conditions: Condition[] = [];
  if (since !== undefined) conditions.push(["t.at >= ?", since]);
  if (until !== undefined) conditions.push(["t.at < ?", until]);
  if (cursor !== undefined) {
    const { at, traceId } = parseCursor(cursor);
    conditions.push(["(t.at, t.trace_id) < (?, ?)", at, traceId]);
  }
  return conditions;
}

function filterConditions(query: TraceQuery): Condition[] {
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
  return conditions;
}

/** A row with its documents, as `document`, `outcome` and `report`. */
export function recordedTrace(row: Record<string, unknown>): RecordedTrace {
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
