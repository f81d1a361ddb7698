import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const BITWARDEN_RULES: readonly Rule[] = [
  providerSecret({
    id: "bitwarden-access-token",
    kind: "BITWARDEN_TOKEN",
    description: "Bitwarden Secrets Manager access token: reads the secrets granted to a machine",
    severity: "critical",
    keywords: ["0."],
    pattern:
      /(?<![A-Za-z0-9_-])0\.[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}(?![A-Za-z0-9])/,
    source: "https://bitwarden.com/help/access-tokens/",
    homes: ["api.bitwarden.com", "identity.bitwarden.com", "*.bitwarden.com"],
    examples: ["0." + fake.uuid() + "." + fake.alnum(30, 3) + ":" + fake.base64(22, 8)],
    nearMisses: [
      "0." + fake.hex(8) + "." + fake.alnum(10, 3) + ":" + fake.base64(7, 8),
      "0.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
