import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const BITTREX_RULES: readonly Rule[] = [
  vendorKey({
    id: "bittrex-key",
    kind: "BITTREX_KEY",
    description: "Bittrex API key or secret: reads and moves crypto money",
    names: ["bittrex"],
    value: /[a-z0-9]{32}/,
    source: "https://bittrex.github.io/api/v3",
    homes: ["api.bittrex.com"],
    examples: ["BITTREX_API_KEY=" + fake.lower(32), '{"bittrex_token": "' + fake.lower(32, 5) + '"}'],
    nearMisses: [
      "bittrex_id=" + fake.lower(32),
      "https://bittrex.test/items/" + fake.lower(32),
      "bittrex_key=" + fake.lower(10),
    ],
  }),
];
