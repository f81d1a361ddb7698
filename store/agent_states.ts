/**
 * Documents about agents, shared by every process that uses the data folder. Reading and replacing one is a single transaction, so
 * that two processes add to each other's documents and never overwrite them.
 */
import type { DatabaseSync } from "node:sqlite";
import type { AgentStateStore } from "../engine/agent_states.ts";
import type { Clock } from "../engine/ports.ts";
import type { CommitQueue } from "./commit_queue.ts";
import { asStoreError } from "./sqlite.ts";

/** Agents name themselves, so anyone can make up any number of them: those that were longest quiet make room. */
export const MAX_STORED_STATES = 20_000;
/** How often room is made: after so many writes. */
const PRUNE_EVERY_WRITES = 256;

export interface AgentStatesOptions {
  readonly clock: Pick<Clock, "now">;
  /** Documents that are kept. Default 20,000. */
  readonly maxStates?: number;
}

export class SqliteAgentStates implements AgentStateStore {
  readonly #queue: CommitQueue;
  readonly #clock: Pick<Clock, "now">;
  readonly #maxStates: number;
  readonly #get;
  readonly #put;
  readonly #prune;
  #writes = 0;

  constructor(
    db: DatabaseSync,
    queue: CommitQueue,
    { clock, maxStates = MAX_STORED_STATES }: AgentStatesOptions,
  ) {
    this.#queue = queue;
    this.#clock = clock;
    this.#maxStates = maxStates;
    this.#get = db.prepare("SELECT document FROM agent_states WHERE kind = ? AND agent_id = ?");
    this.#put = db.prepare(`
      INSERT INTO agent_states (kind, agent_id, document, updated_at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET document = excluded.document, updated_at = max(updated_at, excluded.updated_at)`);
    this.#prune = db.prepare(`
      DELETE FROM agent_states WHERE (kind, agent_id) IN (
        SELECT kind, agent_id FROM agent_states ORDER BY updated_at DESC LIMIT -1 OFFSET ?)`);
  }

  load(kind: string, agentId: string): string | undefined {
    try {
      return this.#read(kind, agentId);
    } catch (error) {
      throw asStoreError(error, "read what is known of an agent from the store");
    }
  }

  update(kind: string, agentId: string, merge: (current: string | undefined) => string): void {
    this.#queue.pushUnawaited(() => {
      const document = merge(this.#read(kind, agentId));
      this.#put.run(kind, agentId, document, this.#clock.now());
      if (this.#writes++ % PRUNE_EVERY_WRITES === 0) this.#prune.run(this.#maxStates);
    });
  }

  #read(kind: string, agentId: string): string | undefined {
    const row = this.#get.get(kind, agentId);
    return row === undefined ? undefined : String(row.document);
  }
}
