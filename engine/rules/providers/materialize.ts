import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MATERIALIZE_RULES: readonly Rule[] = [
  providerSecret({
    id: "materialize-app-password",
    kind: "MATERIALIZE_PASSWORD",
    description: "Materialize app password: reads and changes the database",
    severity: "critical",
    keywords: ["mzp_"],
    pattern: /(?<![A-Za-z0-9_-])mzp_[a-f0-9]{64}(?![A-Za-z0-9])/,
    source: "https://materialize.com/docs/manage/users-service-accounts/create-service-accounts/",
    homes: ["*.materialize.cloud"],
    examples: ["mzp_" + fake.hex(64)],
    nearMisses: ["mzp_" + fake.hex(12), "mzp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
