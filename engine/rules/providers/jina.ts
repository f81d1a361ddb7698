import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const JINA_RULES: readonly Rule[] = [
  providerSecret({
    id: "jina-api-key",
    kind: "JINA_KEY",
    description: "Jina AI API key: embeds and reads pages at its owner's cost",
    severity: "medium",
    keywords: ["jina_"],
    pattern: /(?<![A-Za-z0-9])jina_[a-f0-9]{32}[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])/,
    source: "https://jina.ai/embeddings/",
    homes: ["api.jina.ai", "*.jina.ai"],
    examples: ["jina_" + fake.hex(32) + fake.base64url(28, 2)],
    nearMisses: ["jina_" + fake.hex(10) + fake.base64url(9, 2), "jina_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
