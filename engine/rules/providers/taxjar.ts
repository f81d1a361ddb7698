import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TAXJAR_RULES: readonly Rule[] = [
  vendorKey({
    id: "taxjar-token",
    kind: "TAXJAR_TOKEN",
    description: "TaxJar token: reads orders and files taxes",
    names: ["taxjar"],
    value: /[a-f0-9]{32}/,
    source: "https://developers.taxjar.com/api/reference/#authentication",
    homes: ["api.taxjar.com"],
    examples: ["TAXJAR_API_KEY=" + fake.hex(32), '{"taxjar_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "taxjar_id=" + fake.hex(32),
      "https://taxjar.test/items/" + fake.hex(32),
      "taxjar_key=" + fake.hex(10),
    ],
  }),
];
