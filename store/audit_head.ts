/**
 * The last checkpoint once more, in a small file beside the database: it tells of entries that are gone even when the
 * checkpoints were cut along with them.
 */
import { join } from "node:path";
import type { Checkpoint } from "../engine/audit/entry.ts";
import { canonicalValue } from "../engine/audit/canonical_value.ts";
import { replacePrivateFile } from "./private_file.ts";

const FILE_NAME = "audit.head";

export function auditHeadPath(dataDir: string): string {
  return join(dataDir, FILE_NAME);
}

/** Never goes back: of two processes that write at once, the later checkpoint stays. */
export function writeAuditHead(dataDir: string, checkpoint: Checkpoint): void {
  const found = readAuditHead(dataDir);
  if (found !== undefined && found !== "unreadable" && found.seq >= checkpoint.seq) return;
  replacePrivateFile(auditHeadPath(dataDir), checkpointText(checkpoint) + "\n");
}

/** Undefined when there is no such file. */
export function readAuditHead(dataDir: string): Checkpoint | "unreadable" | undefined {
  try {
    return parseCheckpoint(Deno.readTextFileSync(auditHeadPath(dataDir))) ?? "unreadable";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    return "unreadable";
  }
}

/** As it stands in the file and in exports. */
export function checkpointText({ seq, hash, at, count, keyId, signature }: Checkpoint): string {
  return canonicalValue({ seq, hash, at, count, key_id: keyId, signature });
}

function parseCheckpoint(text: string): Checkpoint | undefined {
  let found: Record<string, unknown>;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { seq, hash, at, count, key_id: keyId, signature } = found ?? {};
  if (!Number.isSafeInteger(seq) || !Number.isSafeInteger(at) || !Number.isSafeInteger(count)) {
    return undefined;
  }
  if (typeof hash !== "string" || typeof keyId !== "string" || typeof signature !== "string") {
    return undefined;
  }
  return { seq: seq as number, hash, at: at as number, count: count as number, keyId, signature };
}
