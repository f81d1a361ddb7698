import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const JOTFORM_RULES: readonly Rule[] = [
  vendorKey({
    id: "jotform-api-key",
    kind: "JOTFORM_KEY",
    description: "Jotform API key: reads forms and the answers of those who filled them in",
    names: ["jotform"],
    value: /[a-f0-9]{32}/,
    source: "https://api.jotform.com/docs/",
    homes: ["api.jotform.com"],
    examples: ["JOTFORM_API_KEY=" + fake.hex(32), '{"jotform_token": "' + fake.hex(32, 5) + '"}'],
    nearMisses: [
      "jotform_id=" + fake.hex(32),
      "https://jotform.test/items/" + fake.hex(32),
      "jotform_key=" + fake.hex(10),
    ],
  }),
];
