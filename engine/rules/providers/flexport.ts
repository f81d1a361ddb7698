import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const FLEXPORT_RULES: readonly Rule[] = [
  providerSecret({
    id: "flexport-token",
    kind: "FLEXPORT_TOKEN",
    description: "Flexport Logistics API token: reads and changes shipments",
    keywords: ["shltm_"],
    pattern: /(?<![A-Za-z0-9])shltm_[A-Za-z0-9_-]{36,44}(?![A-Za-z0-9_-])/,
    source: "https://docs.logistics-api.flexport.com/",
    homes: ["*.flexport.com"],
    examples: ["shltm_" + fake.base64url(40, 2)],
    nearMisses: ["shltm_" + fake.base64url(12, 2), "shltm_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
