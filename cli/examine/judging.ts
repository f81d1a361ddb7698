/** What calls are judged by. */
import { RULES } from "../../engine/rules/list.ts";
import { dataDirOf } from "../data_folder.ts";
import { loadPolicy } from "../load_policy.ts";
import { policyPathOf } from "../policy_source.ts";
import { countRules } from "../policy_summary.ts";
import { openThreatIntel } from "../threat_intel.ts";
import type { Check } from "./check.ts";

export const policy: Check = {
  name: "policy",
  run: async ({ policy: named, dataDir }) => {
    const path = policyPathOf(named, dataDirOf(dataDir));
    const loaded = await loadPolicy(path);
    const about = `${loaded.units.length} policies, ${countRules(loaded)} rules`;
    return `${path ?? "built-in default pack"} (${about})`;
  },
  mend: "interven policy validate tells every problem with its line",
};

export const rules: Check = { name: "rules", run: () => `${RULES.length} detection rules` };

/** Every list is loaded once; one that cannot be is a failure here, although a gateway would start without a list behind a URL. */
export const places: Check = {
  name: "places",
  run: async ({ threatIntel: sources }) => {
    const warnings: string[] = [];
    const say = (level: string, message: string) => void (level === "warn" && warnings.push(message));
    const intel = await openThreatIntel({ sources, watch: false, say });
    intel.close();
    if (warnings.length > 0) throw new Error(warnings.join("; "));
    return intel.lists().map(({ name, table }) => `${name} (${table.size} places)`).join(", ");
  },
};

export const inside: Check = {
  name: "inside",
  run: ({ internalDomain }) =>
    internalDomain.length > 0
      ? internalDomain.join(", ")
      : "nobody is known to be: --internal-domain tells who, so that messages and invitations to others stand out",
};
