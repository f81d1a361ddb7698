import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const CONFIGCAT_RULES: readonly Rule[] = [
  providerSecret({
    id: "configcat-sdk-key",
    kind: "CONFIGCAT_KEY",
    description: "ConfigCat SDK key: reads every feature flag",
    severity: "medium",
    keywords: ["configcat-sdk-1/"],
    pattern: /(?<![A-Za-z0-9])configcat-sdk-1\/[A-Za-z0-9_-]{22}\/[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/,
    source: "https://configcat.com/docs/sdk-reference/overview/",
    homes: ["*.configcat.com"],
    examples: ["configcat-sdk-1/" + fake.base64url(22) + "/" + fake.base64url(22, 3)],
    nearMisses: [
      "configcat-sdk-1/" + fake.base64url(7) + "/" + fake.base64url(7, 3),
      "configcat-sdk-1/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
