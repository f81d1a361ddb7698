/**
 * What one session has read reappears in another that sends it out: two agents that pass values, or one that names each of its calls
 * a session of its own. Sensitive readings alone are kept, for an hour, in the memory of this process.
 */
import type { SequenceMatch } from "../history.ts";
import { RecentlyUsed } from "../recently_used.ts";
import type { HashTable } from "./hash_table.ts";
import type { CallInView } from "./obedience.ts";
import { overlapOf } from "./overlap.ts";
import type { Reading } from "./reading.ts";
import { MAX_READS, SessionMemory } from "./session_memory.ts";

/** How long a reading counts in other sessions, milliseconds. */
export const HANDOVER_WINDOW_MS = 60 * 60_000;
/** Readings that would hurt less are everybody's. */
const MIN_SENSITIVITY = 0.5;
/** So much of a call must come from there. */
const MIN_OVERLAP = 0.5;
/** Trace ids told with a match. */
const MAX_TOLD_TRACES = 5;

export class Handover {
  readonly #memory = new SessionMemory();
  readonly #readers = new RecentlyUsed<string, { readonly sessionId: string; readonly at: number }>(
    MAX_READS,
  );

  get isEmpty(): boolean {
    return this.#memory.readCount === 0;
  }

  note(reading: Reading, sessionId: string): void {
    const { traceId, at, sensitivity } = reading.record;
    if (sensitivity < MIN_SENSITIVITY) return;
    this.#memory.add({ ...reading, directives: [] });
    this.#readers.set(traceId, { sessionId, at });
  }

  /** Null when the call carries nothing that another session has read, or goes nowhere outside. */
  match(
    call: CallInView,
    { sessionId, background }: { sessionId: string; background: HashTable },
  ): SequenceMatch | null {
    if (this.isEmpty || !goesOut(call)) return null;
    // What the agent or its user named itself was not handed over.
    const { flows } = overlapOf({ ...call, memory: this.#memory, own: call.memory }, background);
    const handed = flows.filter(({ traceId, weight }) =>
      weight >= MIN_OVERLAP && this.#isOthers(traceId, { sessionId, now: call.now })
    ).sort((a, b) => b.weight - a.weight);
    if (handed.length === 0) return null;
    return {
      name: "value_handover",
      reasonCode: "READ_WRITE_EXFIL",
      traceIds: [...new Set(handed.map(({ traceId }) => traceId))].slice(0, MAX_TOLD_TRACES),
      weight: handed[0]!.weight,
    };
  }

  #isOthers(traceId: string, { sessionId, now }: { sessionId: string; now: number }): boolean {
    const reader = this.#readers.get(traceId);
    return reader !== undefined && reader.sessionId !== sessionId && now - reader.at <= HANDOVER_WINDOW_MS;
  }
}

function goesOut({ action }: CallInView): boolean {
  return action.verb !== "READ" && (action.tool === "custom_proxy" || action.externalPrincipal === true);
}
