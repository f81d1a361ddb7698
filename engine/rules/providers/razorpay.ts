import { fake } from "../fake_value.ts";
import { providerSecret } from "../provider_secret.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const RAZORPAY_RULES: readonly Rule[] = [
  providerSecret({
    id: "razorpay-key",
    kind: "RAZORPAY_KEY",
    description: "Razorpay key id: names the key pair that takes payments",
    severity: "medium",
    keywords: ["rzp_live_", "rzp_test_"],
    pattern: /(?<![A-Za-z0-9])(?:rzp_live_|rzp_test_)[A-Za-z0-9]{14}(?![A-Za-z0-9])/,
    source: "https://razorpay.com/docs/api/authentication/",
    homes: ["api.razorpay.com"],
    examples: ["rzp_live_" + fake.alnum(14), "token: rzp_test_" + fake.alnum(14, 3)],
    nearMisses: ["rzp_live_" + fake.alnum(4), "rzp_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
  }),
  vendorKey({
    id: "razorpay-secret",
    kind: "RAZORPAY_SECRET",
    description: "Razorpay key secret: takes and refunds payments",
    severity: "critical",
    names: ["razorpay"],
    value: /[A-Za-z0-9]{24}/,
    source: "https://razorpay.com/docs/api/authentication/",
    homes: ["api.razorpay.com"],
    examples: ["RAZORPAY_API_KEY=" + fake.alnum(24, 2), '{"razorpay_token": "' + fake.alnum(24, 6) + '"}'],
    nearMisses: [
      "razorpay_id=" + fake.alnum(24, 2),
      "https://razorpay.test/items/" + fake.alnum(24, 2),
      "razorpay_key=" + fake.alnum(8, 2),
    ],
  }),
];
