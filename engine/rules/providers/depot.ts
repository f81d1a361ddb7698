import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const DEPOT_RULES: readonly Rule[] = [
  providerSecret({
    id: "depot-token",
    kind: "DEPOT_TOKEN",
    description: "Depot token: runs builds and reads their cache",
    keywords: ["depot_project_", "depot_org_", "depot_user_"],
    pattern: /(?<![A-Za-z0-9])(?:depot_project_|depot_org_|depot_user_)[a-f0-9]{64}(?![A-Za-z0-9])/,
    source: "https://depot.dev/docs/cli/authentication",
    homes: ["depot.dev", "*.depot.dev"],
    examples: ["depot_project_" + fake.hex(64), "token: depot_user_" + fake.hex(64, 3)],
    nearMisses: ["depot_project_" + fake.hex(12), "depot_project_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
