import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ALGOLIA_RULES: readonly Rule[] = [
  vendorKey({
    id: "algolia-admin-key",
    kind: "ALGOLIA_KEY",
    description: "Algolia admin or write key: changes and deletes search indexes",
    names: ["algolia"],
    value: /[a-f0-9]{32}/,
    source: "https://www.algolia.com/doc/guides/security/api-keys/",
    homes: ["*.algolia.net", "*.algolianet.com"],
    examples: ["ALGOLIA_API_KEY=" + fake.hex(32), '{"algolia_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "algolia_id=" + fake.hex(32),
      "https://algolia.test/items/" + fake.hex(32),
      "algolia_key=" + fake.hex(10),
    ],
  }),
];
