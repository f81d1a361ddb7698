/** A data folder with a record of some hundred entries, and the means to change it behind the program's back. */
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { readAuditHead } from "../../store/audit_head.ts";
import { type AuditPublicKey, readAuditKey } from "../../store/audit_key.ts";
import { openAuditReader } from "../../store/audit_reader.ts";
import { type AuditReport, verifyAudit } from "../../store/audit_verify.ts";
import { openStore, type Store, type StoreOptions } from "../../store/open_store.ts";
import { approvalOf, outcomeOf, traceOf } from "../fixtures/traces.ts";
import { REAL_CLOCK } from "../fixtures/temporary_store.ts";

export interface AuditedFolder extends Disposable {
  readonly dataDir: string;
  /** Runs SQL on the file, as somebody who may write it could. */
  tamper(sql: string): void;
  /** Checks the record; keys default to that of the folder. */
  verify(options?: { readonly keys?: readonly AuditPublicKey[]; readonly from?: number }): AuditReport;
  path(name: string): string;
}

export interface RecordShape {
  /** Calls, each with an outcome; every tenth with a response. Default 60. */
  readonly calls?: number;
  /** Default: 20 entries a checkpoint. */
  readonly store?: Partial<StoreOptions>;
  /** Does more with the store before it is closed. Default: nothing. */
  readonly also?: (store: Store) => Promise<void> | void;
}

export async function auditedFolder(shape: RecordShape = {}): Promise<AuditedFolder> {
  const dataDir = Deno.makeTempDirSync({ prefix: "interven-audit-" });
  const store = openStore({
    dataDir,
    clock: REAL_CLOCK,
    checkpointEntries: 20,
    checkpointGapMs: 0,
    ...shape.store,
  });
  await fill(store, shape.calls ?? 60);
  await shape.also?.(store);
  await store.close();
  return folderAt(dataDir);
}

/** An existing data folder; removed at the end of the scope. */
export function folderAt(dataDir: string): AuditedFolder {
  return {
    dataDir,
    tamper(sql) {
      using db = new DatabaseSync(join(dataDir, "interven.db"));
      db.exec(sql);
    },
    verify: (options) => verifyFolder(dataDir, options),
    path: (name) => join(dataDir, name),
    [Symbol.dispose]: () => Deno.removeSync(dataDir, { recursive: true }),
  };
}

export function verifyFolder(
  dataDir: string,
  { keys, from }: { readonly keys?: readonly AuditPublicKey[]; readonly from?: number } = {},
): AuditReport {
  const head = readAuditHead(dataDir) ?? "missing";
  const own = readAuditKey(dataDir);
  using reader = openAuditReader(dataDir);
  return verifyAudit(reader, {
    keys: keys ?? (own === undefined ? [] : [own]),
    head,
    ...(from !== undefined && { from }),
  });
}

async function fill(store: Store, calls: number): Promise<void> {
  store.audit.note({ pid: 1 }, { kind: "process_started", subject: "test" });
  store.approvals.insert(approvalOf("approval-1"));
  for (let i = 1; i <= calls; i++) {
    const traceId = `call-${i}`;
    await store.traces.append(traceOf(traceId, { at: 1_700_000_000_000 + i * 60_000 }));
    store.traces.appendOutcome(outcomeOf(traceId));
    if (i % 10 === 0) {
      store.traces.appendResponse({
        traceId,
        dataClasses: [],
        fieldsRedactedCount: 0,
        contentFingerprint: "sha256:00",
        reasonCodes: [],
      });
    }
    // A signature waits for the disk, and calls do not wait for it.
    if (i % 5 === 0) await store.flush();
  }
  store.approvals.decide("approval-1", {
    status: "approved",
    now: 1_700_000_000_500,
    expiresAt: 1_700_000_900_000,
    decidedBy: "cli",
    note: null,
  });
  await store.flush();
}
