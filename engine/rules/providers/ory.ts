import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const ORY_RULES: readonly Rule[] = [
  providerSecret({
    id: "ory-token",
    kind: "ORY_TOKEN",
    description: "Ory Network token: manages identities and clients",
    severity: "critical",
    keywords: ["ory_pat_", "ory_apikey_", "ory_wak_"],
    pattern: /(?<![A-Za-z0-9])(?:ory_pat_|ory_apikey_|ory_wak_)[A-Za-z0-9_-]{32}(?![A-Za-z0-9_-])/,
    source: "https://www.ory.sh/docs/concepts/personal-access-token",
    homes: ["*.ory.sh", "*.oryapis.com"],
    examples: ["ory_pat_" + fake.base64url(32), "token: ory_wak_" + fake.base64url(32, 3)],
    nearMisses: ["ory_pat_" + fake.base64url(10), "ory_pat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  providerSecret({
    id: "ory-oauth-token",
    kind: "ORY_TOKEN",
    description: "Ory Hydra access or refresh token: acts as its subject",
    keywords: ["ory_at_", "ory_rt_", "ory_ac_"],
    pattern:
      /(?<![A-Za-z0-9])(?:ory_at_|ory_rt_|ory_ac_)[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/,
    source: "https://www.ory.sh/docs/hydra/concepts/before-oauth2",
    homes: [],
    examples: [
      "ory_at_" + fake.base64url(43) + "." + fake.base64url(43, 3),
      "token: ory_ac_" + fake.base64url(43, 3) + "." + fake.base64url(43, 7),
    ],
    nearMisses: [
      "ory_at_" + fake.base64url(12) + "." + fake.base64url(12, 3),
      "ory_at_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ],
  }),
];
