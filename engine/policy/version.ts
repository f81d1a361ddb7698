/** Which policy an answer was given under: an approval holds for the rules that asked for it, and no longer than they do. */
import { createHash } from "node:crypto";
import type { Policy } from "./policy.ts";

const known = new WeakMap<Policy, string>();

/** 16 hex digits over all that the rules of a policy want and do; the same for two files that say the same. */
export function policyVersion(policy: Policy): string {
  let version = known.get(policy);
  if (version === undefined) known.set(policy, version = digest(policy));
  return version;
}

function digest({ units }: Policy): string {
  const said = units.map(({ id, rules }) => [
    id,
    rules.map(({ ruleId, priority, action, predicates, exceptions }) => [
      ruleId,
      priority,
      action,
      predicates.map(({ key, wanted }) => [key, wanted]),
      ...(exceptions ?? []).map((exception) => exception.predicates.map(({ key, wanted }) => [key, wanted])),
    ]),
  ]);
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 16);
}
