import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const JUMPCLOUD_RULES: readonly Rule[] = [
  providerSecret({
    id: "jumpcloud-api-key",
    kind: "JUMPCLOUD_KEY",
    description: "JumpCloud API key: manages people and their machines",
    severity: "critical",
    keywords: ["jca_"],
    pattern: /(?<![A-Za-z0-9_-])jca_[A-Za-z0-9]{36}(?![A-Za-z0-9])/,
    source: "https://docs.jumpcloud.com/api/2.0/index.html",
    homes: ["console.jumpcloud.com", "*.jumpcloud.com"],
    examples: ["jca_" + fake.alnum(36)],
    nearMisses: ["jca_" + fake.alnum(12), "jca_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
