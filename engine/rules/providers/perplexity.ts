import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PERPLEXITY_RULES: readonly Rule[] = [
  providerSecret({
    id: "perplexity-api-key",
    kind: "PERPLEXITY_KEY",
    description: "Perplexity API key: runs searches and models at its owner's cost",
    keywords: ["pplx-"],
    pattern: /(?<![A-Za-z0-9])pplx-[A-Za-z0-9]{48}(?![A-Za-z0-9])/,
    source: "https://docs.perplexity.ai/guides/getting-started",
    homes: ["api.perplexity.ai"],
    examples: ["pplx-" + fake.alnum(48)],
    nearMisses: ["pplx-" + fake.alnum(20), "pplx-" + "x".repeat(48)],
  }),
];
