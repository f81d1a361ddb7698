import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ALPHA_VANTAGE_RULES: readonly Rule[] = [
  vendorKey({
    id: "alpha-vantage-api-key",
    kind: "ALPHA_VANTAGE_KEY",
    description: "Alpha Vantage API key: reads markets at its owner's limit",
    severity: "medium",
    names: ["alphavantage", "alpha_vantage"],
    value: /[A-Z0-9]{16}/,
    source: "https://www.alphavantage.co/documentation/",
    homes: ["www.alphavantage.co"],
    examples: [
      "ALPHAVANTAGE_API_KEY=" + fake.upper(16),
      '{"alphavantage_token": "' + fake.upper(16, 6) + '"}',
    ],
    nearMisses: [
      "alphavantage_id=" + fake.upper(16),
      "https://alphavantage.test/items/" + fake.upper(16),
      "alphavantage_key=" + fake.upper(5),
    ],
  }),
];
