import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ONFIDO_RULES: readonly Rule[] = [
  providerSecret({
    id: "onfido-token",
    kind: "ONFIDO_TOKEN",
    description: "Onfido API token: reads people's identity checks",
    severity: "critical",
    keywords: ["api_live.", "api_sandbox.", "api_live_us.", "api_live_ca."],
    pattern:
      /(?<![A-Za-z0-9])(?:api_live\.|api_sandbox\.|api_live_us\.|api_live_ca\.)[A-Za-z0-9_-]{10,12}\.[A-Za-z0-9_-]{30,34}(?![A-Za-z0-9_-])/,
    source: "https://documentation.onfido.com/api/latest/#api-tokens",
    homes: ["api.onfido.com", "*.onfido.com"],
    examples: [
      "api_live." + fake.base64url(11, 6) + "." + fake.base64url(32, 3),
      "token: api_live_ca." + fake.base64url(11, 6) + "." + fake.base64url(32, 5),
    ],
    nearMisses: [
      "api_live." + fake.base64url(3, 6) + "." + fake.base64url(10, 3),
      "api_live.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
