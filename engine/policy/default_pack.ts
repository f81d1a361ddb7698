/** The policy in force when none is given. It is an ordinary policy file, read by the ordinary loader. */
import { formatProblem } from "./document.ts";
import { loadPolicy } from "./load.ts";
import { packFile } from "./packs.ts";
import type { Policy } from "./policy.ts";

/** @throws {Error} when the pack that is built in does not load, which a test makes impossible. */
export function loadDefaultPolicy(): Policy {
  const file = packFile("default");
  const loaded = loadPolicy(file === undefined ? [] : [file]);
  if (loaded.ok) return loaded.policy;
  throw new Error(`Cannot load the built-in policy: ${loaded.errors.map(formatProblem).join("; ")}`);
}
