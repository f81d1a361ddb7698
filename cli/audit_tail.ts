import { entryJson, type ExportedEntry } from "../engine/record_format/audit_formats.ts";
import type { Trace } from "../engine/types.ts";
import type { AuditReader } from "../store/audit_reader.ts";
import { exported, withAuditReaderOpen } from "./audit_store.ts";
import { UsageError } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";
import { stopSignal } from "./stop_signal.ts";
import { printable } from "./text_table.ts";

export interface TailFlags {
  readonly lines?: string;
  readonly follow?: boolean;
  readonly json?: boolean;
}

const POLL_MS = 250;

/** @throws {CommandError} when the record cannot be read. */
export async function tailRecord(dataDir: string, flags: TailFlags, shell: Shell): Promise<void> {
  const count = countOf(flags.lines ?? "20");
  const format = flags.json ? (entry: ExportedEntry) => entryJson(entry).trimEnd() : lineOf;
  const print = (reader: AuditReader, from: number): number => {
    let next = from;
    for (const entry of reader.entries(next)) {
      shell.out(format(exported(entry)));
      next = entry.seq + 1;
    }
    return next;
  };
  await withAuditReaderOpen(dataDir, async (reader) => {
    let next = print(reader, Math.max(1, reader.lastSeq() - count + 1));
    if (!flags.follow) return;
    let stopped = false;
    const stop = stopSignal().then(() => stopped = true);
    for (let seen = -1; !stopped;) {
      const changes = reader.changes();
      if (changes !== seen) next = print(reader, next);
      seen = changes;
      await Promise.race([stop, new Promise((resolve) => setTimeout(resolve, POLL_MS))]);
    }
  });
}

function countOf(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new UsageError(`Invalid --lines "${text}": want a whole number from 0 to 999999`);
}

function lineOf(entry: ExportedEntry): string {
  const time = new Date(entry.at).toISOString();
  return `${entry.seq}  ${time}  ${entry.kind.padEnd(16)}  ${summaryOf(entry)}`;
}

function summaryOf({ kind, subject, content }: ExportedEntry): string {
  if (content === null) return `${printable(subject, 80)} (forgotten)`;
  if (kind === "call") {
    const { decision, action, method, url, reasonCodes } = content as Trace;
    const call = `${decision}  ${action.tool}.${action.operation}  ${method} ${url}`;
    return printable([call, ...reasonCodes].join("  "), 200);
  }
  const text = kind === "pruned" || kind === "cut" || kind === "policy" || kind.startsWith("process")
    ? JSON.stringify(content)
    : subject;
  return printable(text, 200);
}
