/** The entry of the thread that carries the write-ahead log into the database. It has a connection of its own. */
import { DatabaseSync } from "node:sqlite";
import type { FromLogWorker, ToLogWorker } from "./log_thread.ts";

/** What `deno check` does not know of a worker's global object. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToLogWorker>) => void) | null;
  postMessage(message: FromLogWorker): void;
}

const scope = globalThis as unknown as WorkerScope;
let db: DatabaseSync | undefined;

scope.onmessage = ({ data }) => {
  if (data.kind === "close") {
    db?.close();
    db = undefined;
    scope.postMessage({ kind: "closed" });
    return;
  }
  try {
    db ??= open(data.path);
    scope.postMessage({ kind: "done", ...checkpoint(db) });
  } catch {
    // The disk may be full, or another process has the lock for longer than it should: the log waits for the next time.
    scope.postMessage({ kind: "done", isWhole: false });
  }
};

function open(path: string): DatabaseSync {
  const opened = new DatabaseSync(path, { timeout: 0 });
  // The log reaches the disk before the database takes it over, and the database before the log is begun anew.
  opened.exec("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0");
  return opened;
}

/** Passive: waits for nobody, and keeps nobody from writing (sqlite.org/pragma.html#pragma_wal_checkpoint). */
function checkpoint(db: DatabaseSync): { isWhole: boolean } {
  const row = db.prepare("PRAGMA wal_checkpoint(PASSIVE)").get();
  return { isWhole: row?.busy === 0 && row.log === row.checkpointed };
}
