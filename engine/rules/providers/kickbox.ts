import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const KICKBOX_RULES: readonly Rule[] = [
  vendorKey({
    id: "kickbox-key",
    kind: "KICKBOX_KEY",
    description: "Kickbox key: checks mail addresses at its owner's cost",
    severity: "medium",
    names: ["kickbox"],
    value: /[A-Za-z0-9]{64}/,
    source: "https://docs.kickbox.com/docs/authentication",
    homes: ["api.kickbox.com"],
    examples: ["KICKBOX_API_KEY=" + fake.alnum(64), '{"kickbox_token": "' + fake.alnum(64, 5) + '"}'],
    nearMisses: [
      "kickbox_id=" + fake.alnum(64),
      "https://kickbox.test/items/" + fake.alnum(64),
      "kickbox_key=" + fake.alnum(12),
    ],
  }),
];
