import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const FINNHUB_RULES: readonly Rule[] = [
  vendorKey({
    id: "finnhub-api-key",
    kind: "FINNHUB_KEY",
    description: "Finnhub API key: reads markets at its owner's limit",
    severity: "medium",
    names: ["finnhub"],
    value: /[a-z0-9]{20,40}/,
    source: "https://finnhub.io/docs/api/authentication",
    homes: ["finnhub.io"],
    examples: ["FINNHUB_API_KEY=" + fake.lower(24), '{"finnhub_token": "' + fake.lower(24, 5) + '"}'],
    nearMisses: [
      "finnhub_id=" + fake.lower(24),
      "https://finnhub.test/items/" + fake.lower(24),
      "finnhub_key=" + fake.lower(6),
    ],
  }),
];
