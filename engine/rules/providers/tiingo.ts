import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TIINGO_RULES: readonly Rule[] = [
  vendorKey({
    id: "tiingo-token",
    kind: "TIINGO_TOKEN",
    description: "Tiingo API token: reads markets at its owner's cost",
    severity: "medium",
    names: ["tiingo"],
    value: /[a-f0-9]{40}/,
    source: "https://www.tiingo.com/documentation/general/connecting",
    homes: ["api.tiingo.com"],
    examples: ["TIINGO_API_KEY=" + fake.hex(40), '{"tiingo_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "tiingo_id=" + fake.hex(40),
      "https://tiingo.test/items/" + fake.hex(40),
      "tiingo_key=" + fake.hex(12),
    ],
  }),
];
