import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const GUMROAD_RULES: readonly Rule[] = [
  vendorKey({
    id: "gumroad-token",
    kind: "GUMROAD_TOKEN",
    description: "Gumroad token: reads sales and customers",
    names: ["gumroad"],
    value: /[A-Za-z0-9_-]{43}/,
    source: "https://gumroad.com/api",
    homes: ["api.gumroad.com"],
    examples: ["GUMROAD_API_KEY=" + fake.base64url(43), '{"gumroad_token": "' + fake.base64url(43, 7) + '"}'],
    nearMisses: [
      "gumroad_id=" + fake.base64url(43),
      "https://gumroad.test/items/" + fake.base64url(43),
      "gumroad_key=" + fake.base64url(12),
    ],
  }),
];
