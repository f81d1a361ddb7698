import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PINTEREST_RULES: readonly Rule[] = [
  providerSecret({
    id: "pinterest-token",
    kind: "PINTEREST_TOKEN",
    description: "Pinterest access or refresh token: reads and changes boards as its owner",
    keywords: ["pina_", "pinr."],
    pattern: /(?<![A-Za-z0-9])(?:pina_|pinr\.)[A-Za-z0-9_-]{32,128}(?![A-Za-z0-9_-])/,
    source: "https://developers.pinterest.com/docs/getting-started/authentication/",
    homes: ["api.pinterest.com"],
    examples: ["pina_" + fake.base64url(36), "token: pinr." + fake.base64url(36, 3)],
    nearMisses: ["pina_" + fake.base64url(10), "pina_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
