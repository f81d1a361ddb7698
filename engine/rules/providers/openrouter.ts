import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const OPENROUTER_RULES: readonly Rule[] = [
  providerSecret({
    id: "openrouter-api-key",
    kind: "OPENROUTER_KEY",
    description: "OpenRouter API key: runs models of many providers at its owner's cost",
    keywords: ["sk-or-v1-"],
    pattern: /(?<![A-Za-z0-9])sk-or-v1-[a-f0-9]{64}(?![A-Za-z0-9])/,
    source: "https://openrouter.ai/docs/api-reference/authentication",
    homes: ["openrouter.ai"],
    examples: ["sk-or-v1-" + fake.hex(64)],
    nearMisses: ["sk-or-v1-" + fake.hex(12), "sk-or-v1-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
