import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CROWDIN_RULES: readonly Rule[] = [
  vendorKey({
    id: "crowdin-token",
    kind: "CROWDIN_TOKEN",
    description: "Crowdin token: reads and changes translations",
    severity: "medium",
    names: ["crowdin"],
    value: /[a-f0-9]{80}/,
    source: "https://support.crowdin.com/developer/api/",
    homes: ["api.crowdin.com", "*.crowdin.com"],
    examples: ["CROWDIN_API_KEY=" + fake.hex(80), '{"crowdin_token": "' + fake.hex(80, 5) + '"}'],
    nearMisses: [
      "crowdin_id=" + fake.hex(80),
      "https://crowdin.test/items/" + fake.hex(80),
      "crowdin_key=" + fake.hex(12),
    ],
  }),
];
