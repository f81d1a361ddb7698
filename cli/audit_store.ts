import type { ExportedEntry } from "../engine/record_format/audit_formats.ts";
import { type AuditReader, type CoveredEntry, openAuditReader } from "../store/audit_reader.ts";
import { asStoreError } from "../store/sqlite.ts";
import { CommandError } from "./exit_codes.ts";

/**
 * Opens the record of a data folder for reading and closes it again.
 *
 * @throws {CommandError} when it cannot be read, damage included.
 */
export function withAuditReader<T>(dataDir: string, use: (reader: AuditReader) => T): T {
  try {
    using reader = openAuditReader(dataDir);
    return use(reader);
  } catch (error) {
    throw failed(error, dataDir);
  }
}

/** As `withAuditReader`, for what takes its time. */
export async function withAuditReaderOpen<T>(
  dataDir: string,
  use: (reader: AuditReader) => Promise<T>,
): Promise<T> {
  try {
    using reader = openAuditReader(dataDir);
    return await use(reader);
  } catch (error) {
    throw failed(error, dataDir);
  }
}

function failed(error: unknown, dataDir: string): CommandError {
  if (error instanceof CommandError) return error;
  return new CommandError(asStoreError(error, `read the record in "${dataDir}"`).message, undefined, {
    cause: error,
  });
}

/** An entry as it leaves the program. A record that is no JSON any more was tampered with: `audit verify` says so. */
export function exported(entry: CoveredEntry): ExportedEntry {
  return { ...entry, content: parsed(entry.record), after: entry.after };
}

function parsed(record: string | null): unknown {
  if (record === null) return null;
  try {
    return JSON.parse(record);
  } catch {
    return null;
  }
}
