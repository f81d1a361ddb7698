/** Writing traces: each with its narrow row and its document, in one transaction with those of the same moment. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { CallOrigin } from "../engine/history.ts";
import { canonicalValue } from "../engine/audit/canonical_value.ts";
import { recordDigest } from "../engine/audit/entry.ts";
import { type Clock, StoreError, type TraceStore } from "../engine/ports.ts";
import { Recent } from "../engine/recent.ts";
import type { Outcome, ResponseReport, Trace } from "../engine/types.ts";
import type { AuditChain } from "./audit_chain.ts";
import type { CommitQueue } from "./commit_queue.ts";
import { MinuteCounts } from "./minute_counts.ts";

/** Calls of which the row is known, at least. */
const MIN_RECENT_ROWS = 4_096;

export interface TraceWriterOptions {
  readonly queue: CommitQueue;
  readonly chain: AuditChain;
  readonly clock: Pick<Clock, "now">;
  /** Told how long each document is that was written. Default: nobody. */
  readonly wrote?: (chars: number) => void;
}

export class TraceWriter implements TraceStore {
  readonly #options: TraceWriterOptions;
  readonly #insertTrace;
  readonly #insertDocument;
  readonly #putOutcome;
  readonly #putResponse;
  readonly #find;
  readonly #findDocument;
  /** Rows of calls, as long as this process alone writes: most outcomes and reports come soon after their call. */
  readonly #rows = new Recent<string, number>(MIN_RECENT_ROWS);
  /** Of the chain, when `#rows` was begun. */
  #generation = 0;
  readonly #counts;
  /** Accepted, not yet committed: an answer may be reported before its call's commit returns. */
  readonly #waiting = new Map<string, Trace>();

  constructor(db: DatabaseSync, options: TraceWriterOptions) {
    this.#options = options;
    this.#insertTrace = db.prepare(`
      INSERT INTO traces (trace_id, at, agent_id, agent_name, session_id, tool, decision, risk_band,
        reason_codes, classes, evaluate_ms, search_text)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.#insertDocument = db.prepare("INSERT INTO trace_documents (seq, document, entry) VALUES (?, ?, ?)");
    this.#counts = new MinuteCounts(db);
    this.#putOutcome = db.prepare(
      "INSERT OR REPLACE INTO trace_outcomes (seq, outcome, entry) VALUES (?, ?, ?)",
    );
    this.#putResponse = db.prepare(
      "INSERT OR REPLACE INTO trace_responses (seq, report, entry) VALUES (?, ?, ?)",
    );
    this.#find = db.prepare("SELECT seq FROM traces WHERE trace_id = ?");
    this.#findDocument = db.prepare(
      "SELECT document FROM traces JOIN trace_documents USING (seq) WHERE trace_id = ?",
    );
  }

  async append(trace: Trace): Promise<void> {
    const reasonCodes = JSON.stringify(trace.reasonCodes);
    const row = rowOf(trace, reasonCodes);
    const { traceId, at } = trace;
    const document = canonicalTrace(trace);
    const digest = recordDigest("call", document);
    this.#waiting.set(traceId, trace);
    try {
      await this.#options.queue.push(() => {
        const place = Number(this.#insertTrace.run(...row).lastInsertRowid);
        const entry = this.#options.chain.append({ kind: "call", subject: traceId, at, digest, place });
        this.#insertDocument.run(place, document, entry);
        this.#options.wrote?.(document.length);
        this.#counts.add({ at, decision: trace.decision, tool: trace.action.tool, reasonCodes });
        this.#rowsNow().add(traceId, place);
      });
    } finally {
      this.#waiting.delete(traceId);
    }
  }

  appendOutcome(outcome: Outcome): void {
    this.#appendTo(outcome, { kind: "outcome", put: this.#putOutcome });
  }

  appendResponse(report: ResponseReport): void {
    this.#appendTo(report, { kind: "response", put: this.#putResponse });
  }

  /** Adds to a call what came later. A call that is not there, or not any more, gets nothing. */
  #appendTo(
    record: Outcome | ResponseReport,
    { kind, put }: { kind: "outcome" | "response"; put: StatementSync },
  ): void {
    const { traceId } = record;
    const { queue, chain, clock } = this.#options;
    const document = canonicalValue(record);
    const digest = recordDigest(kind, document);
    const at = clock.now();
    queue.pushUnawaited(() => {
      const place = this.#rowOf(traceId);
      if (place === undefined) return;
      put.run(place, document, chain.append({ kind, subject: traceId, at, digest, place }));
    });
  }

  /** To be called when a transaction has begun. */
  begin(): void {
    this.#counts.clear();
  }

  /** To be called before a transaction is committed: writes what was summed up. */
  finish(): void {
    this.#counts.write();
  }

  #rowOf(traceId: string): number | undefined {
    const known = this.#rowsNow().get(traceId);
    if (known !== undefined) return known;
    const found = this.#find.get(traceId)?.seq;
    return typeof found === "number" ? found : undefined;
  }

  #rowsNow(): Recent<string, number> {
    const generation = this.#options.chain.generation();
    if (generation !== this.#generation) this.#rows.clear();
    this.#generation = generation;
    return this.#rows;
  }

  has(traceId: string): boolean {
    return this.#waiting.has(traceId) || this.#find.get(traceId) !== undefined;
  }

  origin(traceId: string): CallOrigin | undefined {
    const trace = this.#waiting.get(traceId) ?? this.#read(traceId);
    return trace && originOf(trace);
  }

  #read(traceId: string): Trace | undefined {
    const row = this.#findDocument.get(traceId);
    return row && JSON.parse(String(row.document)) as Trace;
  }
}

function originOf(trace: Trace): CallOrigin {
  const { agentId, sessionId, action, door, method, url, agentName, runtime, env } = trace;
  const call = {
    door,
    method,
    url,
    headers: trace.request.headers,
    body: null,
    agentId,
    sessionId,
    ...(agentName !== null && { agentName }),
    ...(runtime !== null && { runtime }),
    ...(env !== null && { env }),
  };
  return { agentId, sessionId, action, call };
}

function rowOf(trace: Trace, reasonCodes: string) {
  return [
    trace.traceId,
    trace.at,
    trace.agentId,
    trace.agentName,
    trace.sessionId,
    trace.action.tool,
    trace.decision,
    trace.riskBand,
    reasonCodes,
    JSON.stringify(trace.classifications),
    trace.evaluateMs,
    searchText(trace),
  ] as const;
}

/** What free text is looked for in: URL, tool, operation, agent, reasons. Lower case; parts on lines of their own, so that no match spans two. */
function searchText(trace: Trace): string {
  const { method, url, action, agentId, agentName, sessionId, reasonCodes } = trace;
  const parts = [method, url, `${action.tool} ${action.operation}`, agentId, agentName ?? "", sessionId];
  return [...parts, ...reasonCodes, trace.traceId].join("\n").toLowerCase();
}

function canonicalTrace(trace: Trace): string {
  try {
    return canonicalValue(trace);
  } catch (error) {
    throw new StoreError(`Cannot store the trace "${trace.traceId}": it is no plain data`, { cause: error });
  }
}
