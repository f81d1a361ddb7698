import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const TAVILY_RULES: readonly Rule[] = [
  providerSecret({
    id: "tavily-api-key",
    kind: "TAVILY_KEY",
    description: "Tavily API key: runs searches at its owner's cost",
    severity: "medium",
    keywords: ["tvly-", "tvly-dev-", "tvly-prod-"],
    pattern: /(?<![A-Za-z0-9])(?:tvly-|tvly-dev-|tvly-prod-)[A-Za-z0-9]{32}(?![A-Za-z0-9])/,
    source: "https://docs.tavily.com/documentation/api-reference/introduction",
    homes: ["api.tavily.com"],
    examples: ["tvly-" + fake.alnum(32, 2), "token: tvly-prod-" + fake.alnum(32, 3)],
    nearMisses: ["tvly-" + fake.alnum(10, 2), "tvly-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
