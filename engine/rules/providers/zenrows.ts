import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ZENROWS_RULES: readonly Rule[] = [
  vendorKey({
    id: "zenrows-key",
    kind: "ZENROWS_KEY",
    description: "ZenRows key: crawls sites at its owner's cost",
    severity: "medium",
    names: ["zenrows"],
    value: /[a-f0-9]{40}/,
    source: "https://docs.zenrows.com/",
    homes: ["api.zenrows.com"],
    examples: ["ZENROWS_API_KEY=" + fake.hex(40), '{"zenrows_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "zenrows_id=" + fake.hex(40),
      "https://zenrows.test/items/" + fake.hex(40),
      "zenrows_key=" + fake.hex(12),
    ],
  }),
];
