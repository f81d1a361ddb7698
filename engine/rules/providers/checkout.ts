import { hasVariety } from "../../detectors/entropy.ts";
import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const CHECKOUT_RULES: readonly Rule[] = [
  providerSecret({
    id: "checkout-secret-key",
    kind: "CHECKOUT_KEY",
    description: "Checkout.com secret key: takes and refunds payments",
    severity: "critical",
    keywords: ["sk_sbox_", "sk_"],
    pattern: /(?<![A-Za-z0-9_-])sk_(?:sbox_)?[a-z2-7]{26}[a-z2-7*#$=](?![A-Za-z0-9])/,
    validate: ({ value }) => (hasVariety(value, { minEntropy: 3.2, minDigits: 1 }) ? "HIGH" : null),
    source: "https://www.checkout.com/docs/developer-resources/api/api-authentication/api-keys",
    homes: ["api.checkout.com", "api.sandbox.checkout.com"],
    examples: [
      "sk_sbox_" + fake.upper(26).toLowerCase() + "=",
      "sk_" + fake.upper(26, 2).toLowerCase() + "#",
    ],
    nearMisses: ["sk_sbox_" + fake.lower(9), "sk_" + "a".repeat(27)],
  }),
];
