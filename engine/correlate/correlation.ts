/**
 * The voice of history that knows what each session has read, and says what of it shows in a call. Pure but for a store that is
 * handed in; memory is bounded per session and in sessions.
 */
import type {
  CallerFacts,
  Flow,
  HistoryVoice,
  JudgedCall,
  SeenAnswer,
  SeenCall,
  SessionFacts,
  SessionHolding,
} from "../history.ts";
import { CallView } from "../call_view.ts";
import type { ToolCall } from "../types.ts";
import { RecentlyUsed } from "../recently_used.ts";
import { actOf } from "./acts.ts";
import { type Argument, argumentsOf } from "./arguments.ts";
import { backgroundPrints } from "./background.ts";
import type { HashTable } from "./hash_table.ts";
import { type CallInView, sequence } from "./obedience.ts";
import { Handover } from "./handover.ts";
import { type Carried, overlapOf, placeOf } from "./overlap.ts";
import { printsOf } from "./answer_prints.ts";
import { readingOf } from "./reading.ts";
import { MAX_READS, READ_WINDOW_MS, SessionMemory } from "./session_memory.ts";
import { decodeReading, encodeReading, type SessionReadStore } from "./stored_reading.ts";
import { taintOf } from "./taint.ts";
import { type UnreadCall, UnreadCalls } from "./unread_calls.ts";
import { userWords } from "./user_words.ts";
import { type HashKey, Telling } from "./words.ts";

/** Sessions kept in memory; the one that was longest quiet goes first, and comes back from the store. */
export const MAX_SESSIONS = 256;
/** Flows of one call that are told: the heaviest. */
export const MAX_FLOWS = 8;
/** An argument of more words is no value that is named as a whole. */
const MAX_OWN_WORDS = 8;

export interface CorrelationOptions {
  /** Keys every hash; the same one in every process that shares the store. */
  readonly key: HashKey;
  /** Where reads outlive the process. Default: nowhere. */
  readonly store?: SessionReadStore;
  /** Sessions in memory. Default {@linkcode MAX_SESSIONS}. */
  readonly maxSessions?: number;
}

export function createCorrelation(options: CorrelationOptions): Correlation {
  return new Correlation(options);
}

export class Correlation implements HistoryVoice {
  readonly printsKey: HashKey;
  readonly #store: SessionReadStore | undefined;
  readonly #sessions: RecentlyUsed<string, SessionMemory>;
  readonly #background: HashTable;
  /** Worked out before a call is judged, and wanted again after it. */
  readonly #arguments = new WeakMap<ToolCall, readonly Argument[]>();
  readonly #carried = new WeakMap<ToolCall, readonly Carried[]>();
  readonly #handover = new Handover();
  /** Calls of sessions that have read nothing yet: what they name is the agent's own, and is looked at only once something is read. */
  readonly #unread = new WeakMap<SessionMemory, UnreadCalls>();

  constructor({ key, store, maxSessions = MAX_SESSIONS }: CorrelationOptions) {
    this.printsKey = key;
    this.#store = store;
    this.#sessions = new RecentlyUsed(maxSessions);
    this.#background = backgroundPrints(key);
  }

  /** Memory of the sessions that are held, in bytes. */
  bytesOf(sessionId: string): number {
    return this.#sessions.get(sessionId)?.bytes ?? 0;
  }

