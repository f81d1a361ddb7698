import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const STATUSPAGE_RULES: readonly Rule[] = [
  vendorKey({
    id: "statuspage-api-key",
    kind: "STATUSPAGE_KEY",
    description: "Statuspage API key: posts incidents in its owner's name",
    severity: "medium",
    names: ["statuspage"],
    value: /[a-f0-9]{32,64}/,
    source: "https://developer.statuspage.io/",
    homes: ["api.statuspage.io"],
    examples: ["STATUSPAGE_API_KEY=" + fake.hex(36), '{"statuspage_token": "' + fake.hex(36, 5) + '"}'],
    nearMisses: [
      "statuspage_id=" + fake.hex(36),
      "https://statuspage.test/items/" + fake.hex(36),
      "statuspage_key=" + fake.hex(10),
    ],
  }),
];
