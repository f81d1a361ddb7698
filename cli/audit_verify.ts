import type { Checkpoint } from "../engine/audit/entry.ts";
import { readAuditHead } from "../store/audit_head.ts";
import { auditKeyPath, type AuditPublicKey, parsePublicKey, readAuditKey } from "../store/audit_key.ts";
import { type AuditReport, verifyAudit } from "../store/audit_verify.ts";
import { withAuditReader } from "./audit_store.ts";
import { CommandError, EXIT, UsageError } from "./exit_codes.ts";
import type { Shell } from "./shell.ts";

export interface VerifyFlags {
  readonly from?: string;
  readonly publicKey?: string;
  readonly json?: boolean;
}

/**
 * Checks the record of a data folder and says what was found; exit code 1 when it does not hold.
 *
 * @throws {CommandError} when it cannot be read.
 */
export async function verifyRecord(dataDir: string, flags: VerifyFlags, shell: Shell): Promise<void> {
  const from = fromOf(flags.from);
  const key = flags.publicKey === undefined ? ownKey(dataDir) : await keyIn(flags.publicKey);
  // Read first: an entry that comes meanwhile must not be missed by a file that is older than the database.
  const head = readAuditHead(dataDir) ?? "missing";
  const report = withAuditReader(
    dataDir,
    (reader) => verifyAudit(reader, { keys: [key], head, ...(from !== undefined && { from }) }),
  );
  if (flags.json) shell.out(JSON.stringify(wireOf(report)));
  else for (const line of linesOf(report)) shell.out(line);
  shell.exitCode = report.broken === undefined ? EXIT.ok : EXIT.failure;
}

/** @throws {CommandError} when the folder has none. */
export function printPublicKey(dataDir: string, shell: Shell): void {
  shell.out(ownKey(dataDir).pem.trimEnd());
}

function fromOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new UsageError(`Invalid --from "${text}": want the number of an entry, 1 or more`);
}

function ownKey(dataDir: string): AuditPublicKey {
  const key = keyOrFail(() => readAuditKey(dataDir));
  if (key !== undefined) return key;
  throw new CommandError(
    `Cannot check the signatures: there is no key "${
      auditKeyPath(dataDir)
    }"; name a public key with --public-key`,
  );
}

async function keyIn(path: string): Promise<AuditPublicKey> {
  try {
    return parsePublicKey(await Deno.readTextFile(path));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`Cannot use the public key "${path}": ${reason}`, { cause });
  }
}

function keyOrFail<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new CommandError(cause instanceof Error ? cause.message : String(cause), undefined, { cause });
  }
}

function linesOf(report: AuditReport): readonly string[] {
  const { broken, entries, firstSeq, lastSeq, lastCheckpoint, forgotten, cutThrough } = report;
  if (broken !== undefined) {
    const held = lastSeq === 0
      ? []
      : [`${entries} ${plural(entries, "entry holds", "entries hold")}, up to ${lastSeq}`];
    return [`BROKEN (${broken.kind}): ${broken.message}`, ...held];
  }
  if (entries === 0) return ["OK: the record is empty"];
  return [
    `OK: ${entries} ${plural(entries, "entry holds", "entries hold")}, ${firstSeq} to ${lastSeq}`,
    lastCheckpoint === undefined
      ? "No checkpoint was signed yet: nothing proves that the chain was not made anew"
      : signedText(report, lastCheckpoint),
    ...(forgotten === 0 ? [] : [`${forgotten} records were forgotten by retention; their entries hold`]),
    ...(cutThrough === 0
      ? []
      : [`Entries 1 to ${cutThrough} were cut off by retention, at a signed checkpoint`]),
  ];
}

function signedText({ checkpoints, lastSeq }: AuditReport, { seq, at, keyId }: Checkpoint): string {
  const after = lastSeq - seq;
  const hold = plural(checkpoints, "checkpoint holds", "checkpoints hold");
  const later = after === 0 ? "" : `, ${after} ${plural(after, "entry", "entries")} later`;
  return `${checkpoints} ${hold}; the last was signed at entry ${seq} on ${
    new Date(at).toISOString()
  } by key ${keyId}${later}`;
}

function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}

function wireOf(report: AuditReport): Record<string, unknown> {
  const { broken, lastCheckpoint } = report;
  return {
    ok: broken === undefined,
    broken: broken ?? null,
    first_seq: report.firstSeq,
    last_seq: report.lastSeq,
    entries: report.entries,
    forgotten_records: report.forgotten,
    cut_through: report.cutThrough,
    checkpoints: report.checkpoints,
    last_checkpoint: lastCheckpoint === undefined ? null : {
      seq: lastCheckpoint.seq,
      hash: lastCheckpoint.hash,
      at: lastCheckpoint.at,
      key_id: lastCheckpoint.keyId,
    },
  };
}
