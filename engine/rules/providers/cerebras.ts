import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const CEREBRAS_RULES: readonly Rule[] = [
  providerSecret({
    id: "cerebras-api-key",
    kind: "CEREBRAS_KEY",
    description: "Cerebras API key: runs models at its owner's cost",
    keywords: ["csk-"],
    pattern: /(?<![A-Za-z0-9_-])csk-[a-z0-9]{48}(?![A-Za-z0-9])/,
    source: "https://inference-docs.cerebras.ai/quickstart",
    homes: ["api.cerebras.ai"],
    examples: ["csk-" + fake.lower(48)],
    nearMisses: ["csk-" + fake.lower(12), "csk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
