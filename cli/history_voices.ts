import { createCorrelation } from "../engine/correlate/correlation.ts";
import { hashKeyOf } from "../engine/correlate/hash_key.ts";
import type { HistoryVoice } from "../engine/history.ts";
import { HabitVoice } from "../engine/habits/habit_voice.ts";
import type { IntelList } from "../engine/intel/intel_list.ts";
import { IntelVoice } from "../engine/intel/intel_voice.ts";
import { SequenceVoice } from "../engine/sequences/sequence_voice.ts";
import { TrustVoice } from "../engine/trust/trust_voice.ts";
import type { Mode } from "../engine/types.ts";
import type { Store } from "../store/open_store.ts";

export interface HistoryParts {
  readonly voices: readonly HistoryVoice[];
  /** Writes what was learned and not written yet. To be called before the store is closed. */
  save(now: number): void;
}

/** What speaks of the agent behind a call, with the store as its memory. */
export function openHistory(
  store: Pick<Store, "agentStates" | "sessionReads">,
  { mode, lists, secret }: {
    readonly mode: () => Mode;
    readonly lists: () => readonly IntelList[];
    /** Of the installation: keys the hashes of what was read. */
    readonly secret: string;
  },
): HistoryParts {
  const habits = new HabitVoice({ store: store.agentStates });
  const trust = new TrustVoice({ store: store.agentStates });
  const correlation = createCorrelation({ key: hashKeyOf(secret), store: store.sessionReads });
  return {
    voices: [correlation, habits, trust, new IntelVoice(lists), new SequenceVoice({ mode })],
    save: (now) => {
      habits.flush(now);
      trust.flush(now);
    },
  };
}
