import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const LOKALISE_RULES: readonly Rule[] = [
  vendorKey({
    id: "lokalise-token",
    kind: "LOKALISE_TOKEN",
    description: "Lokalise API token: reads and changes translations",
    severity: "medium",
    names: ["lokalise"],
    value: /[a-f0-9]{40}/,
    source: "https://developers.lokalise.com/reference/api-authentication",
    homes: ["api.lokalise.com"],
    examples: ["LOKALISE_API_KEY=" + fake.hex(40), '{"lokalise_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "lokalise_id=" + fake.hex(40),
      "https://lokalise.test/items/" + fake.hex(40),
      "lokalise_key=" + fake.hex(12),
    ],
  }),
];
