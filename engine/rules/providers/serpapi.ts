import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SERPAPI_RULES: readonly Rule[] = [
  vendorKey({
    id: "serpapi-key",
    kind: "SERPAPI_KEY",
    description: "SerpApi key: runs searches at its owner's cost",
    severity: "medium",
    names: ["serpapi", "serp_api"],
    value: /[a-f0-9]{64}/,
    source: "https://serpapi.com/search-api",
    homes: ["serpapi.com"],
    examples: ["SERPAPI_API_KEY=" + fake.hex(64), '{"serpapi_token": "' + fake.hex(64, 5) + '"}'],
    nearMisses: [
      "serpapi_id=" + fake.hex(64),
      "https://serpapi.test/items/" + fake.hex(64),
      "serpapi_key=" + fake.hex(12),
    ],
  }),
];
