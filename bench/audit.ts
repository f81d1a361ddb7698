/** What the audit chain costs: recording with and without it, side by side; checking and exporting what was recorded. */
import { AUDIT_FORMATS } from "../engine/record_format/audit_formats.ts";
import { EXPORT_FORMATS } from "../engine/record_format/decision_formats.ts";
import type { Trace } from "../engine/types.ts";
import { readAuditHead } from "../store/audit_head.ts";
import { readAuditKey } from "../store/audit_key.ts";
import { openAuditReader } from "../store/audit_reader.ts";
import { verifyAudit } from "../store/audit_verify.ts";
import { CommitQueue } from "../store/commit_queue.ts";
import { openStore } from "../store/open_store.ts";
import { openDatabase } from "../store/sqlite.ts";
import { outcomeOf, traceOf } from "../tests/fixtures/traces.ts";
import { median } from "./statistics.ts";
import { figure, printTable } from "./table.ts";

export interface AuditBench {
  /** Calls recorded for each figure. */
  readonly calls: number;
  /** Each figure is the median of so many runs, taken in turns. */
  readonly rounds: number;
}

const CLOCK = { now: () => Date.now(), monotonic: () => performance.now() };
const CONCURRENT = [1, 32, 256];

interface Recorder {
  readonly record: (trace: Trace) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A call with 1 kB of body, and what became of it. */
function callOf(id: string): Trace {
  const body = JSON.stringify({ text: "lorem ipsum dolor ".repeat(54) });
  const { request } = traceOf(id);
  return traceOf(id, { at: Date.now(), request: { ...request, body, bodyBytes: body.length } });
}

function chained(dataDir: string): Recorder {
  const store = openStore({ dataDir, clock: CLOCK });
  return {
    record: async (trace) => {
      await store.traces.append(trace);
      store.traces.appendOutcome(outcomeOf(trace.traceId));
    },
    close: () => store.close(),
  };
}

/** The same rows in the same tables by the same queue, and no entry beside them. */
function plain(dataDir: string): Recorder {
  const db = openDatabase(`${dataDir}/interven.db`);
  const queue = new CommitQueue(db, { clock: CLOCK });
  const insertTrace = db.prepare(`
    INSERT INTO traces (trace_id, at, agent_id, agent_name, session_id, tool, decision, risk_band, reason_codes, classes,
      evaluate_ms, search_text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const insertDocument = db.prepare("INSERT INTO trace_documents (seq, document) VALUES (?, ?)");
  const insertOutcome = db.prepare(
    "INSERT OR REPLACE INTO trace_outcomes (seq, outcome) SELECT seq, ? FROM traces WHERE trace_id = ?",
  );
  const count = db.prepare(`
    INSERT INTO minute_counts (minute_ms, decision, tool, reason_codes, calls) VALUES (?, ?, ?, ?, 1)
    ON CONFLICT DO UPDATE SET calls = calls + 1`);
  return {
    record: async (trace) => {
      const { traceId, at, action, decision } = trace;
      const document = JSON.stringify(trace);
      await queue.push(() => {
        const { lastInsertRowid } = insertTrace.run(
          ...[
            traceId,
            at,
            trace.agentId,
            null,
            trace.sessionId,
            action.tool,
            decision,
            trace.riskBand,
            "[]",
            "[]",
            1,
          ],
          `${trace.url}\n${traceId}`,
        );
        insertDocument.run(lastInsertRowid, document);
        count.run(at - at % 60_000, decision, action.tool, "[]");
      });
      const outcome = JSON.stringify(outcomeOf(traceId));
      queue.pushUnawaited(() => insertOutcome.run(outcome, traceId));
    },
    close: () => queue.close().then(() => db.close()),
  };
}

/** Calls a second. */
async function rateOf(
  open: (dataDir: string) => Recorder,
  concurrent: number,
  calls: number,
): Promise<number> {
  const dataDir = Deno.makeTempDirSync();
  const { record, close } = open(dataDir);
  let left = calls;
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: concurrent }, async () => {
    while (left-- > 0) await record(callOf(crypto.randomUUID()));
  }));
  const seconds = (performance.now() - startedAt) / 1000;
  await close();
  Deno.removeSync(dataDir, { recursive: true });
  return calls / seconds;
}

export async function benchAudit({ calls, rounds }: AuditBench): Promise<void> {
  const rows = [];
  for (const concurrent of CONCURRENT) {
    const rates: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      rates[0].push(await rateOf(plain, concurrent, calls));
      rates[1].push(await rateOf(chained, concurrent, calls));
    }
    const [without, withChain] = [median(rates[0]), median(rates[1])];
    const costUs = 1e6 / withChain - 1e6 / without;
    rows.push([
      String(concurrent),
      figure(without),
      figure(withChain),
      figure(withChain / without),
      figure(costUs),
    ]);
  }
  console.log("\nCalls recorded a second, each with its outcome (two entries of the chain)\n");
  printTable(["at once", "no chain", "chain", "ratio", "cost, µs a call"], rows);
  await benchReading(calls * 2);
}

async function benchReading(calls: number): Promise<void> {
  const dataDir = Deno.makeTempDirSync();
  const { record, close } = chained(dataDir);
  for (let sent = 0; sent < calls; sent += 500) {
    await Promise.all(Array.from({ length: 500 }, () => record(callOf(crypto.randomUUID()))));
  }
  await close();
  const key = readAuditKey(dataDir);
  using reader = openAuditReader(dataDir);
  const rows: string[][] = [];
  const measure = (name: string, work: () => number) => {
    const before = Deno.memoryUsage().rss;
    const startedAt = performance.now();
    const entries = work();
    const rate = entries / (performance.now() - startedAt) * 1000;
    rows.push([name, figure(entries), figure(rate), figure((Deno.memoryUsage().rss - before) / 1e6)]);
  };
  measure("verify", () => {
    const report = verifyAudit(reader, { keys: key ? [key] : [], head: readAuditHead(dataDir) ?? "missing" });
    if (report.broken !== undefined) throw new Error(report.broken.message);
    return report.entries;
  });
  for (const name of EXPORT_FORMATS) {
    measure(`export ${name}`, () => {
      let entries = 0;
      for (const entry of reader.entries(1)) {
        AUDIT_FORMATS[name].line({
          ...entry,
          content: JSON.parse(entry.record ?? "null"),
          after: entry.after,
        });
        entries++;
      }
      return entries;
    });
  }
  Deno.removeSync(dataDir, { recursive: true });
  console.log("\nReading the chain\n");
  printTable(["", "entries", "entries/s", "memory, MB more"], rows);
}
