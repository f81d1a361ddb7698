import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const STYTCH_RULES: readonly Rule[] = [
  providerSecret({
    id: "stytch-secret",
    kind: "STYTCH_SECRET",
    description: "Stytch secret: signs people in and reads them",
    severity: "critical",
    keywords: ["secret-live-", "secret-test-"],
    pattern: /(?<![A-Za-z0-9])(?:secret-live-|secret-test-)[A-Za-z0-9_-]{35}=/,
    source: "https://stytch.com/docs/api/authentication",
    homes: ["api.stytch.com", "test.stytch.com"],
    examples: [
      "secret-live-" + fake.base64url(35) + "=",
      "token: secret-test-" + fake.base64url(35, 3) + "=",
    ],
    nearMisses: ["secret-live-" + fake.base64url(11) + "=", "secret-live-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
