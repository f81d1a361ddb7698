import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const GROQ_RULES: readonly Rule[] = [
  providerSecret({
    id: "groq-api-key",
    kind: "GROQ_KEY",
    description: "Groq API key: runs models at its owner's cost",
    keywords: ["gsk_"],
    pattern: /(?<![A-Za-z0-9])gsk_[A-Za-z0-9]{52}(?![A-Za-z0-9])/,
    source: "https://console.groq.com/docs/quickstart",
    homes: ["api.groq.com"],
    examples: ["gsk_" + fake.alnum(52)],
    nearMisses: ["gsk_" + fake.alnum(30)],
  }),
];
