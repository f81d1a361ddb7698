import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const WORKOS_RULES: readonly Rule[] = [
  providerSecret({
    id: "workos-api-key",
    kind: "WORKOS_KEY",
    description: "WorkOS API key: reads directories and signs people in",
    severity: "critical",
    keywords: ["sk_live_a2v5x", "sk_test_a2v5x"],
    pattern: /(?<![A-Za-z0-9])(?:sk_live_a2V5X|sk_test_a2V5X)[A-Za-z0-9]{40,120}(?![A-Za-z0-9])/,
    source: "https://workos.com/docs/reference/api-keys",
    homes: ["api.workos.com"],
    examples: ["sk_live_a2V5X" + fake.alnum(44), "token: sk_test_a2V5X" + fake.alnum(44, 4)],
    nearMisses: ["sk_live_a2V5X" + fake.alnum(12), "sk_live_a2V5Xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
