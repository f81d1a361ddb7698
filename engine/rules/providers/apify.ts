import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const APIFY_RULES: readonly Rule[] = [
  providerSecret({
    id: "apify-api-token",
    kind: "APIFY_TOKEN",
    description: "Apify token: runs actors and reads their data",
    keywords: ["apify_api_"],
    pattern: /(?<![A-Za-z0-9])apify_api_[A-Za-z0-9]{36}(?![A-Za-z0-9])/,
    source: "https://docs.apify.com/platform/integrations/api",
    homes: ["api.apify.com"],
    examples: ["apify_api_" + fake.alnum(36)],
    nearMisses: ["apify_api_" + fake.alnum(12), "apify_api_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
