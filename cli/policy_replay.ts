/** Recorded calls under a policy that is not in force. */
import type { TraceReader } from "../engine/ports.ts";
import type { Policy } from "../engine/policy/policy.ts";
import { type CallReplay, forReplay, replayCall, type Word } from "../engine/policy/replay/replay.ts";
import type { Decision, RecordedTrace } from "../engine/types.ts";
import { timeToWire } from "../engine/wire/trace.ts";
import type { CallChangeWire, GapWire, ReplayWire, WordWire } from "../engine/wire/policy_console.ts";

/** Calls read at once: between two such pages, calls in flight have their turn. */
const PAGE = 20;
const MAX_CHANGES_TOLD = 100;

export interface ReplayOptions {
  readonly inForce: Policy;
  readonly candidate: Policy;
  /** How many calls, the newest. */
  readonly limit: number;
}

export async function replayRecorded(
  traces: Pick<TraceReader, "list">,
  { inForce, candidate, limit }: ReplayOptions,
): Promise<ReplayWire> {
  const mine = forReplay(inForce);
  const theirs = forReplay(candidate);
  const sum = new Sum();
  let cursor: string | null = null;
  do {
    const page = traces.list({
      limit: Math.min(PAGE, limit - sum.calls),
      ...(cursor !== null && { cursor }),
    });
    for (const trace of page.traces) sum.add(trace, replayCall(trace, mine, theirs));
    cursor = page.nextCursor;
    await new Promise((resolve) => setTimeout(resolve, 0));
  } while (cursor !== null && sum.calls < limit);
  return sum.toWire(notesOn(inForce, candidate));
}

class Sum {
  calls = 0;
  #oldest: number | null = null;
  readonly #kinds = { same: 0, changed: 0, untold: 0, unjudged: 0 };
  readonly #gaps = new Map<GapWire, number>();
  readonly #moves = new Map<string, { from: Decision; to: Decision; calls: number }>();
  readonly #changes: CallChangeWire[] = [];

  add(trace: RecordedTrace, replay: CallReplay): void {
    this.calls++;
    this.#oldest = trace.at;
    this.#kinds[replay.kind]++;
    if (replay.kind === "untold") {
      for (const gap of replay.gaps) this.#gaps.set(gap, (this.#gaps.get(gap) ?? 0) + 1);
    }
    if (replay.kind !== "changed") return;
    const { before, after } = replay;
    const [from, to] = [before.decision, after.decision];
    const move = this.#moves.get(`${from} ${to}`) ?? { from, to, calls: 0 };
    move.calls++;
    this.#moves.set(`${from} ${to}`, move);
    if (this.#changes.length < MAX_CHANGES_TOLD) this.#changes.push(changeToWire(trace, { before, after }));
  }

  toWire(notes: readonly string[]): ReplayWire {
    return {
      ok: true,
      calls: this.calls,
      since: this.#oldest === null ? null : timeToWire(this.#oldest),
      ...this.#kinds,
      untold_for: [...this.#gaps].map(([gap, calls]) => ({ gap, calls })),
      moves: [...this.#moves.values()].sort((a, b) => b.calls - a.calls),
      changes: this.#changes,
      notes,
    };
  }
}

function changeToWire(
  { traceId, at, agentId, action }: RecordedTrace,
  { before, after }: { before: Word; after: Word },
): CallChangeWire {
  return {
    trace_id: traceId,
    at: timeToWire(at),
    agent_id: agentId,
    tool_name: action.tool,
    operation: action.operation,
    host: action.host,
    before: wordToWire(before),
    after: wordToWire(after),
  };
}

function wordToWire({ decision, redacts, ruleId }: Word): WordWire {
  return { decision, redacts, rule_id: ruleId };
}

/** What a record can never tell. */
function notesOn(inForce: Policy, candidate: Policy): readonly string[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const rules = ({ detectionRules }: Policy) => detectionRules.map(({ file: _, at: __, ...rule }) => rule);
  return [
    ...(same(rules(inForce), rules(candidate)) ? [] : [
      "Detection rules are not tried on recorded calls: what a call carried is not stored, only what was found in it.",
    ]),
    ...(same(answersOf(inForce), answersOf(candidate)) ? [] : [
      "Rules about answers are not tried on recorded calls: answers are not stored.",
    ]),
  ];
}

function answersOf({ answers = [] }: Policy): unknown {
  return answers.map(({ ruleId, action, match, conditions }) => [
    ruleId,
    action,
    [...match, ...conditions].map(({ key, wanted }) => [key, wanted]),
  ]);
}
