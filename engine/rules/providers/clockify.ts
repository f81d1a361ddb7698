import { fake } from "../fake_value.ts";
import type { Rule } from "../rule.ts";
import { vendorKey } from "../vendor_key.ts";

export const CLOCKIFY_RULES: readonly Rule[] = [
  vendorKey({
    id: "clockify-api-key",
    kind: "CLOCKIFY_KEY",
    description: "Clockify API key: reads and changes records of time",
    severity: "medium",
    names: ["clockify"],
    value: /[A-Za-z0-9]{48}/,
    source: "https://docs.clockify.me/",
    homes: ["api.clockify.me"],
    examples: ["CLOCKIFY_API_KEY=" + fake.alnum(48), '{"clockify_token": "' + fake.alnum(48, 5) + '"}'],
    nearMisses: [
      "clockify_id=" + fake.alnum(48),
      "https://clockify.test/items/" + fake.alnum(48),
      "clockify_key=" + fake.alnum(12),
    ],
  }),
];
