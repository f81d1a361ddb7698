import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const VOYAGE_RULES: readonly Rule[] = [
  providerSecret({
    id: "voyage-api-key",
    kind: "VOYAGE_KEY",
    description: "Voyage AI API key: embeds texts at its owner's cost",
    severity: "medium",
    keywords: ["pa-"],
    pattern: /(?<![A-Za-z0-9_-])pa-[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://docs.voyageai.com/docs/api-key-and-installation",
    homes: ["api.voyageai.com"],
    examples: ["pa-" + fake.base64url(43)],
    nearMisses: ["pa-" + fake.base64url(12), "pa-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
