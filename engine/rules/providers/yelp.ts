import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const YELP_RULES: readonly Rule[] = [
  vendorKey({
    id: "yelp-api-key",
    kind: "YELP_KEY",
    description: "Yelp API key: reads businesses at its owner's limit",
    severity: "medium",
    names: ["yelp"],
    value: /[A-Za-z0-9_-]{128}/,
    source: "https://docs.developer.yelp.com/docs/fusion-authentication",
    homes: ["api.yelp.com"],
    examples: ["YELP_API_KEY=" + fake.base64url(128), '{"yelp_token": "' + fake.base64url(128, 5) + '"}'],
    nearMisses: [
      "yelp_id=" + fake.base64url(128),
      "https://yelp.test/items/" + fake.base64url(128),
      "yelp_key=" + fake.base64url(12),
    ],
  }),
];
