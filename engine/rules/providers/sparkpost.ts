import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const SPARKPOST_RULES: readonly Rule[] = [
  vendorKey({
    id: "sparkpost-api-key",
    kind: "SPARKPOST_KEY",
    description: "SparkPost API key: sends mail in its owner's name",
    names: ["sparkpost"],
    value: /[a-f0-9]{40}/,
    source: "https://developers.sparkpost.com/api/#header-authentication",
    homes: ["api.sparkpost.com"],
    examples: ["SPARKPOST_API_KEY=" + fake.hex(40), '{"sparkpost_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "sparkpost_id=" + fake.hex(40),
      "https://sparkpost.test/items/" + fake.hex(40),
      "sparkpost_key=" + fake.hex(12),
    ],
  }),
];
