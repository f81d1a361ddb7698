import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BIGCOMMERCE_RULES: readonly Rule[] = [
  vendorKey({
    id: "bigcommerce-token",
    kind: "BIGCOMMERCE_TOKEN",
    description: "BigCommerce access token: reads and changes a shop",
    severity: "critical",
    names: ["bigcommerce"],
    value: /[a-z0-9]{31}/,
    source: "https://developer.bigcommerce.com/docs/start/authentication/api-accounts",
    homes: ["api.bigcommerce.com"],
    examples: ["BIGCOMMERCE_API_KEY=" + fake.lower(31), '{"bigcommerce_token": "' + fake.lower(31, 5) + '"}'],
    nearMisses: [
      "bigcommerce_id=" + fake.lower(31),
      "https://bigcommerce.test/items/" + fake.lower(31),
      "bigcommerce_key=" + fake.lower(10),
    ],
  }),
];
