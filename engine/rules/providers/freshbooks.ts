import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const FRESHBOOKS_RULES: readonly Rule[] = [
  vendorKey({
    id: "freshbooks-token",
    kind: "FRESHBOOKS_TOKEN",
    description: "FreshBooks access token: reads and changes invoices",
    names: ["freshbooks"],
    value: /[a-f0-9]{64}/,
    source: "https://www.freshbooks.com/api/authentication",
    homes: ["api.freshbooks.com"],
    examples: ["FRESHBOOKS_API_KEY=" + fake.hex(64), '{"freshbooks_token": "' + fake.hex(64, 5) + '"}'],
    nearMisses: [
      "freshbooks_id=" + fake.hex(64),
      "https://freshbooks.test/items/" + fake.hex(64),
      "freshbooks_key=" + fake.hex(12),
    ],
  }),
];
