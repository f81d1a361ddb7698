import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const REPLICATE_RULES: readonly Rule[] = [
  providerSecret({
    id: "replicate-api-token",
    kind: "REPLICATE_TOKEN",
    description: "Replicate API token: runs models at its owner's cost",
    keywords: ["r8_"],
    pattern: /(?<![A-Za-z0-9])r8_[A-Za-z0-9]{37}(?![A-Za-z0-9])/,
    source: "https://replicate.com/docs/topics/security/api-tokens",
    homes: ["api.replicate.com"],
    examples: ["r8_" + fake.alnum(37)],
    nearMisses: ["r8_" + fake.alnum(12)],
  }),
];
