import { loadDefaultPolicy } from "../engine/policy/default_pack.ts";
import { formatProblem } from "../engine/policy/document.ts";
import { loadPolicy as parsePolicy } from "../engine/policy/load.ts";
import type { Policy } from "../engine/policy/policy.ts";
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
  const loaded = parsePolicy(await readPolicyFiles(path));
  if (loaded.ok) return loaded.policy;
  const shown = loaded.errors.slice(0, SHOWN_PROBLEMS).map(formatProblem).join("; ");
  const more = loaded.errors.length - SHOWN_PROBLEMS;
  throw new CommandError(`Cannot use policy "${path}": ${shown}${more > 0 ? `; and ${more} more` : ""}`);
}
