import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const VONAGE_RULES: readonly Rule[] = [
  vendorKey({
    id: "vonage-api-secret",
    kind: "VONAGE_SECRET",
    description: "Vonage (Nexmo) API secret: sends messages and calls at its owner's cost",
    names: ["nexmo", "vonage"],
    value: /[A-Za-z0-9]{16}/,
    source: "https://developer.vonage.com/en/account/secret-management",
    homes: ["*.nexmo.com", "*.vonage.com"],
    examples: ["NEXMO_API_KEY=" + fake.alnum(16, 4), '{"nexmo_token": "' + fake.alnum(16, 5) + '"}'],
    nearMisses: [
      "nexmo_id=" + fake.alnum(16, 4),
      "https://nexmo.test/items/" + fake.alnum(16, 4),
      "nexmo_key=" + fake.alnum(5, 4),
    ],
  }),
];
