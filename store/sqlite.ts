/** Opening the database file, bringing its schema up to date, and saying in one line why SQLite refused. */
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "../engine/ports.ts";
import { DataDirError } from "./data_dir.ts";
import { MIGRATIONS } from "./migrations/list.ts";
import { MAX_LOG_PAGES } from "./log_thread.ts";
import { ensurePrivateFile } from "./private_file.ts";

/** "IVEN" in the file header (SQLite file format, offset 68), so that another program's database is never taken for ours. */
const APPLICATION_ID = 0x4956454e;
/** The value of `PRAGMA auto_vacuum` by which free pages are given back on demand. */
const INCREMENTAL = 2;
const MAX_VACUUM_BYTES = 256 * 1024 * 1024;
/** At start a wait hurts nobody: another process may be in the middle of its own start. */
const OPEN_BUSY_TIMEOUT_MS = 2_000;
/** While serving, SQLite's own wait blocks every call in flight; longer waits are done between turns of the event loop. */
const RUN_BUSY_TIMEOUT_MS = 5;

/**
 * Opens or makes the database (mode 0600) with the newest schema.
 *
 * WAL with `synchronous=NORMAL`: what was committed survives the death of the process; a power cut may lose
 * the last moments, but never breaks the file (sqlite.org/pragma.html#pragma_synchronous).
 *
 * @throws {StoreError} when the file cannot be opened, is not ours, is damaged, or is of a newer version.
 */
export function openDatabase(path: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    ensurePrivateFile(path);
    db = new DatabaseSync(path, { timeout: OPEN_BUSY_TIMEOUT_MS });
    refuseForeignFile(db, path);
    letFileShrink(db);
    db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = ${MAX_LOG_PAGES}`,
    );
    migrate(db, path);
    db.exec(`PRAGMA busy_timeout = ${RUN_BUSY_TIMEOUT_MS}`);
    return db;
  } catch (error) {
    db?.close();
    throw asStoreError(error, `open the store "${path}"`);
  }
}

function refuseForeignFile(db: DatabaseSync, path: string): void {
  const id = pragma(db, "application_id");
  if (id === APPLICATION_ID) return;
  const tables = db.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.n;
  if (id === 0 && tables === 0) return;
  throw new StoreError(
    `Cannot open the store "${path}": it is the database of another program; move it aside or choose another --data-dir`,
  );
}

/**
 * Free pages can be given back a few at a time only when the file was made for it; for an older file that takes one
 * VACUUM, which is left undone when the file is large, somebody else uses it, or the runtime cannot do it (sqlite.org/pragma.html#pragma_auto_vacuum).
 */
function letFileShrink(db: DatabaseSync): void {
  if (pragma(db, "auto_vacuum") === INCREMENTAL) return;
  const pages = pragma(db, "page_count");
  db.exec(`PRAGMA auto_vacuum = ${INCREMENTAL}`);
  if (pages === 0 || pages * pragma(db, "page_size") > MAX_VACUUM_BYTES) return;
  try {
    db.exec("VACUUM");
  } catch (error) {
    // VACUUM works in an attached database, which runtimes before Deno 2.7 do not allow.
    if (!isBusy(error) && !/attached databases/.test(String(error))) throw error;
  }
}

function migrate(db: DatabaseSync, path: string): void {
  if (pragma(db, "user_version") === MIGRATIONS.length) return;
  // The version is read again inside: two processes that start together must not both migrate.
  db.exec("BEGIN IMMEDIATE");
  try {
    const found = pragma(db, "user_version");
    if (found > MIGRATIONS.length) {
      throw new StoreError(
        `Cannot open the store "${path}": found schema version ${found}, wanted at most ${MIGRATIONS.length}; use the newer interven that wrote it or choose another --data-dir`,
      );
    }
    for (const step of MIGRATIONS.slice(found)) db.exec(step);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length}`);
    db.exec("COMMIT");
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

type Pragma = "application_id" | "user_version" | "auto_vacuum" | "page_count" | "page_size";

function pragma(db: DatabaseSync, name: Pragma): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}

/** A write of the file's first page that changes nothing: it fails when writing does. Call it inside a transaction. */
export function rewriteVersion(db: DatabaseSync): void {
  db.exec(`PRAGMA user_version = ${pragma(db, "user_version")}`);
}

/** Runs `write` in a transaction of its own, which takes the lock at its beginning. What it throws undoes all of it. */
export function inTransaction<T>(db: DatabaseSync, write: () => T): T {
  db.exec("BEGIN IMMEDIATE");
  try {
    const result = write();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    try {
      db.exec("ROLLBACK");
    } catch {
      // SQLite has rolled back by itself (disk full).
    }
    throw error;
  }
}

/** Whether another process held the lock. node:sqlite gives no result code in Deno, so SQLite's fixed texts are matched. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && /^database (?:table |schema )?is locked/.test(error.message);
}

/** SQLite's own text (sqlite3_errstr) and what the user can do about it. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/database or disk is full/, "the disk is full; free some space"],
  [/readonly database/, "it is read-only; make the file and its folder writable"],
  [/disk I\/O error/, "the disk reported an error; check the disk"],
  [
    /malformed|not a database|encrypted/,
    "the file is damaged or no database; move it aside (a new one is made) or choose another --data-dir",
  ],
  [/unable to open database/, "it cannot be opened; check that the folder exists and can be written"],
  [/is locked/, "another process kept it locked; end that process or choose another --data-dir"],
];

/** Turns whatever SQLite or the file system threw into a StoreError; `doing` completes "Cannot …". */
export function asStoreError(error: unknown, doing: string): StoreError {
  if (error instanceof StoreError) return error;
  if (error instanceof DataDirError) return new StoreError(error.message, { cause: error });
  const found = error instanceof Error ? error.message : String(error);
  const advice = ADVICE.find(([text]) => text.test(found))?.[1];
  return new StoreError(`Cannot ${doing}: ${advice ?? found}`, { cause: error });
}
