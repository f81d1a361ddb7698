/** The public face of this room: one SQLite file in the data folder, shared by every process that uses the folder. */
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { ApprovalHistory } from "../engine/approval_history.ts";
import type { AgentStateStore } from "../engine/agent_states.ts";
import type { SessionReadStore } from "../engine/correlate/stored_reading.ts";
import type { PinStore } from "../engine/pins/tool_pin.ts";
import type { ApprovalStore, Clock, TraceReader, TraceStore } from "../engine/ports.ts";
import type { SessionReader } from "../engine/sessions.ts";
import { AuditChain } from "./audit_chain.ts";
import { SqliteAgentStates } from "./agent_states.ts";
import { listSettled, listSimilar } from "./approval_history.ts";
import { SqliteApprovals } from "./approvals.ts";
import { Checkpointer, type CheckpointLimits, DEFAULT_CHECKPOINT_LIMITS } from "./audit_checkpoints.ts";
import { type AuditKey, loadAuditKey } from "./audit_key.ts";
import type { AuditKind } from "../engine/audit/entry.ts";
import { CommitQueue, type CommitQueueOptions } from "./commit_queue.ts";
import { syncCommitted } from "./log_sync.ts";
import { LogThread } from "./log_thread.ts";
import { asStoreError, openDatabase, rewriteVersion } from "./sqlite.ts";
import { traceStats } from "./stats.ts";
import { SqliteToolPins } from "./tool_pins.ts";
import { getTrace, listTraces } from "./trace_queries.ts";
import { Retention, type RetentionLimits, type RetentionReport } from "./retention.ts";
import { getSession, listSessionCalls, listSessions } from "./session_queries.ts";
import { SqliteSessionReads } from "./session_reads.ts";
import { TraceWriter } from "./traces.ts";

const FILE_NAME = "interven.db";

export interface StoreOptions
  extends Omit<CommitQueueOptions, "clock" | "begun" | "ending" | "committed">, Partial<CheckpointLimits> {
  /** A folder that exists and can be written: see `prepareDataDir`. */
  readonly dataDir: string;
  readonly clock: Clock;
}

/** What happens around the calls and belongs into the same chain. */
export interface AuditLog {
  /** Adds a record with its entry to the next commit. Does not wait, never throws. */
  note(record: unknown, about: { readonly kind: AuditKind; readonly subject: string }): void;
  /** Signs where the chain stands now. */
  checkpoint(): Promise<void>;
}

export interface StoreFigures {
  readonly calls: number;
  /** Epoch milliseconds of the oldest call; null when there is none. */
  readonly oldestAt: number | null;
  readonly approvals: number;
  readonly auditEntries: number;
  /** What the database holds, free pages not counted, bytes. */
  readonly usedBytes: number;
}

export interface Store {
  readonly path: string;
  readonly traces: TraceStore & TraceReader;
  /** Runs of agents. */
  readonly sessions: SessionReader;
  readonly approvals: ApprovalStore;
  /** Earlier approvals, for the console. */
  readonly approvalHistory: ApprovalHistory;
  /** What is remembered of each agent. */
  readonly agentStates: AgentStateStore;
  /** What each session has read lately, as hashes. */
  readonly sessionReads: SessionReadStore;
  /** Definitions of MCP tools. */
  readonly toolPins: PinStore;
  readonly audit: AuditLog;
  /** Whether the last commit went well; `reason` is one line. */
  health(): { readonly ready: boolean; readonly reason?: string };
  /**
   * Whether it can be written now. When the last commit failed another is tried, one that changes nothing: else a store
   * that works again would be told as failing until somebody sends it a call.
   */
  check(): Promise<{ readonly ready: boolean; readonly reason?: string }>;
  /** How much is kept. */
  figures(): StoreFigures;
  /** Changes whenever another process has written to the file. */
  foreignChanges(): number;
  /** Forgets the calls before `beforeMs` (epoch milliseconds); resolves with how many. */
  prune(beforeMs: number): Promise<number>;
  /** Keeps the store within its limits; undefined when another process is at it. */
  retain(limits: RetentionLimits): Promise<RetentionReport | undefined>;
  /** Resolves when everything asked for so far was committed or given up, and what then was due to be signed is. */
  flush(): Promise<void>;
  /** Flushes and closes the file. Nothing can be written or read afterwards; closing again does nothing. */
  close(): Promise<void>;
}

