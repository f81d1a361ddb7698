/**
 * The hash chain over the record, as pure functions. Every digest begins with a line that names its purpose and version, so
 * that no text of one kind can stand for another. docs/audit.md shows the same with openssl and jq.
 */
import { hash } from "node:crypto";
import { canonicalValue } from "./canonical_value.ts";

/** What an entry can be about. */
export const AUDIT_KINDS = [
  /** The first one: says what was kept before there was a chain. */
  "chain_opened",
  "process_started",
  "process_stopped",
  /** A policy came into force. */
  "policy",
  "call",
  "outcome",
  "response",
  "approval_opened",
  "approval_decided",
  /** A person has taken or refused the definition of a tool. */
  "tool_pin",
  /** A person has switched between enforcing and monitoring. */
  "mode",
  /** A person has had the console token replaced. */
  "console_token",
  /** Calls were forgotten; their entries stay. */
  "pruned",
  /** Entries at the beginning were removed, up to a checkpoint. */
  "cut",
] as const;
export type AuditKind = typeof AUDIT_KINDS[number];

/** One link of the chain. Digests are 64 hexadecimal digits in lower case. */
export interface AuditEntry {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** Epoch milliseconds; clocks may jump, so it need not grow. */
  readonly at: number;
  readonly kind: AuditKind;
  /** Id of the call, the approval, the process or the policy it is about. */
  readonly subject: string;
  /** Number of the call it is about, in the order of writing; null when it is about none. */
  readonly place: number | null;
  /** Of the record: see {@linkcode recordDigest}. */
  readonly digest: string;
  /** The hash of the entry before; zeros for the first. */
  readonly previous: string;
  readonly hash: string;
}

/** A signed statement: "entry `seq` has this hash, and `count` entries came since the checkpoint before". */
export interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Entries since the checkpoint before this one, or since the beginning. */
  readonly count: number;
  /** The first 16 hexadecimal digits of the SHA-256 of the public key (SubjectPublicKeyInfo, DER). */
  readonly keyId: string;
  /** Ed25519 over {@linkcode checkpointMessage}, base64. */
  readonly signature: string;
}

/** What stands before the first entry. */
export const NO_ENTRY_HASH = "0".repeat(64);

/** SHA-256 of a record's canonical text (RFC 8785). */
export function recordDigest(kind: AuditKind, canonicalRecord: string): string {
  return sha256(`interven-audit-record-v1:${kind}\n${canonicalRecord}`);
}

/** SHA-256 of the entry's other fields. Written out by hand, in the order RFC 8785 gives: this runs for every call. */
export function entryHash(entry: Omit<AuditEntry, "hash">): string {
  const { at, digest, kind, place, previous, seq, subject } = entry;
  return sha256(
    `interven-audit-entry-v1\n{"at":${at},"digest":"${digest}","kind":"${kind}","place":${place},` +
      `"previous":"${previous}","seq":${seq},"subject":${JSON.stringify(subject)}}`,
  );
}

/** What a checkpoint's signature is made over. */
export function checkpointMessage({ seq, hash, at, count, keyId }: Omit<Checkpoint, "signature">): string {
  return `interven-audit-checkpoint-v1\n${canonicalValue({ seq, hash, at, count, key_id: keyId })}`;
}

function sha256(text: string): string {
  return hash("sha256", text, "hex");
}
