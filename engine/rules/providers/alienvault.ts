import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const ALIENVAULT_RULES: readonly Rule[] = [
  vendorKey({
    id: "alienvault-key",
    kind: "ALIENVAULT_KEY",
    description: "AlienVault OTX key: reads and posts reports of threats",
    severity: "medium",
    names: ["alienvault", "otx_"],
    value: /[a-f0-9]{64}/,
    source: "https://otx.alienvault.com/api",
    homes: ["otx.alienvault.com"],
    examples: ["ALIENVAULT_API_KEY=" + fake.hex(64), '{"alienvault_token": "' + fake.hex(64, 5) + '"}'],
    nearMisses: [
      "alienvault_id=" + fake.hex(64),
      "https://alienvault.test/items/" + fake.hex(64),
      "alienvault_key=" + fake.hex(12),
    ],
  }),
];
