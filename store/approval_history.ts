/** Approvals that wait for nobody any more, for the console. */
import type { DatabaseSync } from "node:sqlite";
import type { ApprovalHistory, ApprovalPage, EarlierApproval } from "../engine/approval_history.ts";
import { approvalOf, judgedAt } from "./approvals.ts";
import { formatCursor, parseCursor } from "./trace_cursor.ts";
import { recordedTrace } from "./trace_queries.ts";

const SETTLED = "(status <> 'pending' OR expires_at <= $now)";
/** Approvals that a search for similar ones looks at. */
const MAX_EXAMINED = 300;

export function listSettled(
  db: DatabaseSync,
  { now, limit, cursor }: Parameters<ApprovalHistory["settled"]>[0],
): ApprovalPage {
  const after = cursor === undefined ? undefined : parseCursor(cursor);
  const rows = db.prepare(`SELECT * FROM approvals WHERE ${SETTLED}
    ${after === undefined ? "" : "AND (created_at, id) < ($at, $id)"}
    ORDER BY created_at DESC, id DESC LIMIT $limit`)
    .all({ $now: now, $limit: limit + 1, ...(after && { $at: after.at, $id: after.traceId }) });
  const approvals = rows.slice(0, limit).map((row) => judgedAt(approvalOf(row), now));
  const last = rows.length > limit ? approvals.at(-1) : undefined;
  return {
    approvals,
    nextCursor: last === undefined ? null : formatCursor({ at: last.createdAt, traceId: last.id }),
  };
}

export function listSimilar(
  db: DatabaseSync,
  { approvalId, trace, now }: Parameters<ApprovalHistory["similar"]>[0],
): readonly EarlierApproval[] {
  const { tool, operation, host } = trace.action;
  const rows = db.prepare(`SELECT a.*, d.document, o.outcome, r.report FROM
    (SELECT * FROM approvals WHERE ${SETTLED} ORDER BY created_at DESC LIMIT $limit) a
    JOIN traces t ON t.trace_id = a.trace_id JOIN trace_documents d ON d.seq = t.seq
    LEFT JOIN trace_outcomes o ON o.seq = t.seq LEFT JOIN trace_responses r ON r.seq = t.seq
    WHERE t.tool = $tool AND a.id <> $id ORDER BY a.created_at DESC`)
    .all({ $now: now, $limit: MAX_EXAMINED, $tool: tool, $id: approvalId });
  return rows
    .map((row) => ({ approval: judgedAt(approvalOf(row), now), trace: recordedTrace(row) }))
    .filter(({ trace: { action } }) => action.operation === operation && action.host === host);
}
