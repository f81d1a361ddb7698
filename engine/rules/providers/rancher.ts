import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const RANCHER_RULES: readonly Rule[] = [
  providerSecret({
    id: "rancher-token",
    kind: "RANCHER_TOKEN",
    description: "Rancher API token: manages clusters as its owner",
    severity: "critical",
    keywords: ["token-"],
    pattern: /(?<![A-Za-z0-9])token-[a-z0-9]{5}:[a-z0-9]{54}(?![A-Za-z0-9])/,
    source: "https://ranchermanager.docs.rancher.com/api/api-tokens",
    homes: [],
    examples: ["token-" + fake.lower(5, 3) + ":" + fake.lower(54, 3)],
    nearMisses: [
      "token-" + fake.lower(1, 3) + ":" + fake.lower(12, 3),
      "token-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
