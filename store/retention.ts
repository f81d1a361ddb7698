/**
 * Forgetting what is too old or too much. Calls go with their documents and approvals; their entries stay in the chain, so that it can
 * still be checked, until the chain itself takes too much room. Everything in small steps: calls in flight share the thread.
 */
import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../engine/ports.ts";
import type { AuditChain } from "./audit_chain.ts";
import type { CommitQueue } from "./commit_queue.ts";
import { toRanges } from "./row_ranges.ts";
import { MINUTE_MS } from "./stats.ts";

export interface RetentionLimits {
  /** How long calls are kept, milliseconds; null: for ever. */
  readonly keepMs: number | null;
  /** How much the database may hold, bytes; null: no limit. Over it, the oldest calls go until a tenth is free again. */
  readonly maxBytes: number | null;
}

export interface RetentionReport {
  readonly forgottenCalls: number;
  /** Questions to people whose call was forgotten, with their answers. */
  readonly forgottenApprovals: number;
  /** Entries that were cut off the beginning of the chain. */
  readonly cutEntries: number;
  /** What the database holds now, bytes. */
  readonly bytes: number;
}

export interface RetentionParts {
  readonly db: DatabaseSync;
  readonly queue: CommitQueue;
  readonly chain: AuditChain;
  readonly clock: Pick<Clock, "now">;
  /** Lets others do their work between two steps. Default: a few milliseconds. */
  readonly pause?: () => Promise<void>;
}

/** Documents of the three kinds that belong to one call, and the narrow row last. */
const CALL_TABLES = ["trace_documents", "trace_outcomes", "trace_responses", "traces"] as const;
/** Calls that one step forgets: some milliseconds, with bodies of the longest kept. */
const STEP_CALLS = 100;
const STEP_PAGES = 200;
const PAUSE_MS = 2;
/** Over the limit, so much of it is left free, so that not every call leads to another round. */
const ROOM = 0.1;
/** The chain may take this part of the room, at so many bytes an entry (measured). */
const CHAIN_SHARE = 0.25;
const ENTRY_BYTES = 176;
const MIN_CHAIN_ENTRIES = 10_000;
/** A process that died at it holds the others up no longer than this. */
const LEASE_MS = 600_000;

export class Retention {
  readonly #parts: RetentionParts;
  readonly #holder = crypto.randomUUID();

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  /** One round. Undefined when another process is at it. */
  async run({ keepMs, maxBytes }: RetentionLimits): Promise<RetentionReport | undefined> {
    if (!await this.#takeLease()) return undefined;
    try {
      let forgottenCalls = keepMs === null ? 0 : await this.forgetBefore(this.#parts.clock.now() - keepMs);
      let cutEntries = 0;
      if (maxBytes !== null) {
        const maxEntries = Math.max(MIN_CHAIN_ENTRIES, Math.floor(maxBytes * CHAIN_SHARE / ENTRY_BYTES));
        forgottenCalls += await this.#forgetDownTo(maxBytes);
        cutEntries = await this.#cutDownTo(maxEntries);
      }
      const forgottenApprovals = await this.#forgetApprovals();
      await this.#giveBack();
      return { forgottenCalls, forgottenApprovals, cutEntries, bytes: this.usedBytes() };
    } finally {
      await this.#releaseLease().catch(() => {});
    }
  }

  /** Forgets the calls before `beforeMs` (epoch milliseconds, taken down to the whole minute); resolves with how many. */
  async forgetBefore(beforeMs: number): Promise<number> {
    const { db, queue } = this.#parts;
    const limitMs = Math.floor(beforeMs / MINUTE_MS) * MINUTE_MS;
    const oldest = db.prepare("SELECT seq FROM traces WHERE at < ? ORDER BY at LIMIT ?");
    const forgetCounts = db.prepare("DELETE FROM minute_counts WHERE minute_ms < ?");
    const forgotten = await this.#steps(() => this.#forget(oldest.all(limitMs, STEP_CALLS), "age"));
    await queue.push(() => void forgetCounts.run(limitMs));
    return forgotten;
  }

  /** What the database holds, free pages not counted, bytes. */
  usedBytes(): number {
    return (this.#pragma("page_count") - this.#pragma("freelist_count")) * this.#pragma("page_size");
  }

  async #forgetDownTo(maxBytes: number): Promise<number> {
    if (this.usedBytes() <= maxBytes) return 0;
    const oldest = this.#parts.db.prepare("SELECT seq FROM traces ORDER BY at LIMIT ?");
    const target = maxBytes * (1 - ROOM);
    return await this.#steps(() =>
      this.usedBytes() <= target ? 0 : this.#forget(oldest.all(STEP_CALLS), "size")
    );
  }

  /** In a transaction: forgets these calls, and has the chain say so. */
  #forget(rows: readonly Record<string, unknown>[], reason: "age" | "size"): number {
    if (rows.length === 0) return 0;
    const { db, chain, clock } = this.#parts;
    const calls = rows.map((row) => Number(row.seq)).sort((a, b) => a - b);
    const list = JSON.stringify(calls);
    for (const table of CALL_TABLES) {
      db.prepare(`DELETE FROM ${table} WHERE seq IN (SELECT value FROM json_each(?))`).run(list);
    }
    const record = { calls: toRanges(calls), reason };
    chain.appendRecord(record, { kind: "pruned", subject: "calls", at: clock.now() });
    return calls.length;
  }

