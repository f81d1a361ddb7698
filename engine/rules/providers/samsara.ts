import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const SAMSARA_RULES: readonly Rule[] = [
  providerSecret({
    id: "samsara-token",
    kind: "SAMSARA_TOKEN",
    description: "Samsara API token: reads vehicles and drivers",
    keywords: ["samsara_api_"],
    pattern: /(?<![A-Za-z0-9])samsara_api_[A-Za-z0-9]{30}(?![A-Za-z0-9])/,
    source: "https://developers.samsara.com/docs/authentication",
    homes: ["api.samsara.com"],
    examples: ["samsara_api_" + fake.alnum(30)],
    nearMisses: ["samsara_api_" + fake.alnum(10), "samsara_api_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
