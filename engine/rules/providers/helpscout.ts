import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const HELPSCOUT_RULES: readonly Rule[] = [
  vendorKey({
    id: "helpscout-token",
    kind: "HELPSCOUT_TOKEN",
    description: "Help Scout API key: reads and changes conversations",
    names: ["helpscout", "help_scout"],
    value: /[a-f0-9]{40}/,
    source: "https://developer.helpscout.com/docs-api/#authentication",
    homes: ["docsapi.helpscout.net", "api.helpscout.net"],
    examples: ["HELPSCOUT_API_KEY=" + fake.hex(40), '{"helpscout_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "helpscout_id=" + fake.hex(40),
      "https://helpscout.test/items/" + fake.hex(40),
      "helpscout_key=" + fake.hex(12),
    ],
  }),
];
