import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const CHECKLY_RULES: readonly Rule[] = [
  providerSecret({
    id: "checkly-api-key",
    kind: "CHECKLY_KEY",
    description: "Checkly API key: runs checks and reads their results",
    severity: "medium",
    keywords: ["cu_"],
    pattern: /(?<![A-Za-z0-9_-])cu_[a-f0-9]{32}(?![A-Za-z0-9])/,
    source: "https://www.checklyhq.com/docs/accounts-and-users/api-keys/",
    homes: ["api.checklyhq.com"],
    examples: ["cu_" + fake.hex(32)],
    nearMisses: ["cu_" + fake.hex(10), "cu_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
