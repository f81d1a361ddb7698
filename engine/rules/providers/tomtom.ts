import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const TOMTOM_RULES: readonly Rule[] = [
  vendorKey({
    id: "tomtom-api-key",
    kind: "TOMTOM_KEY",
    description: "TomTom API key: loads maps at its owner's cost",
    severity: "medium",
    names: ["tomtom"],
    value: /[A-Za-z0-9]{32}/,
    source: "https://developer.tomtom.com/how-to-get-tomtom-api-key",
    homes: ["api.tomtom.com"],
    examples: ["TOMTOM_API_KEY=" + fake.alnum(32, 2), '{"tomtom_token": "' + fake.alnum(32, 5) + '"}'],
    nearMisses: [
      "tomtom_id=" + fake.alnum(32, 2),
      "https://tomtom.test/items/" + fake.alnum(32, 2),
      "tomtom_key=" + fake.alnum(10, 2),
    ],
  }),
];
