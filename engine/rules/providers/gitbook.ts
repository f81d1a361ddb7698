import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const GITBOOK_RULES: readonly Rule[] = [
  providerSecret({
    id: "gitbook-token",
    kind: "GITBOOK_TOKEN",
    description: "GitBook API token: reads and changes documentation",
    severity: "medium",
    keywords: ["gb_api_"],
    pattern: /(?<![A-Za-z0-9])gb_api_[A-Za-z0-9]{40}(?![A-Za-z0-9])/,
    source: "https://gitbook.com/docs/developers/gitbook-api/authentication",
    homes: ["api.gitbook.com"],
    examples: ["gb_api_" + fake.alnum(40)],
    nearMisses: ["gb_api_" + fake.alnum(12), "gb_api_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
