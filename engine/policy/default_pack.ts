/** The policy in force when none is given. It is an ordinary policy file, read by the ordinary loader. */
import text from "./packs/default.yaml" with { type: "text" };
import { formatProblem } from "./document.ts";
import { loadPolicy, type PolicyFile } from "./load.ts";
import type { Policy } from "./policy.ts";

export const DEFAULT_PACK: PolicyFile = { name: "default.yaml", text };

/** @throws {Error} when the pack that is built in does not load, which a test makes impossible. */
export function loadDefaultPolicy(): Policy {
  const loaded = loadPolicy([DEFAULT_PACK]);
  if (loaded.ok) return loaded.policy;
  throw new Error(`Cannot load the built-in policy: ${loaded.errors.map(formatProblem).join("; ")}`);
}
