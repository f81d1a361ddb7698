import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const KONTENT_RULES: readonly Rule[] = [
  vendorKey({
    id: "kontent-key",
    kind: "KONTENT_KEY",
    description: "Kontent.ai key: reads or changes content",
    severity: "medium",
    names: ["kontent"],
    value: /[a-f0-9]{36}/,
    source: "https://kontent.ai/learn/docs/apis",
    homes: ["*.kontent.ai"],
    examples: ["KONTENT_API_KEY=" + fake.hex(36), '{"kontent_token": "' + fake.hex(36, 5) + '"}'],
    nearMisses: [
      "kontent_id=" + fake.hex(36),
      "https://kontent.test/items/" + fake.hex(36),
      "kontent_key=" + fake.hex(12),
    ],
  }),
];
