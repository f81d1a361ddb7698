import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const FIRECRAWL_RULES: readonly Rule[] = [
  providerSecret({
    id: "firecrawl-api-key",
    kind: "FIRECRAWL_KEY",
    description: "Firecrawl API key: crawls sites at its owner's cost",
    severity: "medium",
    keywords: ["fc-"],
    pattern: /(?<![A-Za-z0-9_-])fc-[a-f0-9]{32}(?![A-Za-z0-9])/,
    source: "https://docs.firecrawl.dev/introduction",
    homes: ["api.firecrawl.dev"],
    examples: ["fc-" + fake.hex(32)],
    nearMisses: ["fc-" + fake.hex(10), "fc-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
