import { DataDirError, defaultDataDir, prepareDataDir } from "../store/data_dir.ts";
import { loadDigestKey } from "../store/digest_key.ts";
import { openStore, type Store } from "../store/open_store.ts";
import { CommandError } from "./exit_codes.ts";
import { SYSTEM_CLOCK } from "./system_clock.ts";

/** The folder that is used when the user names none. */
export function dataDirOf(named: string | undefined): string {
  return named ?? defaultDataDir();
}

/**
 * Opens the store of a data folder, making the folder where it is missing.
 *
 * @throws {CommandError} when the folder cannot be used or its database cannot be opened.
 */
export function openDataFolder(
  named: string | undefined,
): { readonly dataDir: string; readonly store: Store } {
  const dataDir = dataDirOf(named);
  return asCommand(() => {
    prepareDataDir(dataDir);
    return { dataDir, store: openStore({ dataDir, clock: SYSTEM_CLOCK }) };
  });
}

/**
 * The key of the digests that stand in place of redacted values.
 *
 * @throws {CommandError} when it cannot be read or made.
 */
export function digestKeyOf(dataDir: string): string {
  return asCommand(() => loadDigestKey(dataDir));
}

function asCommand<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof DataDirError) throw new CommandError(error.message, undefined, { cause: error });
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(reason, undefined, { cause: error });
  }
}
