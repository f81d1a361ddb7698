/**
 * Which calls are shown. The names are those of `GET /v1/traces`, in the address bar too: what is seen can be shared, and
 * a link can be written by hand.
 */
import type { DataClass, Decision, RecordedTrace } from "../../../engine/types.ts";
import { CLASSES_IN_ORDER, DECISIONS_IN_ORDER } from "./words.ts";

/** All must hold; null (or empty text) asks for nothing. */
export interface TraceFilter {
  readonly decision: Decision | null;
  readonly tool: string | null;
  /** Id or name. */
  readonly agent: string | null;
  readonly session: string | null;
  readonly dataClass: DataClass | null;
  /** A reason code. */
  readonly reason: string | null;
  /** Words, each found somewhere in URL, tool, operation, agent, session, reasons or trace id. */
  readonly text: string;
  /** Epoch milliseconds, inclusive. */
  readonly sinceMs: number | null;
  /** Epoch milliseconds, exclusive. */
  readonly untilMs: number | null;
}

export const NO_FILTER: TraceFilter = {
  decision: null,
  tool: null,
  agent: null,
  session: null,
  dataClass: null,
  reason: null,
  text: "",
  sinceMs: null,
  untilMs: null,
};

/** Reads a query; what has the wrong form asks for nothing. */
export function filterOfQuery(query: URLSearchParams): TraceFilter {
  const word = <Word extends string>(name: string, words: readonly Word[]) =>
    words.find((each) => each === query.get(name)) ?? null;
  return {
    decision: word("decision", DECISIONS_IN_ORDER),
    tool: query.get("tool") || null,
    agent: query.get("agent") || null,
    session: query.get("session") || null,
    dataClass: word("class", CLASSES_IN_ORDER),
    reason: query.get("reason") || null,
    text: query.get("q") ?? "",
    sinceMs: timeIn(query.get("since")),
    untilMs: timeIn(query.get("until")),
  };
}

/** The other way round: each name with its value, null where nothing is asked for. */
export function queryOfFilter(filter: TraceFilter): Readonly<Record<string, string | null>> {
  return {
    decision: filter.decision,
    tool: filter.tool,
    agent: filter.agent,
    session: filter.session,
    class: filter.dataClass,
    reason: filter.reason,
    q: filter.text.trim() || null,
    since: filter.sinceMs === null ? null : new Date(filter.sinceMs).toISOString(),
    until: filter.untilMs === null ? null : new Date(filter.untilMs).toISOString(),
  };
}

export function isSameFilter(a: TraceFilter, b: TraceFilter): boolean {
  const [one, other] = [queryOfFilter(a), queryOfFilter(b)];
  return Object.keys(one).every((name) => one[name] === other[name]);
}

function timeIn(text: string | null): number | null {
  if (text === null || text === "") return null;
  const time = /^\d{1,15}$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? time : null;
}

type Test = (trace: RecordedTrace) => boolean;

/** The same tests as the gateway's, so that rows of the stream and rows of a page agree. */
export function matcherOf(filter: TraceFilter): Test {
  const { decision, tool, agent, session, dataClass, reason, sinceMs, untilMs } = filter;
  const words = filter.text.toLowerCase().split(/\s+/).filter((word) => word !== "").slice(0, MAX_WORDS);
  const tests: Test[] = [];
  if (decision !== null) tests.push((trace) => trace.decision === decision);
  if (tool !== null) tests.push((trace) => trace.action.tool === tool);
  if (agent !== null) tests.push((trace) => trace.agentId === agent || trace.agentName === agent);
  if (session !== null) tests.push((trace) => trace.sessionId === session);
  if (dataClass !== null) tests.push((trace) => trace.classifications.includes(dataClass));
  if (reason !== null) tests.push((trace) => trace.reasonCodes.includes(reason));
  if (sinceMs !== null) tests.push((trace) => trace.at >= sinceMs);
  if (untilMs !== null) tests.push((trace) => trace.at < untilMs);
  if (words.length > 0) {
    tests.push((trace) => {
      const text = searchedText(trace);
      return words.every((word) => text.includes(word));
    });
  }
  return (trace) => tests.every((test) => test(trace));
}

/** As many as the gateway looks for. */
const MAX_WORDS = 8;

function searchedText(
  { method, url, action, agentId, agentName, sessionId, reasonCodes, traceId }: RecordedTrace,
) {
  const parts = [method, url, `${action.tool} ${action.operation}`, agentId, agentName ?? "", sessionId];
  return [...parts, ...reasonCodes, traceId].join("\n").toLowerCase();
}
