/** `GET /v1/approvals/history` and `/v1/approvals/{id}/context`: earlier questions, and what stands beside one. */
import { Hono } from "hono";
import type { ApprovalHistory } from "../../engine/approval_history.ts";
import type { ApprovalStore, Clock, TraceReader } from "../../engine/ports.ts";
import type { SessionReader } from "../../engine/sessions.ts";
import type { RecordedTrace } from "../../engine/types.ts";
import { type ApprovalContextWire, earlierApprovalToWire } from "../../engine/wire/approval_context.ts";
import { sessionCallToWire } from "../../engine/wire/session.ts";
import { traceSummaryToWire } from "../../engine/wire/trace.ts";
import { Problem } from "../problem.ts";
import { limitOf, pageOf, textOf } from "../query.ts";
import { approvalToWire } from "../wire.ts";

const DEFAULT_LIMIT = 50;
/** Enough to see what the session was about. */
const MAX_BEFORE = 12;
const MAX_LATEST = 5;

export interface ApprovalHistoryRoutesOptions {
  readonly approvals: Pick<ApprovalStore, "get">;
  readonly history: ApprovalHistory;
  readonly sessions: SessionReader;
  readonly traces: Pick<TraceReader, "get">;
  readonly clock: Pick<Clock, "now">;
}

export function approvalHistoryRoutes(options: ApprovalHistoryRoutesOptions): Hono {
  const { approvals, history, traces, clock } = options;
  const routes = new Hono();
  routes.get("/history", (context) => {
    const now = clock.now();
    const cursor = textOf(context, "cursor");
    const limit = limitOf(context, DEFAULT_LIMIT);
    const page = pageOf(() => history.settled({ now, limit, ...(cursor !== undefined && { cursor }) }));
    return context.json({
      approvals: page.approvals.map((approval) => {
        const trace = traces.get(approval.traceId);
        return {
          ...approvalToWire(approval, now),
          trace: trace === undefined ? null : traceSummaryToWire(trace),
        };
      }),
      next_cursor: page.nextCursor,
    });
  });
  routes.get("/:id/context", (context) => {
    const id = context.req.param("id");
    const approval = approvals.get(id);
    if (approval === undefined) {
      throw new Problem("NOT_FOUND", `There is no approval "${id.slice(0, 100)}"`);
    }
    const trace = traces.get(approval.traceId);
    return context.json({ ...(trace === undefined ? NOTHING_KNOWN : contextOf(id, trace, options)) });
  });
  return routes;
}

/** The call was forgotten, or another process has not written it yet. */
const NOTHING_KNOWN: ApprovalContextWire = {
  similar: { approved: 0, denied: 0, expired: 0, latest: [] },
  before: [],
  has_more_before: false,
  sources: [],
};

function contextOf(
  approvalId: string,
  trace: RecordedTrace,
  { history, sessions, traces, clock }: ApprovalHistoryRoutesOptions,
): ApprovalContextWire {
  const similar = history.similar({ approvalId, trace, now: clock.now() });
  const count = (status: string) => similar.filter(({ approval }) => approval.status === status).length;
  const before = sessions.calls({ session: trace.sessionId, until: trace.at, limit: MAX_BEFORE });
  const { flows } = sessionCallToWire(trace);
  const sources = [...new Set(flows.map((flow) => flow.trace_id))];
  return {
    similar: {
      approved: count("approved"),
      denied: count("denied"),
      expired: count("expired"),
      latest: similar.slice(0, MAX_LATEST).map(earlierApprovalToWire),
    },
    before: before.traces.map(sessionCallToWire),
    has_more_before: before.nextCursor !== null,
    sources: sources.flatMap((id) => traces.get(id) ?? []).map(sessionCallToWire),
  };
}
