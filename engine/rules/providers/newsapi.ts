import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const NEWSAPI_RULES: readonly Rule[] = [
  vendorKey({
    id: "newsapi-key",
    kind: "NEWSAPI_KEY",
    description: "News API key: reads articles at its owner's limit",
    severity: "medium",
    names: ["newsapi", "news_api"],
    value: /[a-f0-9]{32}/,
    source: "https://newsapi.org/docs/authentication",
    homes: ["newsapi.org"],
    examples: ["NEWSAPI_API_KEY=" + fake.hex(32), '{"newsapi_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "newsapi_id=" + fake.hex(32),
      "https://newsapi.test/items/" + fake.hex(32),
      "newsapi_key=" + fake.hex(10),
    ],
  }),
];
