/**
 * What came before a call: what its session has read, what its agent usually does, what is known of where it goes.
 * Each voice tells its part of that; the policy and the risk score read the whole. A new voice is one file and its line in
 * the list that the command line hands to the engine.
 */
import type { AnswerRule } from "./answers/answer_rule.ts";
import type { CallView } from "./call_view.ts";
import type { AnswerPrints } from "./correlate/answer_prints.ts";
import type { HashKey } from "./correlate/words.ts";
import type { InstructionFindings } from "./ports.ts";
import type { Action, CallBody, Decision, Finding, ToolCall } from "./types.ts";

/** What a session may have read. */
export const SESSION_HOLDINGS = ["private_data", "untrusted_content", "secrets"] as const;
export type SessionHolding = typeof SESSION_HOLDINGS[number];

/** How an earlier answer shows in a call: its text, the place it goes to, or what it was told to do. */
export const FLOW_KINDS = ["copied_data", "destination", "argument", "instruction"] as const;
export type FlowKind = typeof FLOW_KINDS[number];

/** One thing that came from an earlier answer into this call. Holds no value: it says from which call, and where it stands now. */
export interface Flow {
  /** The call whose answer held it. */
  readonly traceId: string;
  readonly kind: FlowKind;
  /** Where it stands in this call, as in a finding: `$.recipient`, `query.to`, `host`. */
  readonly path: string;
  /** 0…1: how much it says. */
  readonly weight: number;
  /** Names of what made it weigh; never a value. */
  readonly reasons: readonly string[];
}

/** What the session's reading says about one call. */
export interface SessionFacts {
  readonly holds: readonly SessionHolding[];
  /** 0…1: how much of what the call carries was read before, weighted by rarity and by how sensitive it was. */
  readonly overlap: number;
  /** 0…1: how likely the call does what something read told the agent to do. */
  readonly taint: number;
  /** 0…1: the loudest instruction to the agent in what the session read lately. */
  readonly injection: number;
  /** Heaviest first, a handful at most. */
  readonly flows: readonly Flow[];
}

/** What is unusual about a call for its agent. All false until enough calls were seen. */
export interface BaselineFacts {
  /** Calls seen of this agent. */
  readonly calls: number;
  readonly isNewDestination: boolean;
  readonly isNewOperation: boolean;
  readonly isUnusualSize: boolean;
  readonly isUnusualHour: boolean;
  readonly isBurst: boolean;
}

/** A list of addresses that names where the call goes. */
export interface IntelMatch {
  /** Name of the list. */
  readonly list: string;
  /** What the list says of its members: `exfil_sink`, `paste_site`, `tunnel`, `url_shortener`, or what a user's list says. */
  readonly kind: string;
  /** The entry that matched. */
  readonly entry: string;
  /** Where a host stands inside the call, as in a finding: `$.text`, `query.next`. Absent: it is where the call goes. */
  readonly path?: string;
}

/** Several calls that mean more together than alone. */
export interface SequenceMatch {
  /** `iam_escalation`, `mass_action`, `token_harvesting`, `value_handover` … */
  readonly name: string;
  readonly reasonCode: string;
  /** Calls before this one that belong to it, newest first, a handful at most. */
  readonly traceIds: readonly string[];
  /** 0…1 */
  readonly weight: number;
}

/** All that history says about one call. What is absent has nothing to say. */
export interface CallerFacts {
  readonly session?: SessionFacts;
  readonly baseline?: BaselineFacts;
  /** 0…1; 1 is full trust. */
  readonly trust?: number;
  readonly intel?: readonly IntelMatch[];
  readonly sequences?: readonly SequenceMatch[];
  /** What an MCP proxy saw of the tool's definition: `MCP_TOOL_DRIFT` and its like. */
  readonly mcpSignals?: readonly string[];
}

/** A call that was named and scanned, and not yet judged. */
export interface SeenCall {
  readonly call: ToolCall;
  readonly view: CallView;
  readonly action: Action;
  readonly findings: readonly Finding[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What became of a call that was judged. */
export interface JudgedCall extends SeenCall {
  readonly traceId: string;
  readonly decision: Decision;
  readonly reasonCodes: readonly string[];
  readonly riskScore: number;
}

/** What is remembered of a call until its answer comes. */
export interface CallOrigin {
  readonly agentId: string;
  readonly sessionId: string;
  readonly action: Action;
  /** Rules about its answer. Absent for a call that was read from the record. */
  readonly answerRules?: readonly AnswerRule[];
  /** The call as it was recorded, redacted and without its body: for what the policy asks about it later. */
  readonly call?: ToolCall;
}

/** An answer that an agent has read. */
export interface SeenAnswer {
  readonly traceId: string;
  readonly origin: CallOrigin;
  readonly body: CallBody;
  readonly status: number;
  readonly findings: readonly Finding[];
  readonly instructions: InstructionFindings | undefined;
  /** What its text says, as hashes under {@linkcode HistoryVoice.printsKey}. Undefined: nobody has worked it out yet. */
  readonly prints?: AnswerPrints | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * One part of history. All three are called on the thread that answers calls: they must be quick, never wait, and keep
 * their memory bounded. A voice that throws has no verdict to stand on: the call fails closed.
 */
export interface HistoryVoice {
  /** Asks that the scan of an answer works out its prints under this key, away from this thread. */
  readonly printsKey?: HashKey;
  /** Before a call is judged. */
  before(seen: SeenCall): CallerFacts;
  /** After it was judged, whatever came of it. */
  judged?(judged: JudgedCall): void;
  /** When an answer was read. */
  read?(answer: SeenAnswer): void;
}

/** Asks every voice. Lists of matches are put together; of two that tell the same otherwise, the later counts. */
export function askHistory(voices: readonly HistoryVoice[], seen: SeenCall): CallerFacts {
  let all: CallerFacts = {};
  for (const voice of voices) {
    const told = voice.before(seen);
    const intel = joined(all.intel, told.intel);
    const sequences = joined(all.sequences, told.sequences);
    all = { ...all, ...told, ...(intel && { intel }), ...(sequences && { sequences }) };
  }
  return all;
}

/** Undefined for nothing at all. */
function joined<Match>(
  before: readonly Match[] | undefined,
  more: readonly Match[] | undefined,
): readonly Match[] | undefined {
  return before === undefined || more === undefined ? before ?? more : [...before, ...more];
}
