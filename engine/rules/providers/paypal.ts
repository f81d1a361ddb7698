import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const PAYPAL_RULES: readonly Rule[] = [
  vendorKey({
    id: "paypal-secret",
    kind: "PAYPAL_SECRET",
    description: "PayPal client secret: takes and refunds payments",
    severity: "critical",
    names: ["paypal"],
    value: /E[A-Za-z0-9_-]{79}/,
    source: "https://developer.paypal.com/api/rest/authentication/",
    homes: ["*.paypal.com"],
    examples: [
      "PAYPAL_API_KEY=" + "E" + fake.base64url(79, 2),
      '{"paypal_token": "' + "E" + fake.base64url(79, 6) + '"}',
    ],
    nearMisses: [
      "paypal_id=" + "E" + fake.base64url(79, 2),
      "https://paypal.test/items/" + "E" + fake.base64url(79, 2),
      "paypal_key=" + "E" + fake.base64url(12, 2),
    ],
  }),
];