  /** @throws {StoreError} when the session is not in memory and the store cannot be read. */
  before(seen: SeenCall): CallerFacts {
    const { sessionId } = seen.call;
    const memory = this.#session(sessionId, seen.now);
    this.#catchUp(memory, sessionId, seen.now);
    if (memory.readCount === 0 && this.#handover.isEmpty) return {};
    const call: CallInView = {
      action: seen.action,
      act: actOf(seen.action, this.printsKey),
      arguments: this.#argumentsOf(seen),
      memory,
      user: userWords(seen.call.context, memory.directives(seen.now), this.printsKey),
      now: seen.now,
      key: this.printsKey,
    };
    const handed = this.#handover.match(call, { sessionId, background: this.#background });
    const sequences = handed === null ? {} : { sequences: [handed] };
    if (memory.readCount === 0) return sequences;
    const { taint, flows } = taintOf(call);
    const copied = overlapOf(call, this.#background);
    if (copied.carried.length > 0) this.#carried.set(seen.call, copied.carried);
    return {
      ...sequences,
      session: {
        ...holdingsOf(memory, seen.now),
        overlap: copied.overlap,
        taint,
        flows: heaviest([...flows, ...copied.flows]),
      },
    };
  }

  /** Values that a call names before anything read has named them are the agent's own, or its user's. */
  judged(judged: JudgedCall): void {
    const memory = this.#session(judged.call.sessionId, judged.now);
    if (memory.readCount > 0) return this.#learn(memory, judged);
    let unread = this.#unread.get(memory);
    if (unread === undefined) this.#unread.set(memory, unread = new UnreadCalls());
    unread.add(judged);
  }

  #learn(memory: SessionMemory, judged: UnreadCall & Pick<JudgedCall, "view">): void {
    const isUntold = memory.directives(judged.now).length === 0;
    if (judged.decision === "ALLOW" || judged.decision === "SANITIZE") {
      for (const { traceId, prints } of this.#carried.get(judged.call) ?? []) {
        memory.carry(traceId, placeOf(judged.action), prints);
      }
    }
    for (const { words } of this.#argumentsOf(judged)) {
      for (let i = 0; i < words.count; i++) {
        const hash = words.hashes[i]!;
        if (words.telling[i] === Telling.own && memory.firstSeen(hash, judged.now) === undefined) {
          memory.addOwn(hash);
        }
      }
      if (isUntold && words.count <= MAX_OWN_WORDS) memory.addOwn(sequence(words));
    }
  }

  read(answer: SeenAnswer): void {
    const { sessionId } = answer.origin;
    const memory = this.#session(sessionId, answer.now);
    this.#learnUnread(memory);
    const { body, findings, instructions, prints } = answer;
    const seen = { findings, spans: instructions?.spans ?? [] };
    const reading = readingOf(answer, prints ?? printsOf(body, seen, this.printsKey));
    memory.add(reading);
    this.#handover.note(reading, sessionId);
    this.#store?.append(sessionId, {
      traceId: answer.traceId,
      at: answer.now,
      document: encodeReading(reading),
    });
  }

  /** Whoever shares the store may have read something in the same session: its servers have a proxy each. */
  #catchUp(memory: SessionMemory, sessionId: string, now: number): void {
    for (const { document } of this.#store?.news?.(sessionId, now) ?? []) {
      const reading = decodeReading(document);
      if (reading === undefined) continue;
      this.#learnUnread(memory);
      memory.add(reading);
    }
  }

  #learnUnread(memory: SessionMemory): void {
    for (const unread of this.#unread.get(memory)?.take() ?? []) {
      this.#learn(memory, { ...unread, view: new CallView(unread.call) });
    }
  }

  #session(id: string, now: number): SessionMemory {
    return this.#sessions.getOrMake(id, () => {
      const memory = new SessionMemory();
      const stored = this.#store?.load(id, { since: now - READ_WINDOW_MS, limit: MAX_READS }) ?? [];
      for (const { document } of stored) {
        const reading = decodeReading(document);
        if (reading !== undefined) memory.add(reading);
      }
      return memory;
    });
  }

  #argumentsOf({ call, view }: Pick<SeenCall, "call" | "view">): readonly Argument[] {
    const known = this.#arguments.get(call);
    if (known !== undefined) return known;
    const found = argumentsOf(view, this.printsKey);
    this.#arguments.set(call, found);
    return found;
  }
}

function holdingsOf(memory: SessionMemory, now: number): Pick<SessionFacts, "holds" | "injection"> {
  let [isPrivate, isUntrusted, hasSecrets, injection] = [false, false, false, 0];
  memory.eachRead(now, (read) => {
    isPrivate ||= read.isPrivate;
    isUntrusted ||= read.isUntrusted;
    hasSecrets ||= read.hasSecrets;
    injection = Math.max(injection, read.injection);
  });
  // In the order of the alphabet, as they are recorded.
  const holds: SessionHolding[] = [];
  if (isPrivate) holds.push("private_data");
  if (hasSecrets) holds.push("secrets");
  if (isUntrusted) holds.push("untrusted_content");
  return { holds, injection };
}

/** One flow for each read, kind and path: the heaviest of each. */
function heaviest(flows: readonly Flow[]): Flow[] {
  const best = new Map<string, Flow>();
  for (const flow of flows) {
    const name = `${flow.traceId} ${flow.kind} ${flow.path}`;
    if ((best.get(name)?.weight ?? -1) < flow.weight) best.set(name, flow);
  }
  return [...best.values()].sort((a, b) => b.weight - a.weight).slice(0, MAX_FLOWS);
}