/** @throws {StoreError} when the file cannot be opened, is damaged, or was written by a newer version. */
export function openStore(options: StoreOptions): Store {
  const { dataDir, ...queueOptions } = options;
  const { clock } = options;
  const path = join(dataDir, FILE_NAME);
  const db = openDatabase(path);
  const chain = new AuditChain(db);
  const committed = () => {
    checkpointer.committed();
    log.committed();
  };
  const begun = () => {
    chain.begin();
    writer.begin();
  };
  const queue = new CommitQueue(db, { ...queueOptions, begun, ending: () => writer.finish(), committed });
  const log = new LogThread({ path, queue });
  const wrote = (chars: number) => log.wrote(chars);
  const checkpointer = new Checkpointer(db, {
    ...{ ...DEFAULT_CHECKPOINT_LIMITS, ...options },
    ...{ dataDir, queue, chain, clock, key: keyOf(dataDir, db), sync: () => syncCommitted(path) },
  });
  const writer = new TraceWriter(db, { queue, chain, clock, wrote });
  const retention = new Retention({ db, queue, chain, clock });
  const read = <T>(query: () => T): T => {
    try {
      return query();
    } catch (error) {
      if (error instanceof RangeError) throw error;
      throw asStoreError(error, `read the store "${path}"`);
    }
  };
  let closing: Promise<void> | undefined;
  const health = () =>
    queue.failure === undefined ? { ready: true } : { ready: false, reason: queue.failure.message };
  return {
    path,
    traces: {
      append: (trace) => writer.append(trace),
      appendOutcome: (outcome) => writer.appendOutcome(outcome),
      appendResponse: (report) => writer.appendResponse(report),
      has: (traceId) => read(() => writer.has(traceId)),
      origin: (traceId) => read(() => writer.origin(traceId)),
      list: (query) => read(() => listTraces(db, query)),
      get: (traceId) => read(() => getTrace(db, traceId)),
      stats: (window) => read(() => traceStats(db, window)),
    },
    sessions: {
      list: (query) => read(() => listSessions(db, query)),
      get: (sessionId) => read(() => getSession(db, sessionId)),
      calls: (query) => read(() => listSessionCalls(db, query)),
    },
    approvals: new SqliteApprovals(db, chain, committed),
    approvalHistory: {
      settled: (query) => read(() => listSettled(db, query)),
      similar: (to) => read(() => listSimilar(db, to)),
    },
    agentStates: new SqliteAgentStates(db, queue, { clock: queueOptions.clock }),
    sessionReads: new SqliteSessionReads(db, queue, { wrote }),
    toolPins: new SqliteToolPins(db),
    audit: {
      note: (record, about) =>
        queue.pushUnawaited(() => void chain.appendRecord(record, { ...about, at: clock.now() })),
      checkpoint: () => checkpointer.sign(),
    },
    health,
    check: async () => {
      if (closing !== undefined) return { ready: false, reason: "The store is closed" };
      if (queue.failure !== undefined) await queue.push(() => rewriteVersion(db)).catch(() => {});
      return health();
    },
    figures: () =>
      read(() => {
        const row = db.prepare(
          `SELECT (SELECT count(*) FROM traces) AS calls, (SELECT min(at) FROM traces) AS oldest,
          (SELECT count(*) FROM approvals) AS approvals, (SELECT max(seq) - min(seq) + 1 FROM audit_entries) AS entries`,
        )
          .get();
        return {
          calls: Number(row?.calls),
          oldestAt: row?.oldest === null ? null : Number(row?.oldest),
          approvals: Number(row?.approvals),
          auditEntries: Number(row?.entries ?? 0),
          usedBytes: retention.usedBytes(),
        };
      }),
    foreignChanges: () => read(() => Number(db.prepare("PRAGMA data_version").get()?.data_version)),
    prune: (beforeMs) => retention.forgetBefore(beforeMs),
    retain: (limits) => retention.run(limits),
    flush: () => queue.flush().then(() => checkpointer.settled()),
    close: () =>
      closing ??= checkpointer.stop().then(() => queue.close()).then(() => log.close()).then(() =>
        db.close()
      ),
  };
}

/** A store that cannot sign what it writes is not opened. */
function keyOf(dataDir: string, db: DatabaseSync): AuditKey {
  try {
    return loadAuditKey(dataDir);
  } catch (error) {
    db.close();
    throw asStoreError(error, "open the store");
  }
}
