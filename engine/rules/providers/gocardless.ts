import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const GOCARDLESS_RULES: readonly Rule[] = [
  providerSecret({
    id: "gocardless-token",
    kind: "GOCARDLESS_TOKEN",
    description: "GoCardless access token: takes payments by direct debit",
    severity: "critical",
    keywords: ["live_", "sandbox_"],
    pattern: /(?<![A-Za-z0-9])(?:live_|sandbox_)[A-Za-z0-9_-]{40}(?![A-Za-z0-9_-])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://developer.gocardless.com/api-reference/",
    homes: ["api.gocardless.com"],
    examples: ["live_" + fake.base64url(40, 2), "token: sandbox_" + fake.base64url(40, 3)],
    nearMisses: ["live_" + fake.base64url(12, 2), "live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
