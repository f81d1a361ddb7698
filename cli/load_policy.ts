import { loadDefaultPolicy } from "../engine/policy/default_pack.ts";
import { formatProblem } from "../engine/policy/document.ts";
import { type LoadedPolicy, loadPolicy as parsePolicy, type PolicyFile } from "../engine/policy/load.ts";
import type { Policy } from "../engine/policy/policy.ts";
import { checkUserRules } from "../engine/rules/user_rules_check.ts";
import { CommandError } from "./exit_codes.ts";
import { readPolicyFiles } from "./policy_files.ts";

/** How many of a policy's problems stand in one message; `interven policy validate` tells all. */
const SHOWN_PROBLEMS = 3;

/**
 * Loads the policy at `path`, or the built-in pack.
 *
 * @throws {CommandError} naming file, line and field of what is wrong.
 */
export async function loadPolicy(path: string | undefined): Promise<Policy> {
  if (path === undefined) return loadDefaultPolicy();
  const loaded = assemblePolicy(await readPolicyFiles(path));
  if (loaded.ok) return loaded.policy;
  const shown = loaded.errors.slice(0, SHOWN_PROBLEMS).map(formatProblem).join("; ");
  const more = loaded.errors.length - SHOWN_PROBLEMS;
  throw new CommandError(`Cannot use policy "${path}": ${shown}${more > 0 ? `; and ${more} more` : ""}`);
}

/**
 * A policy whose detection rules have been tried on their own examples. Beside files with detection rules only, the built-in policies
 * stay in force: who adds a rule does not mean to allow all else.
 */
export function assemblePolicy(files: readonly PolicyFile[]): LoadedPolicy {
  const loaded = parsePolicy(files);
  if (!loaded.ok) return loaded;
  const { policy } = loaded;
  const errors = policy.detectionRules.length === 0 ? [] : checkUserRules(policy.detectionRules);
  if (errors.length > 0) return { ok: false, errors };
  if (policy.units.length > 0) return loaded;
  return { ok: true, policy: { ...policy, units: loadDefaultPolicy().units } };
}
