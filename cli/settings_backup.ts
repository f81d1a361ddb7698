/**
 * Changing a file that belongs to another program: a backup beside it, one atomic step, and a way back to the very same bytes.
 * A backup carries in its name the digest of what replaced it, so that it is known later whether the file is still as it was left.
 */
import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { CommandError } from "./exit_codes.ts";

/** A settings file of 20 MB is none. */
const MAX_BYTES = 20_000_000;
const DIGEST_CHARS = 16;
const MARK = ".interven-backup-";
/** Stands at the end of a backup's name when there was no file before. */
const ABSENT = "-absent";

export interface SettingsText {
  /** Where the file really is: symbolic links are followed. */
  readonly path: string;
  /** Undefined when there is no file. */
  readonly text: string | undefined;
  readonly bytes: Uint8Array;
  readonly mode: number | undefined;
}

/** @throws {CommandError} when it cannot be read or is no text. */
export function readSettings(path: string): SettingsText {
  const real = realPath(path);
  try {
    const { mode, size, isFile } = Deno.statSync(real);
    if (!isFile) throw new CommandError(`Cannot read "${path}": it is no file`);
    if (size > MAX_BYTES) {
      throw new CommandError(`Cannot read "${path}": it has ${size} bytes, want at most ${MAX_BYTES}`);
    }
    const bytes = Deno.readFileSync(real);
    // The mark at the beginning is kept: it is part of the file.
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { path: real, text, bytes, mode: mode === null ? undefined : mode & 0o777 };
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) {
      return { path: real, text: undefined, bytes: new Uint8Array(), mode: undefined };
    }
    if (cause instanceof CommandError) throw cause;
    const why = cause instanceof TypeError ? "it is not written in UTF-8" : messageOf(cause);
    throw new CommandError(`Cannot read "${path}": ${why}`, undefined, { cause });
  }
}

/** Where a path leads; also where a link leads whose target is not there yet. */
function realPath(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    try {
      const target = Deno.readLinkSync(path);
      return realPath(
        target.startsWith("/") || /^[A-Za-z]:/.test(target) ? target : join(dirname(path), target),
      );
    } catch {
      return path;
    }
  }
}

/**
 * Writes a new text in one step, after a backup. Returns the path of the backup.
 *
 * @throws {CommandError} when either cannot be written, or the file has changed since it was read.
 */
export function replaceSettings(file: SettingsText, text: string, now: Date): string {
  const bytes = new TextEncoder().encode(text);
  return asCommand(`Cannot write "${file.path}"`, () => {
    Deno.mkdirSync(dirname(file.path), { recursive: true });
    const stamp = now.toISOString().replace(/[-:]/g, "").replace(".", "");
    const absent = file.text === undefined ? ABSENT : "";
    const backup = `${file.path}${MARK}${stamp}-${digestOf(bytes)}${absent}`;
    // What a settings file holds may be secret: until the backup has the mode of the file, it is for nobody else to read.
    Deno.writeFileSync(backup, file.bytes, { createNew: true, mode: 0o600 });
    if (file.mode !== undefined && Deno.build.os !== "windows") Deno.chmodSync(backup, file.mode);
    try {
      if (readSettings(file.path).text !== file.text) {
        throw new CommandError(`Cannot write "${file.path}": another program has changed it just now`);
      }
      writeAtomically(file.path, bytes, file.mode ?? 0o600);
    } catch (cause) {
      // Nothing was replaced: the backup would be one of nothing.
      Deno.removeSync(backup);
      throw cause;
    }
    return backup;
  });
}

/**
 * Puts back what was there before each of our changes, as long as the file is as the last of them left it. Returns how many were
 * undone: 0 when the file has changed since, or was never changed.
 */
export function restoreSettings(file: SettingsText): number {
  let [now, undone] = [file, 0];
  while (now.text !== undefined) {
    const backup = backupBefore(now);
    if (backup === undefined) break;
    const absent = backup.endsWith(ABSENT);
    asCommand(`Cannot restore "${now.path}"`, () => {
      if (absent) Deno.removeSync(now.path);
      else writeAtomically(now.path, Deno.readFileSync(backup), now.mode ?? 0o600);
      Deno.removeSync(backup);
    });
    undone++;
    now = readSettings(now.path);
  }
  return undone;
}

/** The newest backup of a file that was replaced by what is there now. */
function backupBefore(file: SettingsText): string | undefined {
  const folder = dirname(file.path);
  const start = `${basename(file.path)}${MARK}`;
  const digest = digestOf(file.bytes);
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) =>
      name.startsWith(start) && name.slice(start.length).replace(ABSENT, "").endsWith(`-${digest}`)
    );
  const newest = names.sort().at(-1);
  return newest === undefined ? undefined : join(folder, newest);
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, DIGEST_CHARS);
}

function writeAtomically(path: string, bytes: Uint8Array, mode: number): void {
  const fresh = join(dirname(path), `.${basename(path)}.interven-${crypto.randomUUID()}`);
  try {
    Deno.writeFileSync(fresh, bytes, { createNew: true, mode });
    if (Deno.build.os !== "windows") Deno.chmodSync(fresh, mode);
    const opened = Deno.openSync(fresh, { read: true, write: true });
    try {
      opened.syncSync();
    } finally {
      opened.close();
    }
    Deno.renameSync(fresh, path);
  } catch (cause) {
    try {
      Deno.removeSync(fresh);
    } catch { /* it was never made */ }
    throw cause;
  }
}

function asCommand<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    throw new CommandError(`${what}: ${messageOf(cause)}`, undefined, { cause });
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
