/** Runs of agents as the console's JSON. */
import type { Flow, SessionHolding } from "../history.ts";
import type { SessionSummary } from "../sessions.ts";
import type {
  DataClass,
  Decision,
  Door,
  Mode,
  Outcome,
  RecordedTrace,
  RiskBand,
  Signal,
  Verb,
} from "../types.ts";
import { timeToWire } from "./trace.ts";

/** `GET /v1/sessions`, and `session` of `GET /v1/sessions/calls`. Times as RFC 3339 text. */
export interface SessionWire {
  readonly session_id: string;
  readonly agent_id: string;
  readonly agent_name: string | null;
  readonly first_at: string;
  readonly last_at: string;
  readonly calls: number;
  /** There may be older ones that were not counted. */
  readonly has_more_calls: boolean;
  readonly by_decision: Readonly<Record<Decision, number>>;
  readonly highest_band: RiskBand;
  /** The most frequent first. */
  readonly reason_codes: readonly string[];
}

export interface SessionListWire {
  readonly sessions: readonly SessionWire[];
  readonly next_cursor: string | null;
}

/** One thing that came from an earlier answer into a call. */
export interface FlowWire {
  readonly trace_id: string;
  readonly kind: Flow["kind"];
  readonly path: string;
  readonly weight: number;
  readonly reasons: readonly string[];
}

/** What an agent got to read: never the text itself. */
export interface ReadWire {
  readonly data_classes: readonly DataClass[];
  readonly values_found: number;
  /** 0…1: the loudest instruction to the agent in it; null when there is none. */
  readonly injection_score: number | null;
}

/** A call on the timeline of its session. */
export interface SessionCallWire {
  readonly trace_id: string;
  readonly at: string;
  readonly door: Door;
  readonly mode: Mode;
  readonly agent_id: string;
  readonly method: string;
  readonly url: string;
  readonly host: string;
  readonly tool_name: string;
  readonly operation: string;
  readonly verb: Verb;
  readonly category: string;
  readonly decision: Decision;
  readonly risk_score: number;
  readonly risk_band: RiskBand;
  readonly reason_codes: readonly string[];
  readonly classifications: readonly DataClass[];
  readonly approval_id: string | null;
  /** What was sent on; null while that is not known. */
  readonly forwarded: Outcome["forwarded"] | null;
  readonly upstream_status: number | null;
  /** Null when no answer was seen. */
  readonly read: ReadWire | null;
  /** 0…1: how likely the call does what something read told the agent to do. */
  readonly taint: number;
  /** 0…1: how much of what it carries was read before. */
  readonly overlap: number;
  readonly holds: readonly SessionHolding[];
  readonly flows: readonly FlowWire[];
}

/** `GET /v1/sessions/calls`. */
export interface SessionCallsWire {
  /** Null when no call of it is kept. */
  readonly session: SessionWire | null;
  /** Newest first. */
  readonly calls: readonly SessionCallWire[];
  /** Calls that flows come from and that are not on this page. */
  readonly sources: readonly SessionCallWire[];
  readonly next_cursor: string | null;
}

export function sessionToWire(session: SessionSummary): SessionWire {
  return {
    session_id: session.sessionId,
    agent_id: session.agentId,
    agent_name: session.agentName,
    first_at: timeToWire(session.firstAt),
    last_at: timeToWire(session.lastAt),
    calls: session.calls,
    has_more_calls: session.hasMoreCalls,
    by_decision: session.byDecision,
    highest_band: session.highestBand,
    reason_codes: session.reasonCodes,
  };
}

export function sessionCallToWire(trace: RecordedTrace): SessionCallWire {
  const { action, outcome, response } = trace;
  return {
    trace_id: trace.traceId,
    at: timeToWire(trace.at),
    door: trace.door,
    mode: trace.mode,
    agent_id: trace.agentId,
    method: trace.method,
    url: trace.url,
    host: action.host,
    tool_name: action.tool,
    operation: action.operation,
    verb: action.verb,
    category: action.category,
    decision: trace.decision,
    risk_score: trace.riskScore,
    risk_band: trace.riskBand,
    reason_codes: trace.reasonCodes,
    classifications: trace.classifications,
    approval_id: trace.approvalId,
    forwarded: outcome?.forwarded ?? null,
    upstream_status: outcome?.upstreamStatus ?? null,
    read: response === null ? null : {
      data_classes: response.dataClasses,
      values_found: response.fieldsRedactedCount,
      injection_score: response.injection?.score ?? null,
    },
    ...correlationOf(trace.signals),
  };
}

type Correlation = Pick<SessionCallWire, "taint" | "overlap" | "holds" | "flows">;

/** What the correlation signal holds was put there by the engine in this very form. */
function correlationOf(signals: readonly Signal[]): Correlation {
  const details = signals.find(({ engine }) => engine === "correlation")?.details;
  const told = details as Partial<Correlation> | undefined;
  return {
    taint: told?.taint ?? 0,
    overlap: told?.overlap ?? 0,
    holds: told?.holds ?? [],
    flows: told?.flows ?? [],
  };
}
