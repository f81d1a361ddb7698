import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SCRAPERAPI_RULES: readonly Rule[] = [
  vendorKey({
    id: "scraperapi-key",
    kind: "SCRAPERAPI_KEY",
    description: "ScraperAPI key: crawls sites at its owner's cost",
    severity: "medium",
    names: ["scraperapi", "scraper_api"],
    value: /[a-f0-9]{32}/,
    source: "https://docs.scraperapi.com/",
    homes: ["api.scraperapi.com"],
    examples: ["SCRAPERAPI_API_KEY=" + fake.hex(32), '{"scraperapi_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "scraperapi_id=" + fake.hex(32),
      "https://scraperapi.test/items/" + fake.hex(32),
      "scraperapi_key=" + fake.hex(10),
    ],
  }),
];
