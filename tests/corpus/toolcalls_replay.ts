/** Replays a recorded run of an agent through the real engine: each call is judged, each answer of a call that went ahead is read. */
import type { HistoryVoice } from "../../engine/history.ts";
import type { Policy } from "../../engine/policy/policy.ts";
import type { Engine } from "../../engine/ports.ts";
import type { Decision, ToolCall, Verdict } from "../../engine/types.ts";
import { quietEngine } from "../fixtures/quiet_engine.ts";
import type { Row } from "./measure.ts";

/** One call of a recorded run. */
export interface Step {
  readonly tool: string;
  /** Null where the source does not tell them. */
  readonly args: unknown;
  readonly response?: string | null;
  /** The answer carries the injection. */
  readonly injected?: boolean;
  /** The call serves the attacker. */
  readonly attack_step?: boolean;
}

export interface Run extends Row {
  readonly suite: string;
  readonly label: "benign" | "malicious" | "injected_not_followed";
  readonly steps: readonly Step[];
  readonly user_prompt?: string;
}

/** What became of one call; undefined where it could not be made, since its arguments are not known. */
export interface ReplayedStep {
  readonly verdict: Verdict;
  readonly isStopped: boolean;
  /** Judging the call and reading its answer, microseconds. */
  readonly us: number;
}

export interface ReplayOptions {
  readonly policy: Policy;
  /** Made anew for each run, so that no run knows of another. */
  readonly voices: () => readonly HistoryVoice[];
  /** Whether the user's own words are passed along with each call. */
  readonly withContext: boolean;
}

const ENCODER = new TextEncoder();
const STOPPED: ReadonlySet<Decision> = new Set(["DENY", "REQUIRE_APPROVAL"]);
/** Midday of a working day, and what an agent takes between two calls. */
const START_MS = Date.UTC(2025, 2, 12, 12);
const STEP_MS = 3_000;

/**
 * Judges each step in order. A stopped call has no answer; the run goes on after it, as an agent would that was told no, so
 * that every later call of the recording is judged too.
 */
export async function replay(run: Run, options: ReplayOptions): Promise<(ReplayedStep | undefined)[]> {
  let now = START_MS;
  const { policy, voices } = options;
  const engine = quietEngine({ policy, now: () => now, history: voices() });
  const replayed: (ReplayedStep | undefined)[] = [];
  for (const step of run.steps) {
    now += STEP_MS;
    replayed.push(
      step.args === null || step.args === undefined
        ? undefined
        : await replayStep(engine, callOf(run, step, options), step),
    );
  }
  return replayed;
}

async function replayStep(engine: Engine, call: ToolCall, step: Step): Promise<ReplayedStep> {
  const started = performance.now();
  const { verdict } = await engine.evaluate(call);
  const isStopped = STOPPED.has(verdict.decision);
  if (!isStopped && typeof step.response === "string") {
    const contentType = isJson(step.response) ? "application/json" : "text/plain";
    await engine.observeResponse({
      traceId: verdict.traceId,
      body: { bytes: ENCODER.encode(step.response), contentType, inspectable: true },
      status: 200,
    });
  }
  return { verdict, isStopped, us: (performance.now() - started) * 1000 };
}

function callOf(run: Run, step: Step, { withContext }: ReplayOptions): ToolCall {
  const args = typeof step.args === "string" ? { input: step.args } : step.args;
  return {
    door: "mcp",
    method: "POST",
    url: `mcp://${run.suite}/${encodeURIComponent(step.tool)}`,
    headers: [["content-type", "application/json"]],
    body: {
      bytes: ENCODER.encode(JSON.stringify(args)),
      contentType: "application/json",
      inspectable: true,
    },
    toolName: step.tool,
    agentId: run.id,
    sessionId: run.id,
    ...(withContext && run.user_prompt !== undefined && { context: run.user_prompt }),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
