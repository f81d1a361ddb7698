import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ETSY_RULES: readonly Rule[] = [
  vendorKey({
    id: "etsy-key",
    kind: "ETSY_KEY",
    description: "Etsy keystring: calls the API as the application",
    severity: "medium",
    names: ["etsy"],
    value: /[a-z0-9]{24}/,
    source: "https://developers.etsy.com/documentation/essentials/authentication",
    homes: ["api.etsy.com", "openapi.etsy.com"],
    examples: ["ETSY_API_KEY=" + fake.lower(24), '{"etsy_token": "' + fake.lower(24, 5) + '"}'],
    nearMisses: [
      "etsy_id=" + fake.lower(24),
      "https://etsy.test/items/" + fake.lower(24),
      "etsy_key=" + fake.lower(8),
    ],
  }),
];
