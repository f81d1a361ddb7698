import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const DUFFEL_RULES: readonly Rule[] = [
  providerSecret({
    id: "duffel-api-token",
    kind: "DUFFEL_TOKEN",
    description: "Duffel API token: books and cancels travel",
    severity: "critical",
    keywords: ["duffel_live_", "duffel_test_"],
    pattern: /(?<![A-Za-z0-9])(?:duffel_live_|duffel_test_)[A-Za-z0-9_=-]{43}(?![A-Za-z0-9_-])/,
    source: "https://duffel.com/docs/api/overview/making-requests",
    homes: ["api.duffel.com"],
    examples: ["duffel_live_" + fake.base64url(43), "token: duffel_test_" + fake.base64url(43, 3)],
    nearMisses: ["duffel_live_" + fake.base64url(12), "duffel_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
