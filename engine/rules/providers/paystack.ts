import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";

export const PAYSTACK_RULES: readonly Rule[] = [
  providerSecret({
    id: "paystack-secret-key",
    kind: "PAYSTACK_KEY",
    description: "Paystack secret key: moves money and reads customers",
    severity: "critical",
    keywords: ["sk_live_", "sk_test_"],
    pattern: /(?<![A-Za-z0-9])(?:sk_live_|sk_test_)[a-f0-9]{40}(?![A-Za-z0-9])/,
    source: "https://paystack.com/docs/api/authentication/",
    homes: ["api.paystack.co"],
    examples: ["sk_live_" + fake.hex(40), "token: sk_test_" + fake.hex(40, 3)],
    nearMisses: ["sk_live_" + fake.hex(12), "sk_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
];
