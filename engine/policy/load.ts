/** From files to a policy in force, or to the list of everything that is wrong with them. */
import { type PolicyProblem, readDocument } from "./document.ts";
import { Problems } from "./fields.ts";
import type { Policy, PolicyUnit } from "./policy.ts";
import { readPolicies } from "./schema.ts";

export interface PolicyFile {
  /** As it stands in errors: `policy.yaml`. */
  readonly name: string;
  /** YAML or JSON. */
  readonly text: string;
}

export type LoadedPolicy =
  | { readonly ok: true; readonly policy: Policy }
  /** By file, line and column. */
  | { readonly ok: false; readonly errors: readonly PolicyProblem[] };

/** Larger files are no policies. */
export const MAX_POLICY_CHARS = 2 * 1024 * 1024;

/** Loads every policy of all files together. One problem anywhere refuses the whole: half a policy is not what anyone wrote. */
export function loadPolicy(files: readonly PolicyFile[]): LoadedPolicy {
  const errors: PolicyProblem[] = [];
  const units: PolicyUnit[] = [];
  for (const { name, text } of files) {
    if (text.length > MAX_POLICY_CHARS) {
      const message =
        `Cannot read the policy: found ${text.length} characters, wanted at most ${MAX_POLICY_CHARS}`;
      errors.push({ file: name, line: 1, column: 1, message });
      continue;
    }
    const tree = readDocument(name, text, errors);
    if (tree === undefined) continue;
    const before = units.length;
    units.push(...readPolicies(tree, new Problems(name, errors)));
    for (const unit of units.slice(before)) {
      if (units.some((other) => other !== unit && other.name === unit.name)) {
        errors.push({
          file: name,
          line: 1,
          column: 1,
          message: `Cannot load policy "${unit.name}": its name is given twice`,
        });
      }
    }
  }
  if (files.length === 0) {
    errors.push({ file: "", line: 1, column: 1, message: "Cannot load the policy: no file was given" });
  }
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, policy: { units, files: files.map(({ name }) => name) } };
}
