/** Approvals, shared by every process that uses the data folder: each change is one statement, so two deciders cannot both win. */
import type { DatabaseSync } from "node:sqlite";
import type { ApprovalStore } from "../engine/ports.ts";
import type { Approval, ApprovalState } from "../engine/types.ts";
import type { AuditChain } from "./audit_chain.ts";
import { asStoreError, inTransaction } from "./sqlite.ts";

/** A person waits for these writes, and they are rare: they may wait for another process's commit. */
const WRITE_BUSY_TIMEOUT_MS = 500;

const PENDING_NOW = "status = 'pending' AND expires_at > $now";
const CONDITION: Readonly<Record<ApprovalState | "any", string>> = {
  any: "$now = $now",
  pending: PENDING_NOW,
  approved: "status = 'approved' AND $now = $now",
  denied: "status = 'denied' AND $now = $now",
  expired: "(status = 'expired' OR (status = 'pending' AND expires_at <= $now))",
};

export class SqliteApprovals implements ApprovalStore {
  readonly #db: DatabaseSync;
  readonly #latest;
  readonly #get;
  readonly #insert;
  readonly #countPending;
  readonly #decide;
  readonly #cover;
  readonly #chain: AuditChain;

  /** @param committed Told after each change. */
  constructor(db: DatabaseSync, chain: AuditChain, readonly committed: () => void = () => {}) {
    this.#db = db;
    this.#chain = chain;
    this.#latest = db.prepare(
      "SELECT * FROM approvals WHERE agent_id = ? AND signature = ? ORDER BY created_at DESC, seq DESC LIMIT 1",
    );
    this.#get = db.prepare("SELECT * FROM approvals WHERE id = ?");
    this.#insert = db.prepare(`
      INSERT INTO approvals (id, trace_id, agent_id, session_id, signature, status, created_at, expires_at,
        decided_at, decided_by, note, grant_window_ms, denial_window_ms, entry)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#countPending = db.prepare(
      `SELECT count(*) AS pending FROM approvals WHERE agent_id = $agentId AND ${PENDING_NOW}`,
    );
    this.#decide = db.prepare(`
      UPDATE approvals SET status = $status, expires_at = $expiresAt, decided_at = $now, decided_by = $decidedBy,
        note = $note WHERE id = $id AND ${PENDING_NOW} RETURNING *`);
    this.#cover = db.prepare("UPDATE approvals SET entry = ? WHERE id = ?");
  }

  latest(agentId: string, signature: string): Approval | undefined {
    return this.#read(() => this.#latest.get(agentId, signature));
  }

  get(id: string): Approval | undefined {
    return this.#read(() => this.#get.get(id));
  }

  insert(approval: Approval): void {
    const { id, traceId, agentId, sessionId, signature, status, createdAt, expiresAt } = approval;
    const { decidedAt, decidedBy, note, grantWindowMs, denialWindowMs } = approval;
    this.#write(() => {
      const about = { kind: "approval_opened", subject: id, at: createdAt } as const;
      this.#insert.run(
        ...[id, traceId, agentId, sessionId, signature, status, createdAt, expiresAt],
        ...[decidedAt, decidedBy, note, grantWindowMs ?? null, denialWindowMs ?? null],
        this.#chain.appendRecord(approval, about),
      );
    });
  }

  countPending(agentId: string, now: number): number {
    try {
      return Number(this.#countPending.get({ $agentId: agentId, $now: now })?.pending);
    } catch (error) {
      throw asStoreError(error, "count the approvals in the store");
    }
  }

  list(filter: Parameters<ApprovalStore["list"]>[0]): readonly Approval[] {
    const { status, now, limit } = filter;
    try {
      const rows = this.#db.prepare(
        `SELECT * FROM approvals WHERE ${CONDITION[status ?? "any"]}
         ORDER BY created_at DESC, seq DESC LIMIT $limit`,
      ).all({ $now: now, $limit: limit });
      return rows.map((row) => judgedAt(approvalOf(row), now));
    } catch (error) {
      throw asStoreError(error, "read approvals from the store");
    }
  }

  decide(id: string, decision: Parameters<ApprovalStore["decide"]>[1]): Approval | undefined {
    const { status, now, expiresAt, decidedBy, note } = decision;
    return this.#write(() => {
      const row = this.#decide.get({
        $id: id,
        $status: status,
        $now: now,
        $expiresAt: expiresAt,
        $decidedBy: decidedBy,
        $note: note,
      });
      if (row === undefined) return undefined;
      const approval = approvalOf(row);
      this.#cover.run(
        this.#chain.appendRecord(approval, { kind: "approval_decided", subject: id, at: now }),
        id,
      );
      return approval;
    });
  }

  #read(query: () => Record<string, unknown> | undefined): Approval | undefined {
    try {
      const row = query();
      return row === undefined ? undefined : approvalOf(row);
    } catch (error) {
      throw asStoreError(error, "read approvals from the store");
    }
  }

  #write<T>(statement: () => T): T {
    const usual = this.#db.prepare("PRAGMA busy_timeout").get()?.timeout;
    try {
      this.#db.exec(`PRAGMA busy_timeout = ${WRITE_BUSY_TIMEOUT_MS}`);
      const result = inTransaction(this.#db, () => {
        this.#chain.begin();
        return statement();
      });
      this.committed();
      return result;
    } catch (error) {
      throw asStoreError(error, "write an approval to the store");
    } finally {
      this.#db.exec(`PRAGMA busy_timeout = ${Number(usual)}`);
    }
  }
}

/** A question past its time is told as expired. */
export function judgedAt(approval: Approval, now: number): Approval {
  const lapsed = approval.status === "pending" && approval.expiresAt <= now;
  return lapsed ? { ...approval, status: "expired" } : approval;
}

export function approvalOf(row: Record<string, unknown>): Approval {
  return {
    id: String(row.id),
    traceId: String(row.trace_id),
    agentId: String(row.agent_id),
    sessionId: String(row.session_id),
    signature: String(row.signature),
    // The column's CHECK admits nothing else.
    status: row.status as ApprovalState,
    createdAt: Number(row.created_at),
    expiresAt: Number(row.expires_at),
    decidedAt: row.decided_at === null ? null : Number(row.decided_at),
    decidedBy: row.decided_by === null ? null : String(row.decided_by),
    note: row.note === null ? null : String(row.note),
    ...(row.grant_window_ms !== null && { grantWindowMs: Number(row.grant_window_ms) }),
    ...(row.denial_window_ms !== null && { denialWindowMs: Number(row.denial_window_ms) }),
  };
}
