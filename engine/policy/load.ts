/** From files to a policy in force, or to the list of everything that is wrong with them. */
import { type Place, type PolicyProblem, readDocument, type Tree } from "./document.ts";
import { Problems, readMap } from "./fields.ts";
import type { Policy, PolicyUnit } from "./policy.ts";
import { readPolicies } from "./schema.ts";
import { readUserRules, userRuleConflicts } from "../rules/user_rules_read.ts";
import type { UserRule } from "../rules/user_rules.ts";

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

/**
 * Loads every policy and detection rule of all files together. One problem anywhere refuses the whole: half a policy is not what
 * anyone wrote. Files with detection rules only give a policy without units.
 */
export function loadPolicy(files: readonly PolicyFile[]): LoadedPolicy {
  const errors: PolicyProblem[] = [];
  const units: PolicyUnit[] = [];
  const detectionRules: UserRule[] = [];
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
    const problems = new Problems(name, errors);
    const sections = readSections(tree, problems);
    if (sections.policies !== undefined) units.push(...readPolicies(sections.policies, problems));
    if (sections.rules !== undefined) detectionRules.push(...readUserRules(sections.rules, problems));
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
  for (const { rule, message } of userRuleConflicts(detectionRules)) {
    errors.push({ file: rule.file, ...rule.at, message: `Cannot load rule "${rule.id}": ${message}` });
  }
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, policy: { units, detectionRules, files: files.map(({ name }) => name) } };
}

/** The two lists that a file may hold, one of them at least. */
function readSections(tree: Tree, problems: Problems): { policies?: Tree; rules?: Tree } {
  const reading = {
    field: "the policy file",
    strict: true,
    problem: (at: Place, message: string) => problems.add(at, message),
  };
  const map = readMap(tree, reading, ["policies", "rules"]);
  if (map === undefined) return {};
  const policies = map.get("policies")?.value;
  const rules = map.get("rules")?.value;
  if (policies === undefined && rules === undefined) {
    problems.add(tree.at, 'Cannot read the policy file: wanted "policies" or "rules"');
  }
  return { ...(policies && { policies }), ...(rules && { rules }) };
}
