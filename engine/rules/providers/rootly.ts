import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ROOTLY_RULES: readonly Rule[] = [
  providerSecret({
    id: "rootly-api-key",
    kind: "ROOTLY_KEY",
    description: "Rootly API key: reads and changes incidents",
    keywords: ["rootly_"],
    pattern: /(?<![A-Za-z0-9])rootly_[a-f0-9]{64}(?![A-Za-z0-9])/,
    source: "https://docs.rootly.com/api-reference/overview",
    homes: ["api.rootly.com"],
    examples: ["rootly_" + fake.hex(64)],
    nearMisses: ["rootly_" + fake.hex(12), "rootly_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
