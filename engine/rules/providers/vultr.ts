import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const VULTR_RULES: readonly Rule[] = [
  vendorKey({
    id: "vultr-api-key",
    kind: "VULTR_KEY",
    description: "Vultr API key: manages servers, volumes and DNS",
    severity: "critical",
    names: ["vultr"],
    value: /[A-Z0-9]{36}/,
    source: "https://www.vultr.com/api/",
    homes: ["api.vultr.com"],
    examples: ["VULTR_API_KEY=" + fake.upper(36), '{"vultr_token": "' + fake.upper(36, 5) + '"}'],
    nearMisses: [
      "vultr_id=" + fake.upper(36),
      "https://vultr.test/items/" + fake.upper(36),
      "vultr_key=" + fake.upper(12),
    ],
  }),
];
