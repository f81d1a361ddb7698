/** What the console reads about runs of agents: which there were, and what each did in order. */
import type { TracePage } from "./ports.ts";
import type { Decision, RiskBand } from "./types.ts";

/** One run of an agent, as far as its calls are kept. */
export interface SessionSummary {
  readonly sessionId: string;
  /** Who made the latest call of it. */
  readonly agentId: string;
  readonly agentName: string | null;
  /** Epoch milliseconds of the first and the latest call. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** Calls counted: at most 10,000, the latest. */
  readonly calls: number;
  /** There may be older calls that were not counted. */
  readonly hasMoreCalls: boolean;
  readonly byDecision: Readonly<Record<Decision, number>>;
  /** The highest of the calls counted. */
  readonly highestBand: RiskBand;
  /** Of the calls counted, the most frequent first. */
  readonly reasonCodes: readonly string[];
}

export interface SessionPage {
  /** The one with the latest call first. */
  readonly sessions: readonly SessionSummary[];
  readonly nextCursor: string | null;
}

export interface SessionQuery {
  /** Part of the session's or the agent's name. */
  readonly q?: string;
  /** 1…100, default 30. */
  readonly limit?: number;
  /** Opaque, from the page before. */
  readonly cursor?: string;
}

export interface SessionCallsQuery {
  readonly session: string;
  /** Epoch milliseconds, exclusive. Default: no end. */
  readonly until?: number;
  /** 1…200, default 100. */
  readonly limit?: number;
  /** Opaque, from the page before. */
  readonly cursor?: string;
}

export interface SessionReader {
  /**
   * One page. It may hold fewer than `limit`, even none, and still have a next one.
   *
   * @throws {RangeError} when the cursor is not one that an earlier page gave.
   */
  list(query: SessionQuery): SessionPage;
  /** Undefined when no call of it is kept. */
  get(sessionId: string): SessionSummary | undefined;
  /**
   * Its calls, newest first.
   *
   * @throws {RangeError} when the cursor is not one that an earlier page gave.
   */
  calls(query: SessionCallsQuery): TracePage;
}
