import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const NASA_RULES: readonly Rule[] = [
  vendorKey({
    id: "nasa-api-key",
    kind: "NASA_KEY",
    description: "NASA and data.gov API key: reads open data at its owner's limit",
    severity: "medium",
    names: ["nasa", "datagov", "data_gov", "data.gov"],
    value: /[A-Za-z0-9]{40}/,
    source: "https://api.nasa.gov/",
    homes: ["api.nasa.gov", "api.data.gov"],
    examples: ["NASA_API_KEY=" + fake.alnum(40), '{"nasa_token": "' + fake.alnum(40, 5) + '"}'],
    nearMisses: [
      "nasa_id=" + fake.alnum(40),
      "https://nasa.test/items/" + fake.alnum(40),
      "nasa_key=" + fake.alnum(12),
    ],
  }),
];
