import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CHARGEBEE_RULES: readonly Rule[] = [
  vendorKey({
    id: "chargebee-api-key",
    kind: "CHARGEBEE_KEY",
    description: "Chargebee API key: reads customers and changes subscriptions",
    severity: "critical",
    names: ["chargebee"],
    value: /[A-Za-z0-9_-]{30,50}/,
    source: "https://apidocs.chargebee.com/docs/api/auth",
    homes: ["*.chargebee.com"],
    examples: [
      "CHARGEBEE_API_KEY=" + fake.base64url(33),
      '{"chargebee_token": "' + fake.base64url(33, 5) + '"}',
    ],
    nearMisses: [
      "chargebee_id=" + fake.base64url(33),
      "https://chargebee.test/items/" + fake.base64url(33),
      "chargebee_key=" + fake.base64url(10),
    ],
  }),
];
