import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const README_RULES: readonly Rule[] = [
  providerSecret({
    id: "readme-api-key",
    kind: "README_KEY",
    description: "ReadMe API key: changes its owner's documentation",
    keywords: ["rdme_"],
    pattern: /(?<![A-Za-z0-9])rdme_[a-z0-9]{70}(?![A-Za-z0-9])/,
    source: "https://docs.readme.com/main/reference/intro-to-the-readme-api",
    homes: ["dash.readme.com", "*.readme.com"],
    examples: ["rdme_" + fake.lower(70)],
    nearMisses: ["rdme_" + fake.lower(20)],
  }),
];
