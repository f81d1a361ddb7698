import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SCRAPINGBEE_RULES: readonly Rule[] = [
  vendorKey({
    id: "scrapingbee-key",
    kind: "SCRAPINGBEE_KEY",
    description: "ScrapingBee key: crawls sites at its owner's cost",
    severity: "medium",
    names: ["scrapingbee"],
    value: /[A-Z0-9]{80}/,
    source: "https://www.scrapingbee.com/documentation/",
    homes: ["app.scrapingbee.com"],
    examples: ["SCRAPINGBEE_API_KEY=" + fake.upper(80), '{"scrapingbee_token": "' + fake.upper(80, 5) + '"}'],
    nearMisses: [
      "scrapingbee_id=" + fake.upper(80),
      "https://scrapingbee.test/items/" + fake.upper(80),
      "scrapingbee_key=" + fake.upper(12),
    ],
  }),
];
