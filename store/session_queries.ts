/** Runs of agents, for the console. Calls in flight wait while these run, so each looks at a bounded number of rows. */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { TracePage } from "../engine/ports.ts";
import type { SessionCallsQuery, SessionPage, SessionQuery, SessionSummary } from "../engine/sessions.ts";
import { type Decision, RISK_BANDS, type RiskBand } from "../engine/types.ts";
import { formatCursor, parseCursor, type TracePlace } from "./trace_cursor.ts";
import { recordedTrace } from "./trace_queries.ts";

const DEFAULT_SESSIONS = 30;
const MAX_SESSIONS = 100;
const DEFAULT_CALLS = 100;
const MAX_CALLS = 200;
/** Calls that one page of sessions looks at: some 25 ms. */
const MAX_EXAMINED = 50_000;
/** Calls of one session that are counted, from the index alone. */
const MAX_COUNTED = 10_000;

/** @param maxExamined Calls that are looked at for this page. */
export function listSessions(
  db: DatabaseSync,
  { q, limit, cursor }: SessionQuery,
  maxExamined = MAX_EXAMINED,
): SessionPage {
  const wanted = bounded(limit ?? DEFAULT_SESSIONS, MAX_SESSIONS);
  const after = cursor === undefined ? undefined : parseCursor(cursor);
  const found = latestCalls(db, { after, q, wanted, maxExamined });
  return {
    sessions: found.sessionIds.flatMap((sessionId) => getSession(db, sessionId) ?? []),
    nextCursor: found.last === undefined ? null : formatCursor(found.last),
  };
}

interface Found {
  readonly sessionIds: readonly string[];
  /** Where the next page goes on; undefined when there is none. */
  readonly last: TracePlace | undefined;
}

/** Goes back in time from call to call, and takes each session at its latest one. */
function latestCalls(db: DatabaseSync, { after, q, wanted, maxExamined }: {
  after: TracePlace | undefined;
  q: string | undefined;
  wanted: number;
  maxExamined: number;
}): Found {
  const later = db.prepare(
    "SELECT 1 FROM traces WHERE session_id = ? AND at >= ? AND (at, trace_id) >= (?, ?) LIMIT 1",
  );
  const wasListed = (sessionId: string) =>
    after !== undefined && later.get(sessionId, after.at, after.at, after.traceId) !== undefined;
  const matches = matcherOf(q);
  const rows = db.prepare(`SELECT at, trace_id, session_id, agent_id, agent_name FROM traces
    ${after === undefined ? "" : "WHERE (at, trace_id) < (?, ?)"} ORDER BY at DESC, trace_id DESC LIMIT ?`);
  const values: SQLInputValue[] = after === undefined ? [] : [after.at, after.traceId];
  const seen = new Set<string>();
  const sessionIds: string[] = [];
  let last: TracePlace | undefined;
  let examined = 0;
  for (const row of rows.iterate(...values, maxExamined)) {
    examined++;
    const sessionId = String(row.session_id);
    if (!seen.has(sessionId)) {
      if (sessionIds.length === wanted) return { sessionIds, last };
      seen.add(sessionId);
      if (!wasListed(sessionId) && matches(row)) sessionIds.push(sessionId);
    }
    last = { at: Number(row.at), traceId: String(row.trace_id) };
  }
  return { sessionIds, last: examined < maxExamined ? undefined : last };
}

function matcherOf(q: string | undefined): (row: Record<string, unknown>) => boolean {
  const text = q?.trim().toLowerCase() ?? "";
  if (text === "") return () => true;
  return ({ session_id, agent_id, agent_name }) =>
    [session_id, agent_id, agent_name ?? ""].some((name) => String(name).toLowerCase().includes(text));
}

export function getSession(db: DatabaseSync, sessionId: string): SessionSummary | undefined {
  const newest = db.prepare(
    "SELECT agent_id, agent_name, at FROM traces WHERE session_id = ? ORDER BY at DESC LIMIT 1",
  ).get(sessionId);
  if (newest === undefined) return undefined;
  const first = db.prepare("SELECT min(at) AS at FROM traces WHERE session_id = ?").get(sessionId);
  return {
    sessionId,
    agentId: String(newest.agent_id),
    agentName: newest.agent_name === null ? null : String(newest.agent_name),
    firstAt: Number(first?.at),
    lastAt: Number(newest.at),
    ...countCalls(db, sessionId),
  };
}

type CallCounts = Pick<
  SessionSummary,
  "calls" | "hasMoreCalls" | "byDecision" | "highestBand" | "reasonCodes"
>;

function countCalls(db: DatabaseSync, sessionId: string): CallCounts {
  const rows = db.prepare(`SELECT decision, risk_band, reason_codes, count(*) AS calls FROM
    (SELECT decision, risk_band, reason_codes FROM traces WHERE session_id = ? ORDER BY at DESC LIMIT ?)
    GROUP BY 1, 2, 3`)
    .all(sessionId, MAX_COUNTED);
  const byDecision: Record<Decision, number> = { ALLOW: 0, SANITIZE: 0, REQUIRE_APPROVAL: 0, DENY: 0 };
  const byReason = new Map<string, number>();
  let calls = 0;
  let highest = 0;
  for (const row of rows) {
    const count = Number(row.calls);
    calls += count;
    byDecision[row.decision as Decision] += count;
    highest = Math.max(highest, RISK_BANDS.indexOf(row.risk_band as RiskBand));
    for (const reason of JSON.parse(String(row.reason_codes)) as string[]) {
      byReason.set(reason, (byReason.get(reason) ?? 0) + count);
    }
  }
  return {
    calls,
    hasMoreCalls: calls === MAX_COUNTED,
    byDecision,
    highestBand: RISK_BANDS[highest] ?? "LOW",
    reasonCodes: byFrequency(byReason),
  };
}

function byFrequency(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([word]) => word);
}

export function listSessionCalls(db: DatabaseSync, query: SessionCallsQuery): TracePage {
  const limit = bounded(query.limit ?? DEFAULT_CALLS, MAX_CALLS);
  const conditions: (readonly [string, ...SQLInputValue[]])[] = [["t.session_id = ?", query.session]];
  if (query.until !== undefined) conditions.push(["t.at < ?", query.until]);
  if (query.cursor !== undefined) {
    const { at, traceId } = parseCursor(query.cursor);
    conditions.push(["t.at <= ?", at], ["(t.at, t.trace_id) < (?, ?)", at, traceId]);
  }
  const rows = db.prepare(`SELECT t.at, t.trace_id, d.document, o.outcome, r.report FROM traces t
    JOIN trace_documents d USING (seq) LEFT JOIN trace_outcomes o USING (seq)
    LEFT JOIN trace_responses r USING (seq) WHERE ${conditions.map(([sql]) => sql).join(" AND ")}
    ORDER BY t.at DESC, t.trace_id DESC LIMIT ?`)
    .all(...conditions.flatMap(([, ...values]) => values), limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    traces: page.map(recordedTrace),
    nextCursor: last === undefined
      ? null
      : formatCursor({ at: Number(last.at), traceId: String(last.trace_id) }),
  };
}

function bounded(limit: number, max: number): number {
  return Math.min(Math.max(Math.trunc(limit), 1), max);
}
