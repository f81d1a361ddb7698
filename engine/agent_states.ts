/**
 * What is remembered of each agent from call to call and from run to run: in memory for those that were seen lately, and in a store
 * that several processes share.
 *
 * Each process adds what it has learned since it last saved to what stands in the store then, and goes on from the sum. So two
 * processes neither overwrite each other nor count anything twice, and each learns of the other's calls when it saves the next time.
 */

/** Where states outlive the process. One document for each kind of state and agent. */
export interface AgentStateStore {
  /** @throws {StoreError} when the store cannot be read. */
  load(kind: string, agentId: string): string | undefined;
  /**
   * Replaces a document soon, and does not wait. `merge` is given what stands there then, and may be asked more than once: only the
   * last answer is kept. A write that cannot be done is given up.
   */
  update(kind: string, agentId: string, merge: (current: string | undefined) => string): void;
}

/** How one kind of state is made, added up and written. */
export interface StateKind<State> {
  /** Names its documents. */
  readonly name: string;
  empty(now: number): State;
  /** Adds `more` to `state`, both aged to `now`. */
  add(state: State, more: State, now: number): void;
  /** Undefined for a document that is damaged or of another version: the agent then starts anew. */
  parse(document: string): State | undefined;
  serialize(state: State): string;
}

export interface AgentStatesOptions {
  /** Default: nothing outlives the process. */
  readonly store?: AgentStateStore;
  /** Agents kept in memory; the one that was longest quiet goes first, after it was saved. Default 1,000. */
  readonly maxAgents?: number;
  /** Shortest time between two saves of one agent, milliseconds. Default 5,000. */
  readonly saveEveryMs?: number;
  /** After so long what other processes know of an agent is read again, milliseconds. Default 30,000. */
  readonly rereadEveryMs?: number;
}

interface Entry<State> {
  /** All that is known. */
  known: State;
  /** What of it the store has not been given yet; null when nothing. */
  fresh: State | null;
  /** Whether a save is on its way: what stands in the store is then less than what is known. */
  isSaving: boolean;
  savedAt: number;
  readAt: number;
}

export class AgentStates<State> {
  readonly #entries = new Map<string, Entry<State>>();
  #newest: string | undefined;
  readonly #options: Required<Omit<AgentStatesOptions, "store">>;
  readonly #store: AgentStateStore | undefined;

  constructor(readonly kind: StateKind<State>, options: AgentStatesOptions = {}) {
    const { store, maxAgents = 1_000, saveEveryMs = 5_000, rereadEveryMs = 30_000 } = options;
    this.#store = store;
    this.#options = { maxAgents, saveEveryMs, rereadEveryMs };
  }

  /** Agents in memory. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * What is known of an agent; not to be changed.
   *
   * @throws {StoreError} when it is not in memory and the store cannot be read.
   */
  of(agentId: string, now: number): State {
    return this.#entry(agentId, now).known;
  }

  /** Applies a change to what is known, and keeps it for the next save. */
  learn(agentId: string, now: number, change: (state: State) => void): void {
    const entry = this.#entry(agentId, now);
    change(entry.known);
    if (this.#store === undefined) return;
    entry.fresh ??= this.kind.empty(now);
    change(entry.fresh);
    if (now - entry.savedAt >= this.#options.saveEveryMs) this.#save(agentId, entry, now);
  }

  /** Saves everything that has not been saved. To be called before the process ends. */
  flush(now: number): void {
    for (const [agentId, entry] of this.#entries) this.#save(agentId, entry, now);
  }

  #entry(agentId: string, now: number): Entry<State> {
    const found = this.#entries.get(agentId);
    if (found !== undefined) {
      // Moved to the end, unless it is there: the first is the one that was longest quiet.
      if (agentId !== this.#newest) {
        this.#entries.delete(agentId);
        this.#entries.set(agentId, found);
        this.#newest = agentId;
      }
      const isDue = now - found.readAt >= this.#options.rereadEveryMs;
      if (isDue && found.fresh === null && !found.isSaving) {
        found.known = this.#read(agentId, now) ?? found.known;
        found.readAt = now;
      }
      return found;
    }
    const known = this.#read(agentId, now) ?? this.kind.empty(now);
    const entry: Entry<State> = { known, fresh: null, isSaving: false, savedAt: now, readAt: now };
    this.#entries.set(agentId, entry);
    this.#newest = agentId;
    if (this.#entries.size > this.#options.maxAgents) this.#evict(now);
    return entry;
  }

  #read(agentId: string, now: number): State | undefined {
    const document = this.#store?.load(this.kind.name, agentId);
    const stored = document === undefined ? undefined : this.kind.parse(document);
    if (stored === undefined) return undefined;
    const known = this.kind.empty(now);
    this.kind.add(known, stored, now);
    return known;
  }

  #evict(now: number): void {
    for (const [agentId, entry] of this.#entries) {
      this.#save(agentId, entry, now);
      this.#entries.delete(agentId);
      return;
    }
  }

  #save(agentId: string, entry: Entry<State>, now: number): void {
    const { kind } = this;
    const saved = entry.fresh;
    if (saved === null || this.#store === undefined) return;
    entry.fresh = null;
    entry.isSaving = true;
    entry.savedAt = now;
    this.#store.update(kind.name, agentId, (current) => {
      const merged = kind.empty(now);
      const stored = current === undefined ? undefined : kind.parse(current);
      if (stored !== undefined) kind.add(merged, stored, now);
      kind.add(merged, saved, now);
      const document = kind.serialize(merged);
      // What was learned since is not in the store yet, but it is known.
      if (entry.fresh !== null) kind.add(merged, entry.fresh, now);
      entry.known = merged;
      entry.isSaving = false;
      entry.readAt = now;
      return document;
    });
  }
}
