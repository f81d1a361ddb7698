/** `/v1/sessions`: runs of agents, and what each read and wrote in order, for the console. */
import { Hono } from "hono";
import type { TraceReader } from "../../engine/ports.ts";
import type { SessionReader } from "../../engine/sessions.ts";
import type { RecordedTrace } from "../../engine/types.ts";
import {
  type SessionCallsWire,
  sessionCallToWire,
  type SessionListWire,
  sessionToWire,
} from "../../engine/wire/session.ts";
import { badField } from "../json_body.ts";
import { limitOf, pageOf, textOf, timeOf } from "../query.ts";

const DEFAULT_SESSIONS = 30;
const DEFAULT_CALLS = 100;
/** Calls that flows come from and that one page adds. */
const MAX_SOURCES = 200;

export interface SessionRoutesOptions {
  readonly sessions: SessionReader;
  readonly traces: Pick<TraceReader, "get">;
}

/** The session's name goes in the query: it may be any text, such as `..` or one with slashes. */
export function sessionListRoutes({ sessions, traces }: SessionRoutesOptions): Hono {
  const routes = new Hono();
  routes.get("/", (context) => {
    const q = textOf(context, "q");
    const cursor = textOf(context, "cursor");
    const page = pageOf(() =>
      sessions.list({
        limit: limitOf(context, DEFAULT_SESSIONS),
        ...(q !== undefined && { q }),
        ...(cursor !== undefined && { cursor }),
      })
    );
    const answer: SessionListWire = {
      sessions: page.sessions.map(sessionToWire),
      next_cursor: page.nextCursor,
    };
    return context.json(answer);
  });
  routes.get("/calls", (context) => {
    const session = textOf(context, "session");
    if (session === undefined) throw badField("session", 'Cannot read "session": it is missing');
    const until = timeOf(context, "until");
    const cursor = textOf(context, "cursor");
    const page = pageOf(() =>
      sessions.calls({
        session,
        limit: limitOf(context, DEFAULT_CALLS),
        ...(until !== undefined && { until }),
        ...(cursor !== undefined && { cursor }),
      })
    );
    const summary = sessions.get(session);
    const answer: SessionCallsWire = {
      session: summary === undefined ? null : sessionToWire(summary),
      calls: page.traces.map(sessionCallToWire),
      sources: sourcesOf(page.traces, traces).map(sessionCallToWire),
      next_cursor: page.nextCursor,
    };
    return context.json(answer);
  });
  return routes;
}

/** What the calls of a page carry may come from calls further back, or of another session. */
function sourcesOf(page: readonly RecordedTrace[], traces: Pick<TraceReader, "get">): RecordedTrace[] {
  const shown = new Set(page.map(({ traceId }) => traceId));
  const named = new Set(
    page.map(sessionCallToWire).flatMap(({ flows }) => flows.map((flow) => flow.trace_id)),
  );
  return [...named].filter((id) => !shown.has(id)).slice(0, MAX_SOURCES)
    .flatMap((id) => traces.get(id) ?? []);
}
