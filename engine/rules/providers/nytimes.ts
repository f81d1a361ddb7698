import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const NYTIMES_RULES: readonly Rule[] = [
  vendorKey({
    id: "nytimes-api-key",
    kind: "NYTIMES_KEY",
    description: "New York Times API key: reads articles at its owner's limit",
    severity: "medium",
    names: ["nytimes", "new-york-times", "newyorktimes", "nyt_"],
    value: /[A-Za-z0-9_-]{32}/,
    source: "https://developer.nytimes.com/get-started",
    homes: ["api.nytimes.com"],
    examples: ["NYTIMES_API_KEY=" + fake.base64url(32), '{"nytimes_token": "' + fake.base64url(32, 5) + '"}'],
    nearMisses: [
      "nytimes_id=" + fake.base64url(32),
      "https://nytimes.test/items/" + fake.base64url(32),
      "nytimes_key=" + fake.base64url(10),
    ],
  }),
];