  /** An approval goes after its call, when nobody can answer it any more and its answer holds for nothing. */
  #forgetApprovals(): Promise<number> {
    const { db, chain, clock } = this.#parts;
    const bygone = db.prepare(`
      SELECT seq, id FROM approvals a WHERE expires_at <= $now AND created_at < coalesce((SELECT min(at) FROM traces), $now)
      AND NOT EXISTS (SELECT 1 FROM traces t WHERE t.trace_id = a.trace_id) ORDER BY created_at LIMIT $limit`);
    const forget = db.prepare("DELETE FROM approvals WHERE seq IN (SELECT value FROM json_each(?))");
    return this.#steps(() => {
      const rows = bygone.all({ $now: clock.now(), $limit: STEP_CALLS });
      if (rows.length === 0) return 0;
      forget.run(JSON.stringify(rows.map(({ seq }) => seq)));
      const record = { approvals: rows.map(({ id }) => String(id)) };
      chain.appendRecord(record, { kind: "pruned", subject: "approvals", at: clock.now() });
      return rows.length;
    });
  }

  #cutDownTo(maxEntries: number): Promise<number> {
    return this.#steps(() => this.#cut(maxEntries));
  }

  /** In a transaction: cuts the chain after its first checkpoint, when nothing before that covers a call that is still there. */
  #cut(maxEntries: number): number {
    const { db, chain, clock } = this.#parts;
    const number = (sql: string, ...values: number[]) => db.prepare(sql).get(...values)?.n;
    const first = Number(number("SELECT min(seq) AS n FROM audit_entries") ?? 0);
    const last = chain.head().seq;
    if (last - first < maxEntries) return 0;
    const oldestCall = db.prepare("SELECT entry FROM trace_documents ORDER BY seq LIMIT 1").get();
    if (oldestCall?.entry === null) return 0;
    const boundary = Math.min(last - maxEntries, Number(oldestCall?.entry ?? Infinity) - 1);
    const through = number(
      "SELECT seq AS n FROM audit_checkpoints WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT 1",
      ...[first, boundary],
    );
    if (typeof through !== "number") return 0;
    const record = {
      through,
      last_call_before: 0,
      last_approval_before: Number(number("SELECT max(seq) AS n FROM approvals WHERE entry IS NULL") ?? 0),
    };
    chain.appendRecord(record, { kind: "cut", subject: "chain", at: clock.now() });
    db.prepare("DELETE FROM audit_entries WHERE seq <= ?").run(through);
    db.prepare("DELETE FROM audit_records WHERE seq <= ?").run(through);
    db.prepare("DELETE FROM audit_checkpoints WHERE seq < ?").run(through);
    return through - first + 1;
  }

  /** Makes the file smaller by the pages that nothing uses. */
  async #giveBack(): Promise<void> {
    const { db, queue } = this.#parts;
    for (let free = this.#pragma("freelist_count"); free > 0;) {
      // Gives one page a row back, so all rows must be asked for.
      await queue.push(() => void db.prepare(`PRAGMA incremental_vacuum(${STEP_PAGES})`).all());
      const left = this.#pragma("freelist_count");
      if (left >= free) return;
      free = left;
      await this.#pause();
    }
  }

  /** Repeats a step, each in a transaction of its own, until it has nothing left to do. */
  async #steps(step: () => number): Promise<number> {
    let sum = 0;
    while (true) {
      let done = 0;
      await this.#parts.queue.push(() => done = step());
      if (done === 0) return sum;
      sum += done;
      await this.#pause();
    }
  }

  #pause(): Promise<void> {
    return this.#parts.pause?.() ?? new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }

  async #takeLease(): Promise<boolean> {
    const { db, queue, clock } = this.#parts;
    let taken = false;
    const now = clock.now();
    await queue.push(() => {
      const { changes } = db.prepare(`
        INSERT INTO maintenance (task, holder, until) VALUES ('retention', $holder, $until)
        ON CONFLICT (task) DO UPDATE SET holder = $holder, until = $until
        WHERE until < $now OR until > $until OR holder = $holder`)
        .run({ $holder: this.#holder, $until: now + LEASE_MS, $now: now });
      taken = Number(changes) > 0;
    });
    return taken;
  }

  async #releaseLease(): Promise<void> {
    const { db, queue } = this.#parts;
    await queue.push(() => void db.prepare("DELETE FROM maintenance WHERE holder = ?").run(this.#holder));
  }

  #pragma(name: "page_count" | "freelist_count" | "page_size"): number {
    return Number(this.#parts.db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
  }
}
