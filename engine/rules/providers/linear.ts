import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const LINEAR_RULES: readonly Rule[] = [
  providerSecret({
    id: "linear-api-key",
    kind: "LINEAR_KEY",
    description: "Linear API key: reads and changes issues as its owner",
    keywords: ["lin_api_", "lin_oauth_"],
    pattern: /(?<![A-Za-z0-9])lin_(?:api|oauth)_[A-Za-z0-9]{40,64}(?![A-Za-z0-9])/,
    source: "https://linear.app/developers/graphql",
    homes: ["api.linear.app"],
    examples: ["lin_api_" + fake.alnum(40)],
    nearMisses: ["lin_api_" + fake.alnum(8)],
  }),
];
