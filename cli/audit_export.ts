import { AUDIT_FORMATS, type AuditFormat } from "../engine/record_format/audit_formats.ts";
import { EXPORT_FORMATS } from "../engine/record_format/decision_formats.ts";
import type { Checkpoint } from "../engine/audit/entry.ts";
import type { AuditReader } from "../store/audit_reader.ts";
import { exported, withAuditReader } from "./audit_store.ts";
import { CommandError, UsageError } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";

export interface ExportFlags {
  readonly format?: string;
  readonly since?: string;
  readonly until?: string;
  readonly output?: string;
}

/** Lines are written so many characters at a time: a call to the system for each would take most of the time. */
const CHUNK_CHARS = 64 * 1024;

/**
 * Writes the record in one pass, in order; memory holds one page of it.
 *
 * @throws {CommandError} when it cannot be read or the file cannot be written.
 */
export async function exportRecord(dataDir: string, flags: ExportFlags, shell: Shell): Promise<void> {
  const format = AUDIT_FORMATS[formatOf(flags.format ?? "ndjson")];
  const span = { since: timeOf(flags.since, "--since"), until: timeOf(flags.until, "--until") };
  const { output } = flags;
  await Promise.resolve();
  withAuditReader(dataDir, (reader) => {
    if (output === undefined) {
      for (const chunk of chunks(reader, { format, span })) shell.out(chunk.slice(0, -1));
      return;
    }
    writeFile(output, chunks(reader, { format, span }));
  });
}

interface Span {
  readonly since: number | undefined;
  readonly until: number | undefined;
}

function* chunks(
  reader: AuditReader,
  { format, span }: { readonly format: AuditFormat; readonly span: Span },
): Generator<string> {
  let text = format.head;
  for (const part of parts(reader, { format, span })) {
    text += part;
    if (text.length < CHUNK_CHARS) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

/** Entries, each checkpoint behind the entry it was signed at. */
function* parts(
  reader: AuditReader,
  { format, span }: { readonly format: AuditFormat; readonly span: Span },
): Generator<string> {
  const checkpoints = reader.checkpoints(1);
  let checkpoint: Checkpoint | undefined = checkpoints.next().value ?? undefined;
  for (const entry of reader.entries(1, span)) {
    for (
      ;
      checkpoint !== undefined && checkpoint.seq < entry.seq;
      checkpoint = checkpoints.next().value ?? undefined
    );
    yield format.line(exported(entry));
    if (checkpoint?.seq === entry.seq) yield format.checkpoint(checkpoint);
  }
}

function writeFile(path: string, texts: Iterable<string>): void {
  const encoder = new TextEncoder();
  try {
    using file = Deno.openSync(path, { write: true, create: true, truncate: true, mode: 0o600 });
    for (const text of texts) {
      let rest = encoder.encode(text);
      while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
    }
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`Cannot write the export to "${path}": ${reason}`, undefined, { cause });
  }
}

function formatOf(text: string): typeof EXPORT_FORMATS[number] {
  const format = EXPORT_FORMATS.find((each) => each === text);
  if (format !== undefined) return format;
  throw new UsageError(`Invalid --format "${text}": want ${EXPORT_FORMATS.join(", ")}`);
}

/** Epoch milliseconds, from digits or from RFC 3339 text. */
function timeOf(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(time)) return time;
  throw new UsageError(`Invalid ${flag} "${text}": want a time such as 2026-03-01T12:00:00Z`);
}
