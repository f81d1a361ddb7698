import process from "node:process";
import { createHash } from "node:crypto";
import { canonicalValue } from "../engine/audit/canonical_value.ts";
import type { Policy } from "../engine/policy/policy.ts";
import type { Mode } from "../engine/types.ts";
import type { Store } from "../store/open_store.ts";
import type { PolicyChange } from "./policy_source.ts";
import { countRules, policySummary } from "./policy_summary.ts";
import { VERSION } from "./version.ts";

export interface ProcessNotes {
  readonly store: Pick<Store, "audit">;
  /** A new id for this run of the program. */
  readonly id: string;
  readonly mode: Mode;
}

/** Has the audit chain say that this process judges calls from now on. Returns what says that it stops. */
export function noteProcess({ store, id, mode }: ProcessNotes): () => void {
  const { pid } = process;
  store.audit.note({ pid, version: VERSION, mode }, { kind: "process_started", subject: id });
  return () => store.audit.note({ pid }, { kind: "process_stopped", subject: id });
}

export interface PolicyNote {
  /** Where it is written. */
  readonly description: string;
  /** What brought it into force: the start of the process, a file that changed, or a person in the console. */
  readonly by: "start" | PolicyChange;
}

/** Has the audit chain say which policy is in force from now on. */
export function notePolicy(
  store: Pick<Store, "audit">,
  policy: Policy,
  { description, by }: PolicyNote,
): void {
  const digest = policyDigest(policy);
  const record = { digest, description, rules: countRules(policy), by };
  store.audit.note(record, { kind: "policy", subject: digest });
}

/** `sha256:` and 64 hex digits over the rules as loaded, in canonical form: comments and spacing do not count. */
export function policyDigest(policy: Policy): string {
  // What JSON leaves out of a rule is no part of what was written.
  const rules = JSON.parse(JSON.stringify([policySummary(policy), policy.detectionRules]));
  return `sha256:${createHash("sha256").update(canonicalValue(rules)).digest("hex")}`;
}
