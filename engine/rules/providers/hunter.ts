import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const HUNTER_RULES: readonly Rule[] = [
  vendorKey({
    id: "hunter-api-key",
    kind: "HUNTER_KEY",
    description: "Hunter API key: looks up addresses at its owner's cost",
    severity: "medium",
    names: ["hunter_", "hunter-", "hunter.io", "hunterio"],
    value: /[a-f0-9]{40}/,
    source: "https://hunter.io/api-documentation/v2",
    homes: ["api.hunter.io"],
    examples: ["HUNTER_API_KEY=" + fake.hex(40), '{"hunter_token": "' + fake.hex(40, 5) + '"}'],
    nearMisses: [
      "hunter_id=" + fake.hex(40),
      "https://hunter.test/items/" + fake.hex(40),
      "hunter_key=" + fake.hex(12),
    ],
  }),
];
