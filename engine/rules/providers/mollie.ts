import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const MOLLIE_RULES: readonly Rule[] = [
  providerSecret({
    id: "mollie-api-key",
    kind: "MOLLIE_KEY",
    description: "Mollie API key: takes and refunds payments",
    severity: "critical",
    keywords: ["live_", "test_"],
    pattern: /(?<![A-Za-z0-9])(?:live_|test_)[A-Za-z0-9]{30}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://docs.mollie.com/reference/authentication",
    homes: ["api.mollie.com"],
    examples: ["live_" + fake.alnum(30), "token: test_" + fake.alnum(30, 3)],
    nearMisses: ["live_" + fake.alnum(10), "live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  providerSecret({
    id: "mollie-access-token",
    kind: "MOLLIE_KEY",
    description: "Mollie organisation or partner access token: acts for the whole organisation",
    severity: "critical",
    keywords: ["access_"],
    pattern: /(?<![A-Za-z0-9])access_[A-Za-z0-9]{30,46}(?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 2 }) ? "HIGH" : null),
    source: "https://docs.mollie.com/reference/authentication",
    homes: ["api.mollie.com"],
    examples: ["access_" + fake.alnum(33)],
    nearMisses: ["access_" + fake.alnum(10), "access_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
