import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const POSTMAN_RULES: readonly Rule[] = [
  providerSecret({
    id: "postman-api-key",
    kind: "POSTMAN_KEY",
    description: "Postman API key: reads collections and environments, with the secrets in them",
    keywords: ["pmak-"],
    pattern: /PMAK-[a-f0-9]{24}-[a-f0-9]{34}(?![A-Za-z0-9])/i,
    source: "https://learning.postman.com/docs/developer/postman-api/authentication/",
    homes: ["api.getpostman.com", "*.postman.com"],
    examples: ["PMAK-" + fake.hex(24) + "-" + fake.hex(34)],
    nearMisses: ["PMAK-" + fake.hex(24)],
  }),
  providerSecret({
    id: "postman-collection-key",
    kind: "POSTMAN_KEY",
    description: "Postman collection access key: reads one collection",
    severity: "medium",
    keywords: ["pmat-"],
    pattern: /(?<![A-Za-z0-9])PMAT-[A-Z0-9]{26}(?![A-Za-z0-9])/,
    source: "https://learning.postman.com/docs/developer/postman-api/authentication/",
    homes: ["api.postman.com", "*.postman.com"],
    examples: ["PMAT-" + fake.upper(26, 3)],
    nearMisses: ["PMAT-" + fake.upper(8, 3), "PMAT-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
